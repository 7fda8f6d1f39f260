"""Reads of schedule."""
