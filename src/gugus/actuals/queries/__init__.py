"""Reads of actuals."""
