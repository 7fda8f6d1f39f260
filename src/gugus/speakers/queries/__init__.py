"""Reads of speakers."""
