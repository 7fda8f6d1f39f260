"""Decisions of the search: what was asked, what fits it, and which part of a text shows it."""
