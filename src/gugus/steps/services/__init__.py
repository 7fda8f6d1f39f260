"""Services of steps."""
