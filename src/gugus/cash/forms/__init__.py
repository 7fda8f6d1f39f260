"""Forms of cash."""
