"""Services of cash."""
