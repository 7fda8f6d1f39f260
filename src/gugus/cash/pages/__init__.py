"""Pages of cash."""
