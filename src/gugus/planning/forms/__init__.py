"""What is typed in planning."""
