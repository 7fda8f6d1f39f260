"""Papers of agenda."""
