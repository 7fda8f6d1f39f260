"""Decisions of the treasury: values in, frozen answers out."""
