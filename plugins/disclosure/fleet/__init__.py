"""Many counties at once: each built by the same function, on this machine or on a Dask cluster, and an overview of them all."""
