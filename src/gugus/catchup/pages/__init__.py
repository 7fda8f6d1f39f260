"""Pages of catchup."""
