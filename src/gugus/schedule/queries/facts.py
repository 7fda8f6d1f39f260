"""The facts that a schedule is made from, read for one group or for several at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gugus.calendar.models import PlanSettings
from gugus.calendar.queries.days import blocked_days, host_blocked_days, learning_days
from gugus.calendar.queries.settings import plan_settings_of
from gugus.hosts.queries import disliked_months, distances_of, hosts_of, turns_served
from gugus.hosts.rules.distances import Distances
from gugus.meetings.models import Meeting
from gugus.meetings.queries import AHEAD, LIVE
from gugus.people.models import Group, School, Speaker, Teacher
from gugus.people.queries import is_in_study_group, schools_of, teachers_of
from gugus.people.rules.years import school_year_bounds
from gugus.programme.models import Line
from gugus.programme.queries import lines_of, programme_of
from gugus.schedule.models import Placement, ScheduleDraft
from gugus.speakers.queries.speakers import (
    able_speakers,
    meetings_as_speaker,
    most_of,
    speakers_away,
)
from gugus.timetable.rules.facts import (
    AudienceFacts,
    DoneFacts,
    FairnessFacts,
    GroupFacts,
    LineFacts,
    ScheduleFacts,
    SchoolFacts,
    SpeakerFacts,
    TakenFacts,
    UpcomingFacts,
)
from gugus.timetable.rules.relaxation import relaxed
from gugus.timetable.rules.windows import days_in_months, due_ahead, first_day_in_months


@dataclass(frozen=True)
class FactsWithDistances:
    """Facts, and beside them how each group's ways are known."""

    facts: ScheduleFacts
    distances: dict[int, Distances]


def schedule_facts(
    groups: Sequence[Group],
    year: int,
    as_of: date | Sequence[date],
    *,
    run: int | None = None,
) -> FactsWithDistances:
    """What is to be scheduled in a school year after the day `as_of`.

    Of several groups each may have a day of its own: while it is still evening in Jakarta, a new
    day has begun in Papua. `run`: speakers are not taken by what other groups took from the same
    run, where they were shared out among all of them already.
    """
    days = [as_of] * len(groups) if isinstance(as_of, date) else as_of
    readings = [_Reading(group, year, day) for group, day in zip(groups, days, strict=True)]
    made = tuple(reading.facts() for reading in readings)
    speakers = _speakers(readings, made, year, run)
    distances = {reading.group.pk: reading.distances for reading in readings}
    return FactsWithDistances(ScheduleFacts(made, speakers), distances)


def group_facts(group: Group, year: int, as_of: date) -> GroupFacts:
    """One group's year after a day, without who could speak."""
    return _Reading(group, year, as_of, who_speaks=False).facts()


def draft_facts(draft: ScheduleDraft) -> FactsWithDistances:
    """What a draft is made from."""
    return schedule_facts([draft.group], draft.school_year, draft.as_of, run=draft.run_id)


class _Reading:
    """One group's year as it is read, table by table."""

    def __init__(self, group: Group, year: int, as_of: date, *, who_speaks: bool = True) -> None:
        self.group, self.year, self.as_of, self.who_speaks = group, year, as_of, who_speaks
        self.settings: PlanSettings = plan_settings_of(group)
        programme = programme_of(group, year)
        self.lines: list[Line] = lines_of(programme) if programme is not None else []
        self.schools: list[School] = list(schools_of(group, year).order_by("sort_key", "pk"))
        self.distances = distances_of(group, self.schools)
        rows = Meeting.objects.filter(
            group=group, date__range=school_year_bounds(year), state__in=LIVE
        )
        self.meetings = list(rows.order_by("date", "starts_at", "pk"))
        own = {line.pk for line in self.lines}
        self.upcoming = [
            m
            for m in self.meetings
            if m.line_id in own and m.date > as_of and m.state in AHEAD and not _elsewhere(m)
        ]
        movable = {meeting.pk for meeting in self.upcoming}
        self.fixed = [meeting for meeting in self.meetings if meeting.pk not in movable]

    def facts(self) -> GroupFacts:
        """Everything of this group as plain values."""
        days = tuple(day for day in self.learning_days if day > self.as_of)
        first, last = school_year_bounds(self.year)
        blocked = blocked_days(self.group, first, last)
        asked = {*days, *(meeting.date for meeting in self.upcoming)}
        made = GroupFacts(
            key=self.group.pk,
            days=days,
            schools=self._schools(asked),
            km=self.distances.km,
            lines=tuple(self._line(line) for line in self.lines),
            audiences=tuple(self._audiences()),
            upcoming=self._upcoming(set(blocked)),
            done=tuple(
                DoneFacts(m.line_id, m.date)
                for m in self.fixed
                if m.line_id is not None and not self._ahead(m)
            ),
            taken=tuple(
                TakenFacts(m.date, m.study_group_id) for m in self.fixed if m.date > self.as_of
            ),
            fair=FairnessFacts(
                self.settings.spread, self.settings.by_size, self.settings.twice_running
            ),
            last=self._last(),
        )
        return relaxed(made)

    def _ahead(self, meeting: Meeting) -> bool:
        return meeting.date > self.as_of and meeting.state in AHEAD

    def _schools(self, days: Iterable[date]) -> tuple[SchoolFacts, ...]:
        closed = host_blocked_days(self.group, *school_year_bounds(self.year))
        served = Counter(turns_served(self.group, self.year))
        served.update(m.host_id for m in self.fixed if m.host_id is not None)
        sizes = Counter(teacher.school_id for teacher in self.teachers)
        disliked = disliked_months(self.group)
        asked = sorted(set(days))
        return tuple(
            SchoolFacts(
                school.pk,
                school.name,
                school.pk in self.may_host,
                served[school.pk],
                sizes[school.pk],
                tuple(day for day in asked if day in closed.get(school.pk, {})),
                disliked.get(school.pk, ()),
            )
            for school in self.schools
        )

    @cached_property
    def learning_days(self) -> list[date]:
        """The free learning days of the year, those behind us too."""
        return learning_days(self.group, self.year)

    @cached_property
    def teachers(self) -> list[Teacher]:
        """The active teachers of the group's schools."""
        return list(teachers_of(self.group, self.year))

    @cached_property
    def may_host(self) -> frozenset[int]:
        """The schools that may be host."""
        return frozenset(school.pk for school in hosts_of(self.group, self.year))

    def _audiences(self) -> Iterable[AudienceFacts]:
        teachers = self.teachers
        whole = Counter(teacher.school_id for teacher in teachers)
        yield AudienceFacts(None, tuple(sorted(whole.items())))
        for part in self.group.study_groups.all():
            some = Counter(t.school_id for t in teachers if is_in_study_group(part, t))
            levels = tuple(sorted(part.class_levels))
            yield AudienceFacts(part.pk, tuple(sorted(some.items())), levels, part.subject)

    def _line(self, line: Line) -> LineFacts:
        # Meetings ahead at a place that is no school's are left alone, and count.
        elsewhere = sum(m.line_id == line.pk and self._ahead(m) for m in self.fixed)
        even = line.rhythm == Line.Rhythm.EVEN
        return LineFacts(
            key=line.pk,
            title=line.title,
            times=max(0, line.times - elsewhere),
            even=even,
            weeks_between=line.weeks_between,
            months=tuple(line.months),
            after=line.after_id,
            audience=line.study_group_id,
            speakers=speakers_for(line) if self.who_speaks else (),
            due=self._due(line, even=even),
        )

    def _due(self, line: Line, *, even: bool) -> int | None:
        """What can still be expected of a line whose months have begun."""
        first = first_day_in_months(self.year, line.months)
        if self.as_of < first:
            return None
        own = days_in_months(self.learning_days, line.months)
        return due_ahead(line.times, own, self.as_of) if even else line.times

    def _upcoming(self, blocked: set[date]) -> tuple[UpcomingFacts, ...]:
        pins = {row.meeting_id: row for row in Placement.objects.filter(meeting__in=self.upcoming)}
        unpinned = Placement()
        found = []
        for meeting in self.upcoming:
            pin = pins.get(meeting.pk, unpinned)
            assert meeting.line_id is not None  # only meetings of lines are movable
            found.append(
                UpcomingFacts(
                    meeting.pk,
                    meeting.line_id,
                    meeting.date,
                    meeting.host_id,
                    meeting.speaker_id,
                    meeting.date not in blocked,
                    pin.pin_date,
                    pin.pin_host,
                    pin.pin_speaker,
                )
            )
        return tuple(found)

    def _last(self) -> tuple[date, int] | None:
        behind = [m for m in self.meetings if m.date <= self.as_of and m.host_id in self.may_host]
        return (behind[-1].date, behind[-1].host_id or 0) if behind else None


def speakers_for(line: Line) -> tuple[int, ...]:
    """Who could lead the line: the one it names, else all who are able, if nobody is written."""
    if line.speaker_id is not None:
        return (line.speaker_id,)
    return () if line.speaker_note else able_speakers(line)


def _elsewhere(meeting: Meeting) -> bool:
    return meeting.host_id is None and bool(meeting.place_note)


def _speakers(
    readings: Sequence[_Reading], made: Sequence[GroupFacts], year: int, run: int | None
) -> tuple[SpeakerFacts, ...]:
    """The speakers of all groups: one who serves two of them is one person with one calendar."""
    asked: dict[int, set[date]] = defaultdict(set)
    most: dict[int, int] = {}
    for reading, facts in zip(readings, made, strict=True):
        days = {*facts.days, *(row.day for row in facts.upcoming)}
        named = {pk for line in facts.lines for pk in line.speakers}
        named |= {row.speaker for row in facts.upcoming if row.speaker is not None}
        for pk in named:
            asked[pk] |= days
        for pk, limit in most_of(named, reading.settings).items():
            if limit is not None:
                most[pk] = min(limit, most.get(pk, limit))
    movable = [meeting.pk for reading in readings for meeting in reading.upcoming]
    busy: dict[int, list[date]] = defaultdict(list)
    others = meetings_as_speaker(asked.keys(), year).exclude(pk__in=movable)
    if run is not None:
        others = others.exclude(placement__draft__run=run)
    for pk, day in others.order_by().values_list("speaker_id", "date"):
        busy[pk or 0].append(day)
    away = speakers_away(asked.keys(), set().union(*asked.values()))
    names = dict(Speaker.objects.filter(pk__in=asked).values_list("pk", "name"))
    return tuple(
        SpeakerFacts(
            pk,
            names[pk],
            tuple(sorted(away[pk] | {day for day in busy[pk] if day in asked[pk]})),
            max(0, most[pk] - len(busy[pk])) if pk in most else None,
        )
        for pk in sorted(names)
    )
