"""Views of catchup."""
