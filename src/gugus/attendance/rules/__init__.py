"""Decisions of attendance."""
