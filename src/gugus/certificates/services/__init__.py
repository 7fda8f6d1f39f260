"""Services of certificates."""
