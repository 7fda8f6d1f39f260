"""Reads of cash."""
