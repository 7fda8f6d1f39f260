"""Decisions of cash."""
