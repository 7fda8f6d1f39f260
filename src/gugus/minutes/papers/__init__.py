"""Papers of minutes."""
