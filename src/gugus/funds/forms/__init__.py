"""Forms of funds."""
