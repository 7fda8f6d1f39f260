"""What can be done with a second factor: codes, passkeys."""
