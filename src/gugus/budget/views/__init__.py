"""Views of budget."""
