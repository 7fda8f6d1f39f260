"""Decisions of steps."""
