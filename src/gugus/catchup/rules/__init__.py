"""Decisions of catchup."""
