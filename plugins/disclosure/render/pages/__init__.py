"""One module and one template for each kind of page."""
