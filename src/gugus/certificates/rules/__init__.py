"""Decisions of certificates."""
