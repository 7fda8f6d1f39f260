"""What can be done to a meeting; one verb, one function."""
