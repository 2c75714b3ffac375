"""Files → tables, one module for each way of writing; `told` says which it is, by content."""
