"""Decisions of the field about people: pure, without clock or database."""
