"""A meeting's papers. They are Indonesian whatever language the screen speaks."""

from gugus.meetings.papers.attendance import empty_sheet, filled_sheet
from gugus.meetings.papers.invitation import invitation
from gugus.meetings.papers.minutes import minutes

__all__ = ["empty_sheet", "filled_sheet", "invitation", "minutes"]
