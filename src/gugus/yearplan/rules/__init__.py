"""Decisions of yearplan."""
