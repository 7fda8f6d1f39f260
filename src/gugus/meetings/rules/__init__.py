"""Decisions of the field about meetings: values in, a reasoned answer out; no clock, no database."""
