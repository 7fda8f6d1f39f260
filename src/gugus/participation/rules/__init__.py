"""Decisions of participation."""
