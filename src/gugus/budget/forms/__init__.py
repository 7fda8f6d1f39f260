"""Forms of budget."""
