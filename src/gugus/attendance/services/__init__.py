"""Services of attendance."""
