"""Decisions of minutes."""
