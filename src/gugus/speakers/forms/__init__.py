"""Forms of speakers."""
