"""What phones may ask planning to do; every command ends in the same service as the web form."""

from gugus.planning.sync_handlers import offers, polls

__all__ = ["offers", "polls"]
