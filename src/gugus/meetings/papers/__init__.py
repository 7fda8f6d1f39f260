"""A meeting's papers. They are Indonesian whatever language the screen speaks."""

from gugus.meetings.papers.attendance import empty_sheet, filled_sheet
from gugus.meetings.papers.cards import cards
from gugus.meetings.papers.invitation import invitation
from gugus.meetings.papers.journal import journal
from gugus.meetings.papers.minutes import minutes

__all__ = ["cards", "empty_sheet", "filled_sheet", "invitation", "journal", "minutes"]
