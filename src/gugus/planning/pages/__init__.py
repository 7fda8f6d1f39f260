"""What the screens of planning show."""
