"""What each screen shows: one frozen dataclass a screen, and the words made of figures."""
