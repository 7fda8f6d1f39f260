"""Forms of steps."""
