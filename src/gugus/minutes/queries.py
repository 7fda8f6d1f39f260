"""Reads about minutes: what waits for a decision, for approval, and what was decided before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import BigIntegerField, DateField, Q, QuerySet, TimeField

from gugus.meetings.models import Meeting
from gugus.meetings.queries import LIVE, meetings_of
from gugus.minutes.models import Addendum, DecisionUpdate, Minutes, MinutesVariant
from gugus.people.models import CommitteePost, Group
from gugus.people.queries import post_holder
from gugus.platform.foundation.prepared import Param, Prepared

# What a list of meetings with minutes names.
_OF_MEETING = tuple(
    f"meeting__{name}" for name in ("group", "title", "date", "starts_at", "study_group")
)


def conflicting_texts(minutes: Minutes) -> QuerySet[MinutesVariant]:
    """Texts that wait beside the one that stands, the earliest first."""
    rows = MinutesVariant.objects.filter(minutes=minutes, waiting=True)
    related = rows.select_related("written_by", "minutes__meeting__group")
    return related.order_by("stamp_at", "id")


@dataclass(frozen=True)
class WaitingTexts:
    """The text that stands in a field with who wrote it, and those that wait beside it."""

    current: str
    written: MinutesVariant | None
    others: list[MinutesVariant]


def waiting_texts(minutes: Minutes, texts: Mapping[str, str]) -> dict[str, WaitingTexts]:
    """Each field in which texts wait; `texts` are those that stand."""
    waiting: dict[str, list[MinutesVariant]] = {}
    for row in conflicting_texts(minutes):
        waiting.setdefault(row.field, []).append(row)
    return {
        name: WaitingTexts(texts[name], writer_of(minutes, name, texts[name]), others)
        for name, others in waiting.items()
    }


def writer_of(minutes: Minutes, field: str, text: str) -> MinutesVariant | None:
    """Who wrote the text that stands in a field, and when."""
    rows = MinutesVariant.objects.filter(minutes=minutes, field=field, text=text, changes=True)
    related = rows.select_related("written_by", "minutes__meeting__group")
    return related.order_by("-stamp_at", "-id").first()


def officers_at(meeting: Meeting) -> Mapping[str, str]:
    """Who chairs and who writes unless somebody says otherwise: the officers of that day."""
    posts = CommitteePost.Post
    return {
        "chaired_by": _holder(meeting, posts.CHAIR),
        "taken_by": _holder(meeting, posts.SECRETARY),
    }


def _holder(meeting: Meeting, post: CommitteePost.Post) -> str:
    held = post_holder(meeting.group, post, meeting.date)
    if held is None:
        return ""
    return held.teacher.name if held.teacher else held.person_name


@dataclass(frozen=True)
class EarlierMinutes:
    """Minutes that a meeting has approved, and those that wait for it."""

    approved: tuple[Minutes, ...]
    waiting: tuple[Minutes, ...]


def _named(wanted: Q) -> QuerySet[Minutes]:
    rows = Minutes.objects.filter(wanted).select_related("meeting")
    return rows.only("approved_in", *_OF_MEETING).order_by("meeting__date", "meeting__starts_at")


def _earlier_of_all() -> QuerySet[Minutes]:
    place = (
        Param("group", BigIntegerField()),
        None,
        Param("day", DateField()),
        Param("starts", TimeField()),
    )
    return _named(Q(approved_in=Param("meeting", BigIntegerField())) | _waits_at(*place))


# For meetings of the whole group.
_EARLIER = Prepared(_earlier_of_all)


def earlier_minutes_of(meeting: Meeting) -> EarlierMinutes:
    """Both, in one read, without the texts of the minutes; by the day of their meetings."""
    if meeting.study_group_id is None:
        asked = {"group": meeting.group_id, "day": meeting.date, "starts": meeting.starts_at}
        found = _EARLIER.all(meeting=meeting.pk, **asked)
    else:
        found = list(_named(Q(approved_in=meeting) | _waits_for(meeting)))
    for one in found:
        one.meeting.group = meeting.group
    return EarlierMinutes(
        tuple(one for one in found if one.approved_in_id == meeting.pk),
        tuple(one for one in found if one.approved_in_id != meeting.pk),
    )


def to_approve_in(meeting: Meeting) -> QuerySet[Minutes]:
    """Finished minutes of earlier meetings of the same people that no meeting approved yet."""
    rows = Minutes.objects.filter(_waits_for(meeting)).select_related("meeting__group")
    return rows.order_by("meeting__date", "meeting__starts_at")


def _waits_for(meeting: Meeting) -> Q:
    return _waits_at(meeting.group_id, meeting.study_group_id, meeting.date, meeting.starts_at)


def _waits_at(group: int | Param, part: int | None, day: date | Param, starts: time | Param) -> Q:
    earlier = Q(meeting__date__lt=day) | Q(meeting__date=day, meeting__starts_at__lt=starts)
    return earlier & Q(
        meeting__group=group,
        meeting__study_group=part,
        meeting__state=Meeting.State.HELD,
        state=Minutes.State.FINAL,
        approved_at=None,
    )


@dataclass(frozen=True)
class FormerMinutes:
    """What a meeting finds before its own minutes: the last meeting's, and what waits."""

    meeting: Meeting | None
    minutes: Minutes | None
    # What became of its decisions, by their numbers.
    news: dict[int, DecisionUpdate]
    earlier: EarlierMinutes


def former_minutes(meeting: Meeting, previous: Meeting | None) -> FormerMinutes:
    """What a meeting finds before its own minutes."""
    minutes = minutes_of(previous) if previous else None
    news = decision_updates_of(minutes) if minutes else {}
    return FormerMinutes(previous, minutes, news, earlier_minutes_of(meeting))


def addenda_of(minutes: Minutes) -> QuerySet[Addendum]:
    """What was added afterwards, with by whom."""
    return minutes.addenda.select_related("made_by")


def decision_updates_of(minutes: Minutes) -> dict[int, DecisionUpdate]:
    """What became of its decisions, by their numbers."""
    return {row.number: row for row in DecisionUpdate.objects.filter(minutes=minutes)}


def minutes_waiting(group: Group, today: date, days: int = 3) -> QuerySet[Meeting]:
    """Meetings more than `days` days ago whose minutes are not closed, the oldest first."""
    past = meetings_of(group).filter(date__lt=today - timedelta(days=days), state__in=LIVE)
    return past.exclude(minutes__state=Minutes.State.FINAL).order_by("date", "starts_at")


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The meeting's minutes, if any were written."""
    return Minutes.objects.filter(meeting=meeting).first()
