"""Readers of file formats: bytes in, plain values out, malicious input refused with a code."""
