"""Certificates: planning a run, issuing it, changing by new records, keys, printing."""
