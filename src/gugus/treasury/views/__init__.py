"""Addresses of the treasury, answered."""
