"""Services of budget."""
