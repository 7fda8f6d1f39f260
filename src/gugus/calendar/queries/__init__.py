"""Reads of calendar."""
