"""Decisions of opening."""
