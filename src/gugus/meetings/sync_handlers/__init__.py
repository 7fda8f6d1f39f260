"""What phones may ask meetings to do; every command ends in the same service as the web form."""

from gugus.meetings.sync_handlers import attendance, minutes, problems, reading, steps

__all__ = ["attendance", "minutes", "problems", "reading", "steps"]
