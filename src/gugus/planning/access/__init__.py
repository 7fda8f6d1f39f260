"""Who may do what in planning."""
