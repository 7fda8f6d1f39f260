"""Services of opening."""
