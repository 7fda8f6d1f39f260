"""Decisions of budget."""
