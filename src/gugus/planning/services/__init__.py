"""Changes of planning, one verb a function."""
