"""Papers of cash."""
