"""Reads of the search: the kinds that can be found, and what a person finds of them."""
