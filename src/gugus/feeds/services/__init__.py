"""Services of feeds."""
