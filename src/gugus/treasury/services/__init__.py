"""What can be done to the group's money."""
