"""Pages of schedule."""
