"""Forms of opening."""
