"""The registry of speakers: everybody with expertise and load, and one of them in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.meetings.models import Meeting
from gugus.meetings.pages.parts import with_part
from gugus.meetings.rules.parts import LinePart
from gugus.people.access import Actor
from gugus.people.models import Group, Speaker
from gugus.people.rules.roles import May
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.links import Link
from gugus.speakers.models import MeetingAssistant, Skill, SpeakerAbsence
from gugus.speakers.queries.speakers import Load
from gugus.speakers.rules import LADDER, proposed_level

MOST_NAMED = 4


@dataclass(frozen=True)
class LoadFacts:
    """The load in words and as a bar; `room` is the bar's whole length, at least 1."""

    text: str
    total: int
    room: int
    full: bool


@dataclass(frozen=True)
class SpeakerRegistryRow:
    """A speaker in the list."""

    speaker: Speaker
    detail: str
    shared: str
    skills: tuple[str, ...]
    more: str
    rising: str
    load: LoadFacts


@dataclass(frozen=True)
class Choice:
    """Something to choose from; `here` marks what is chosen."""

    value: str
    title: str
    here: bool


@dataclass(frozen=True)
class SpeakerRegistryPage:
    """The screen `speakers:speakers`."""

    year: str
    rows: tuple[SpeakerRegistryRow, ...]
    is_empty: bool
    filters: tuple[Choice, ...]
    years: tuple[Link, ...]
    year_number: int
    may_edit: bool
    may_plan: bool


@dataclass(frozen=True)
class SkillRow:
    """One expertise, how often it was shown at its rung, and the rung proposed."""

    skill: Skill
    name: str
    served: str
    rise: str


@dataclass(frozen=True)
class SpeakerMeetingRow:
    """A meeting in this group at which the speaker speaks, or what they do there besides."""

    meeting: Meeting
    title: str
    part: str


@dataclass(frozen=True)
class SpeakerPage:
    """The screen `speakers:speaker`."""

    speaker: Speaker
    detail: str
    shared: str
    skills: tuple[SkillRow, ...]
    year: str
    load: LoadFacts
    load_rows: tuple[tuple[str, int, int], ...]
    meetings: tuple[SpeakerMeetingRow, ...]
    assisted: tuple[SpeakerMeetingRow, ...]
    limit: str
    weekdays: str
    away: Sequence[SpeakerAbsence]
    may_plan: bool
    may_edit: bool


def speaker_registry_page(
    group: Group,
    actor: Actor,
    speakers: Sequence[Speaker],
    facts: "RegistryFacts",
    *,
    item: int | None,
) -> SpeakerRegistryPage:
    """By name; `item` keeps only who is skilled in it."""
    items = {s.item_id: s.item for one in speakers for s in one.skills.all() if s.item is not None}
    ordered = sorted(items.values(), key=lambda one: (one.framework_id, one.order))
    filters = [Choice("", _("Semua keahlian"), item is None)]
    filters += [Choice(str(one.pk), one.short_title, one.pk == item) for one in ordered]
    chosen = [
        one
        for one in speakers
        if item is None or any(skill.item_id == item for skill in one.skills.all())
    ]
    return SpeakerRegistryPage(
        year=school_year_label(facts.year),
        rows=tuple(_row(group, one, facts) for one in chosen),
        is_empty=not speakers,
        filters=tuple(filters),
        years=year_switch(facts.years, facts.year, lambda year: _to_year(group, year, item)),
        year_number=facts.year,
        may_edit=actor.may(May.EDIT_MEMBERS, group.pk),
        may_plan=actor.may(May.PLAN_YEAR, group.pk),
    )


def _to_year(group: Group, year: int, item: int | None) -> str:
    kept = f"&keahlian={item}" if item is not None else ""
    return f"{reverse('speakers:speakers', args=[group.code])}?tahun={year}{kept}"


@dataclass(frozen=True)
class RegistryFacts:
    """What the pages know beside the speakers: loads, what was served, and of which year."""

    year: int
    years: tuple[int, ...]
    loads: Mapping[int, Load]
    served: Mapping[int, int]


def _row(group: Group, speaker: Speaker, facts: RegistryFacts) -> SpeakerRegistryRow:
    skills = sorted(speaker.skills.all(), key=lambda one: -LADDER.index(one.level))
    rising = sum(proposed_level(s.level, facts.served.get(s.pk, 0)) is not None for s in skills)
    left = len(skills) - MOST_NAMED
    return SpeakerRegistryRow(
        speaker=speaker,
        detail=detail_of(speaker),
        shared=shared_words(group, speaker),
        skills=tuple(
            _("%(skill)s: %(level)s")
            % {"skill": skill_name(one), "level": one.get_level_display().lower()}
            for one in skills[:MOST_NAMED]
        ),
        more=ngettext("dan %(n)d lagi", "dan %(n)d lagi", left) % {"n": left} if left > 0 else "",
        rising=ngettext("%(n)d usul naik tingkat", "%(n)d usul naik tingkat", rising)
        % {"n": rising}
        if rising
        else "",
        load=load_facts(facts.loads[speaker.pk]),
    )


def detail_of(speaker: Speaker) -> str:
    """Position and institution."""
    return ", ".join(part for part in (speaker.position, speaker.institution) if part)


def skill_name(skill: Skill) -> str:
    """The item's short name, or the topic."""
    return skill.item.short_title if skill.item is not None else skill.topic


def shared_words(group: Group, speaker: Speaker) -> str:
    """With how many other groups the speaker is shared; empty when with none."""
    others = sum(one.pk != group.pk for one in speaker.groups.all())
    if not others:
        return ""
    return ngettext(
        "dipakai bersama %(n)d kelompok lain", "dipakai bersama %(n)d kelompok lain", others
    ) % {"n": others}


def load_facts(load: Load) -> LoadFacts:
    """'3 dari 8 kali, 1 terlaksana'."""
    if load.most is None:
        text = ngettext("%(n)d kali", "%(n)d kali", load.total) % {"n": load.total}
    else:
        text = _("%(n)d dari %(most)d kali") % {"n": load.total, "most": load.most}
    held = _("%(n)d terlaksana") % {"n": load.held}
    full = load.most is not None and load.total >= load.most
    return LoadFacts(f"{text}, {held}", load.total, max(load.most or load.total, 1), full)


def speaker_page(
    group: Group,
    actor: Actor,
    speaker: Speaker,
    facts: RegistryFacts,
    meetings: Sequence[Meeting],
    assists: Sequence[MeetingAssistant],
    parts: Mapping[int, LinePart],
    away: Sequence[SpeakerAbsence],
) -> SpeakerPage:
    """One speaker; days away only for those who plan, other groups' meetings only as counts."""
    plans = actor.may(May.PLAN_YEAR, group.pk)
    load = facts.loads[speaker.pk]
    return SpeakerPage(
        speaker=speaker,
        detail=detail_of(speaker),
        shared=shared_words(group, speaker),
        skills=tuple(_skill(one, facts, plans) for one in speaker.skills.all()),
        year=school_year_label(facts.year),
        load=load_facts(load),
        load_rows=_load_rows(group, meetings),
        meetings=tuple(_meeting(one, parts) for one in meetings if one.group_id == group.pk),
        assisted=tuple(_meeting(one.meeting, parts, one) for one in assists),
        limit=_limit(load),
        weekdays=_weekdays(speaker),
        away=away if plans else (),
        may_plan=plans,
        may_edit=actor.may(May.EDIT_MEMBERS, group.pk),
    )


def _skill(skill: Skill, facts: RegistryFacts, plans: bool) -> SkillRow:
    served = facts.served.get(skill.pk, 0)
    higher = proposed_level(skill.level, served) if plans else None
    return SkillRow(
        skill=skill,
        name=skill.item.title if skill.item is not None else skill.topic,
        served=ngettext("%(n)d kali", "%(n)d kali", served) % {"n": served},
        rise=str(Skill.Level(higher).label) if higher else "",
    )


def _load_rows(group: Group, meetings: Sequence[Meeting]) -> tuple[tuple[str, int, int], ...]:
    parts = ((group.name, True), (_("Kelompok lain"), False))
    rows = []
    for title, here in parts:
        own = [one for one in meetings if (one.group_id == group.pk) == here]
        held = sum(one.state == Meeting.State.HELD for one in own)
        rows.append((title, len(own) - held, held))
    return tuple(rows)


def _meeting(
    meeting: Meeting, parts: Mapping[int, LinePart], assist: MeetingAssistant | None = None
) -> SpeakerMeetingRow:
    title = with_part(meeting.title, parts.get(meeting.pk))
    return SpeakerMeetingRow(meeting, title, assist.get_part_display() if assist else "")


def _limit(load: Load) -> str:
    if load.most is None:
        return _("tidak dibatasi")
    return ngettext(
        "paling banyak %(n)d kali setahun", "paling banyak %(n)d kali setahun", load.most
    ) % {"n": load.most}


def _weekdays(speaker: Speaker) -> str:
    terms = getattr(speaker, "terms", None)
    days = terms.weekdays if terms is not None else []
    return ", ".join(str(WEEKDAYS[n]) for n in days) or _("hari apa pun")
