"""Views of minutes."""
