"""Views of agenda."""
