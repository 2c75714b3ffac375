"""What a county discloses, as frozen typed objects; the fields of each are declared here and nowhere else."""
