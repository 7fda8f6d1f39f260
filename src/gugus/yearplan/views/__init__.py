"""Views of yearplan."""
