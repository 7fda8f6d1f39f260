"""Screens of the treasury."""
