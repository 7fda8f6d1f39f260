"""Decisions of calendar."""
