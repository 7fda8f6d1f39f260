"""Pages of yearplan."""
