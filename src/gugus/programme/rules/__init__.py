"""Decisions of the field about the programme: pure, without clock or database."""
