"""Decisions of planning: values in, frozen answers out."""
