"""Services of the search: keeping the index true."""
