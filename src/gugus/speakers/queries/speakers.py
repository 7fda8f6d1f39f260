"""Reads about speakers: when they cannot come, how often they are asked, who fits a line."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from gugus.calendar.models import PlanSettings
from gugus.meetings.models import Meeting
from gugus.people.models import Group, Speaker
from gugus.people.rules.years import school_year_bounds
from gugus.programme.models import Line
from gugus.speakers.models import MeetingAssistant, Skill, SpeakerAbsence, SpeakerTerms
from gugus.speakers.rules import PRESENTER


@dataclass(frozen=True)
class Load:
    """A speaker's meetings of a school year in all groups: ahead, held, and how many can be asked."""

    planned: int = 0
    held: int = 0
    most: int | None = None

    @property
    def total(self) -> int:
        """Planned and held."""
        return self.planned + self.held


def speakers_away(speaker_ids: Collection[int], days: Iterable[date]) -> dict[int, frozenset[date]]:
    """For each speaker the days, of those asked about, on which they cannot come."""
    asked = frozenset(days)
    cannot: dict[int, set[date]] = {pk: set() for pk in speaker_ids}
    if not asked:
        return {pk: frozenset() for pk in cannot}
    for pk, weekdays in SpeakerTerms.objects.filter(speaker__in=cannot).values_list(
        "speaker_id", "weekdays"
    ):
        if weekdays:
            cannot[pk] |= {day for day in asked if day.weekday() not in weekdays}
    away = SpeakerAbsence.objects.filter(
        speaker__in=cannot, first_day__lte=max(asked), last_day__gte=min(asked)
    )
    for pk, first, last in away.values_list("speaker_id", "first_day", "last_day"):
        cannot[pk] |= {day for day in asked if first <= day <= last}
    return {pk: frozenset(found) for pk, found in cannot.items()}


def load_of(speaker_ids: Collection[int], year: int) -> dict[int, int]:
    """Meetings of a school year in all groups at which each speaks; cancelled ones do not count."""
    rows = meetings_as_speaker(speaker_ids, year).order_by().values_list("speaker_id")
    known = dict(rows.annotate(n=Count("id")))
    return {pk: known.get(pk, 0) for pk in speaker_ids}


def meetings_as_speaker(speaker_ids: Collection[int], year: int) -> QuerySet[Meeting]:
    """The meetings that make up the load."""
    rows = Meeting.objects.filter(speaker__in=speaker_ids, date__range=school_year_bounds(year))
    return rows.exclude(state=Meeting.State.CANCELLED)


def most_of(speaker_ids: Collection[int], settings: PlanSettings) -> dict[int, int | None]:
    """How often each can be asked in a year: the speaker's own limit, else the group's; None: no
    limit."""
    terms = SpeakerTerms.objects.filter(speaker__in=speaker_ids, most_a_year__isnull=False)
    own = dict(terms.values_list("speaker_id", "most_a_year"))
    return {pk: own.get(pk, settings.speaker_most) for pk in speaker_ids}


def able_speakers(line: Line) -> tuple[int, ...]:
    """Presenters in the group's registry who are skilled in one of the line's needs."""
    rows = Skill.objects.filter(
        speaker__groups=line.programme.group_id,
        item__in=line.needs.all(),
        level=Skill.Level.PRESENTER,
    )
    return tuple(sorted(set(rows.values_list("speaker_id", flat=True))))


def loads_of(speaker_ids: Collection[int], year: int, settings: PlanSettings) -> dict[int, Load]:
    """The load with what of it was held, and the limit."""
    rows = meetings_as_speaker(speaker_ids, year).order_by().values("speaker_id")
    counted = rows.annotate(n=Count("id"), held=Count("id", filter=Q(state=Meeting.State.HELD)))
    known = {row["speaker_id"]: (row["n"] - row["held"], row["held"]) for row in counted}
    most = most_of(speaker_ids, settings)
    return {pk: Load(*known.get(pk, (0, 0)), most[pk]) for pk in speaker_ids}


def registry_of(group: Group) -> list[Speaker]:
    """The group's speakers with their skills, terms and groups."""
    rows = group.speakers.select_related("teacher", "terms")
    return list(rows.prefetch_related("skills__item", "groups"))


@dataclass(frozen=True)
class Service:
    """Somebody served at a held meeting, as a rung of the ladder."""

    speaker_id: int
    part: str
    day: date
    # Titles of the meeting and of its line.
    texts: tuple[str, ...]
    needs: frozenset[int]


def served_by(speaker_ids: Collection[int]) -> list[Service]:
    """Held meetings at which these spoke or assisted, with the needs that each was about."""
    assists = MeetingAssistant.objects.filter(
        speaker__in=speaker_ids, meeting__state=Meeting.State.HELD
    )
    # Named as an assistant first, and as the speaker later: the speaker counts.
    parts = assists.exclude(speaker=F("meeting__speaker")).values_list(
        "meeting_id", "speaker_id", "part"
    )
    wanted = list(parts)
    rows = Meeting.objects.filter(
        Q(speaker__in=speaker_ids) | Q(pk__in={pk for pk, _speaker, _part in wanted}),
        state=Meeting.State.HELD,
    )
    # Plain values: a registry has served at hundreds of meetings.
    columns = ("pk", "speaker_id", "date", "title", "line_id", "line__title")
    meetings = {pk: row for pk, *row in rows.values_list(*columns)}
    needs: dict[int, set[int]] = {line: set() for _speaker, *_what, line, _of in meetings.values()}
    served = Line.needs.through.objects.filter(line__in=[pk for pk in needs if pk is not None])
    for line, item in served.values_list("line_id", "item_id"):
        needs[line].add(item)

    def service(speaker: int, part: str, pk: int) -> Service:
        _speaker, day, title, line, of_line = meetings[pk]
        texts = (title,) if line is None else (title, of_line)
        return Service(speaker, part, day, texts, frozenset(needs[line]))

    asked = set(speaker_ids)
    spoke = [service(row[0], PRESENTER, pk) for pk, row in meetings.items() if row[0] in asked]
    return spoke + [service(speaker, part, pk) for pk, speaker, part in wanted]


def assisted_by(speaker: Speaker, group: Group, year: int) -> list[MeetingAssistant]:
    """Where somebody assists in a group's school year; cancelled meetings left out."""
    rows = MeetingAssistant.objects.filter(
        speaker=speaker, meeting__group=group, meeting__date__range=school_year_bounds(year)
    ).exclude(meeting__state=Meeting.State.CANCELLED)
    return list(rows.select_related("meeting__group").order_by("meeting__date"))
