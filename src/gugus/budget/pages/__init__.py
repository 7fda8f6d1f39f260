"""Pages of budget."""
