"""Views of problems."""
