"""Decisions of displacement."""
