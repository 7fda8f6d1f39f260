"""Reads of yearplan."""
