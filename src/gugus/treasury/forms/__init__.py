"""Forms of the treasury."""
