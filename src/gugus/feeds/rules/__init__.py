"""Decisions of feeds."""
