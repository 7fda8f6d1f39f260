"""Papers of budget."""
