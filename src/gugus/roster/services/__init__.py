"""Services of roster."""
