"""Reads of schedules: the open draft of a year, the one that was taken last."""

from django.db.models import QuerySet

from gugus.meetings.models import Meeting
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds
from gugus.schedule.models import DraftChange, DraftMeeting, ScheduleDraft

OPEN = (ScheduleDraft.State.WAITING, ScheduleDraft.State.READY)


def drafts_of(group: Group) -> QuerySet[ScheduleDraft]:
    """A group's drafts with their runs."""
    return ScheduleDraft.objects.filter(group=group).select_related("run", "group")


def open_draft(group: Group, year: int) -> ScheduleDraft | None:
    """The draft that is being made, or waits for a decision."""
    return drafts_of(group).filter(school_year=year, state__in=OPEN).first()


def drafts_to_decide(group: Group, year: int) -> QuerySet[ScheduleDraft]:
    """The drafts of a year and the next that wait for a decision."""
    return drafts_of(group).filter(
        school_year__in=(year, year + 1), state=ScheduleDraft.State.READY
    )


def last_adopted(group: Group, year: int) -> ScheduleDraft | None:
    """The draft of the year that was taken last."""
    rows = drafts_of(group).filter(school_year=year, state=ScheduleDraft.State.ADOPTED)
    return rows.order_by("-decided_at", "-pk").first()


def draft_meetings(draft: ScheduleDraft) -> QuerySet[DraftMeeting]:
    """The draft's meetings in the order of the days, with what every listing names."""
    rows = draft.meetings.select_related("line", "host", "speaker", "study_group", "was_host")
    return rows.select_related("meeting").order_by("date", "line_id", "part")


def undoable_changes(draft: ScheduleDraft) -> list[DraftChange]:
    """What a person can take back: the last move, and the last pin if it came after that."""
    newest = list(draft.changes.order_by("-pk"))
    moves = [one for one in newest if one.kind == DraftChange.Kind.MOVE][:1]
    pins = [one for one in newest[:1] if one.kind == DraftChange.Kind.PIN]
    return [*moves, *pins]


def meetings_shown(group: Group, year: int) -> QuerySet[Meeting]:
    """The year's meetings in the order of the days, cancelled ones too."""
    rows = Meeting.objects.filter(group=group, date__range=school_year_bounds(year))
    rows = rows.select_related("host", "speaker", "study_group")
    return rows.order_by("date", "starts_at", "pk")
