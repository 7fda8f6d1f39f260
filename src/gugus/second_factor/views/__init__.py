"""Pages of the second factor: codes, passkeys."""
