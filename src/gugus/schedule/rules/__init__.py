"""Decisions of schedule."""
