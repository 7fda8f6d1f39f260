"""The year's schedule: having it made, setting what must stay, taking it or dropping it."""
