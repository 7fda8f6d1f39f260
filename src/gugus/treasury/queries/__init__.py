"""Reads about the group's money."""
