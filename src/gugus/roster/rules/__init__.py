"""Decisions of roster."""
