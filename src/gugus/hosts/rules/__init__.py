"""Decisions of hosts."""
