"""What each screen of meetings shows."""
