"""Views of calendar."""
