"""Services of minutes."""
