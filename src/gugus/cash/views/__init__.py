"""Views of cash."""
