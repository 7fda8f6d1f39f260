"""Reads of opening."""
