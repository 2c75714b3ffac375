"""Cells → values, by the kind of the field: what a person reads in a cell, with a doubt wherever there is more than one reading."""
