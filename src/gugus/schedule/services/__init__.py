"""Services of schedule."""
