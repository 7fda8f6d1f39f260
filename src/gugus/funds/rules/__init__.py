"""Decisions of funds."""
