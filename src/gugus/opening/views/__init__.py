"""Views of opening."""
