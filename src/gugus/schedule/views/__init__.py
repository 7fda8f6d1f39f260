"""Views of schedule."""
