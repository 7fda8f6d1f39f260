"""Decisions of actuals."""
