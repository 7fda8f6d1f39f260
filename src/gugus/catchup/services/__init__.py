"""Services of catchup."""
