"""Pages of opening."""
