"""Addresses lead here: one file for each thing that is done."""
