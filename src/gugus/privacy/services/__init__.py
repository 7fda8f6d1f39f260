"""Services of the privacy room."""
