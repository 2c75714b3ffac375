"""The printer: MkDocs with Material makes the chrome, and this room splices every generated page into it.  MkDocs is known nowhere else."""
