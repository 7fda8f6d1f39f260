"""Answers of planning's addresses."""
