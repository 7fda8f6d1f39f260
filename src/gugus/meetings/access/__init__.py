"""Who may see what of a meeting's records, beyond the one table of roles."""
