"""Hostile values at every address: what a broken program or somebody with bad intent may send."""
