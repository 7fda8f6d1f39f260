"""Forms of attendance."""
