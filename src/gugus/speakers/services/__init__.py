"""Services of speakers."""
