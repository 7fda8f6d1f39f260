"""Views of speakers."""
