"""Who could take a line, from the registry and from the members who offered themselves."""

from collections import defaultdict
from dataclasses import dataclass

from gugus.calendar.queries.settings import plan_settings_of
from gugus.competence.models import Item
from gugus.people.models import Speaker, Teacher
from gugus.programme.models import Line
from gugus.speakers.models import HelpOffer, Skill
from gugus.speakers.queries.ladder import is_about
from gugus.speakers.queries.offers import offers_for, strong_and_silent
from gugus.speakers.queries.speakers import Load, loads_of, registry_of
from gugus.speakers.rules import LADDER, Candidate, ranked


@dataclass(frozen=True)
class RankedCandidate:
    """A candidate with the records that the page names."""

    candidate: Candidate
    speaker: Speaker | None
    teacher: Teacher | None
    skills: tuple[Skill, ...]
    offers: tuple[HelpOffer, ...]
    load: Load


@dataclass(frozen=True)
class Candidates:
    """Everybody for one line, the best first; `silent` strong members have not answered."""

    needs: tuple[Item, ...]
    found: tuple[RankedCandidate, ...]
    silent: int


def candidates_for(line: Line) -> Candidates:
    """Read the registry and the offers, and rank."""
    group = line.programme.group
    needs = tuple(line.needs.all())
    ids = {item.pk for item in needs}
    speakers = registry_of(group)
    loads = loads_of(
        [one.pk for one in speakers], line.programme.school_year, plan_settings_of(group)
    )
    offers: dict[int, list[HelpOffer]] = defaultdict(list)
    for offer in offers_for(group, ids):
        offers[offer.teacher_id].append(offer)
    rows = [
        _of_speaker(one, line, ids, offers.pop(one.teacher_id or 0, []), loads[one.pk])
        for one in speakers
    ]
    rows += [_of_member(own) for own in offers.values()]
    by_key = {row.candidate.key: row for row in rows}
    order = ranked(row.candidate for row in rows)
    return Candidates(
        needs=needs,
        found=tuple(by_key[one.key] for one in order),
        silent=strong_and_silent(group, ids),
    )


def _of_speaker(
    speaker: Speaker, line: Line, ids: set[int], offers: list[HelpOffer], load: Load
) -> RankedCandidate:
    own = list(speaker.skills.all())
    skills = [skill for skill in own if skill.item_id in ids]
    texts = (line.title, line.objective)
    topics = [skill for skill in own if skill.topic and is_about(skill.topic, texts)]
    items = {skill.item_id for skill in skills} | {offer.item_id for offer in offers}
    levels = [skill.level for skill in (*skills, *topics)]
    candidate = Candidate(
        key=f"s{speaker.pk}",
        name=speaker.name,
        fit=len(items),
        topics=len(topics),
        rung=_highest(levels or [offer.level for offer in offers]),
        registered=bool(levels),
        offered=bool(offers),
        strong=any(offer.as_strong for offer in offers),
        load=load.total,
        most=load.most,
    )
    return RankedCandidate(
        candidate, speaker, speaker.teacher, (*skills, *topics), tuple(offers), load
    )


def _of_member(offers: list[HelpOffer]) -> RankedCandidate:
    teacher = offers[0].teacher
    candidate = Candidate(
        key=f"t{teacher.pk}",
        name=teacher.name,
        fit=len(offers),
        topics=0,
        rung=_highest([offer.level for offer in offers]),
        registered=False,
        offered=True,
        strong=any(offer.as_strong for offer in offers),
        load=0,
        most=None,
    )
    return RankedCandidate(candidate, None, teacher, (), tuple(offers), Load())


def _highest(levels: list[str]) -> str:
    return max(levels, key=LADDER.index, default="")
