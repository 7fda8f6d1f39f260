"""Readers of file formats: bytes in, plain values out, hostile input refused by a code."""
