"""Forms of calendar."""
