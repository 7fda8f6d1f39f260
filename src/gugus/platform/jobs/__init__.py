"""Background jobs: one table, one worker beside the server."""
