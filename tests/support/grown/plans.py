"""Programmes, their lines, and how their meetings came to their days."""

from collections.abc import Mapping
from datetime import date, timedelta

from gugus.competence.models import Item
from gugus.meetings.models import Meeting
from gugus.opening.models import Finding, LineProposal
from gugus.people.rules.roles import Role
from gugus.programme.models import Forum, ForumVoice, Line, Programme, Revision
from gugus.schedule.models import (
    Displacement,
    DraftMeeting,
    Placement,
    ScheduleDraft,
    ScheduleRun,
)
from gugus.speakers.models import MeetingAssistant, Skill
from tests.support.grown.ground import Ground, at
from tests.support.samples import Sample


def add_programmes(ground: Ground) -> dict[int, list[Line]]:
    """The lines of every year; former years are signed, this year's is the samples'."""
    lines = {}
    for year in ground.years:
        programme, _new = Programme.objects.get_or_create(
            group=ground.world.group,
            school_year=year,
            defaults={
                "status": Programme.Status.SIGNED,
                "agreed_on": date(year, 7, 10),
                "signed_on": date(year, 7, 12),
                "signed_by": ground.world.users[Role.CHAIR],
            },
        )
        lines[year] = Line.objects.bulk_create(
            _line(ground, programme, n) for n in range(ground.size.lines)
        )
        _name_needs(lines[year])
        _open_year(ground, programme)
    return lines


def _line(ground: Ground, programme: Programme, n: int) -> Line:
    months = [(n + m) % 12 + 1 for m in range(3)]
    return Line(
        programme=programme,
        kind=Line.Kind.values[n % len(Line.Kind.values)],
        title=f"Kegiatan rekaan {n + 1}",
        objective="Memecahkan masalah belajar",
        activities="Diskusi dan praktik",
        strategy=Line.Strategy.WORKSHOP,
        speaker=ground.speakers[n % len(ground.speakers)],
        study_group=ground.world.lower if n % 5 == 4 else None,
        months=months,
        times=2,
        cost=300_000,
        package=Line.Package.values[n % len(Line.Package.values)],
    )


def _name_needs(lines: list[Line]) -> None:
    items = list(Item.objects.filter(framework__code="pkg-14"))
    links = Line.needs.through
    links.objects.bulk_create(
        links(line_id=line.pk, item_id=items[(n + m) % len(items)].pk)
        for n, line in enumerate(lines)
        for m in range(2)
    )


def _open_year(ground: Ground, programme: Programme) -> None:
    """What opened the year: findings, proposals, and the forum with everybody's voice."""
    day = date(programme.school_year, 7, 10)
    items = list(Item.objects.filter(framework__code="pkg-14"))
    Finding.objects.bulk_create(
        Finding(
            group=ground.world.group,
            school_year=programme.school_year,
            found_on=day,
            text="Murid jarang bertanya",
            item=items[n % len(items)],
            written_at=at(day),
            written_by=ground.world.users[Role.SUPERVISOR],
        )
        for n in range(ground.size.lines // 2)
    )
    content = {"kind": "rutin", "title": "Usulan", "objective": "-", "activities": "-"}
    content |= {"strategy": "diskusi", "speaker_note": "", "product": "", "jp": 3, "cost": 0}
    LineProposal.objects.bulk_create(
        LineProposal(
            programme=programme, source="need", key=f"need:{item.pk}", rank=n, title="Usulan",
            content={**content, "needs": [item.pk]},
        )
        for n, item in enumerate(items[: ground.size.lines])
    )  # fmt: skip
    forum = Forum.objects.filter(programme=programme).first() or Forum.objects.create(
        programme=programme, held_on=day, recorded_at=at(day), recorded_by=ground.recorder
    )
    ForumVoice.objects.bulk_create(
        ForumVoice(forum=forum, teacher=one, stand=ForumVoice.Stand.AGREES)
        for one in ground.teachers
    )
    if programme.status == Programme.Status.SIGNED:
        Revision.objects.create(
            programme=programme, number=1, dated=day + timedelta(days=90), reason="Jadwal berubah",
            before={}, after={}, at=at(day), by=ground.recorder,
        )  # fmt: skip


def fill_plans(
    ground: Ground,
    lines: dict[int, list[Line]],
    meetings: list[Meeting],
    known: Mapping[str, Sample],
) -> None:
    """Placements, lost days and assistants of the meetings, and a draft with many rows."""
    by = ground.world.users[Role.CHAIR]
    placed = set(Placement.objects.values_list("pk", flat=True))
    Placement.objects.bulk_create(
        Placement(meeting=one, part=n % 2 + 1)
        for n, one in enumerate(meetings)
        if one.pk not in placed
    )
    Displacement.objects.bulk_create(
        Displacement(
            meeting=one, cause="weather", reason="Hujan lebat", at=at(one.date), by=by,
            old_date=one.date - timedelta(days=2), new_date=one.date,
        )
        for one in meetings[::5]
    )  # fmt: skip
    MeetingAssistant.objects.bulk_create(
        MeetingAssistant(
            meeting=one, speaker=ground.speakers[(n + 1) % len(ground.speakers)],
            part=MeetingAssistant.Part.HELPER, named_at=at(one.date), named_by=by,
        )
        for n, one in enumerate(meetings[::2])
    )  # fmt: skip
    items = list(Item.objects.filter(framework__code="pkg-14"))
    Skill.objects.bulk_create(
        Skill(speaker=one, item=items[n % len(items)]) for n, one in enumerate(ground.speakers)
    )
    _add_drafts(ground, lines, known)


def _add_drafts(ground: Ground, lines: dict[int, list[Line]], known: Mapping[str, Sample]) -> None:
    by = ground.world.users[Role.CHAIR]
    for year in ground.years:
        run = ScheduleRun.objects.create(
            school_year=year, made_at=at(date(year, 7, 11)), made_by=by
        )
        ScheduleDraft.objects.create(
            run=run, group=ground.world.group, school_year=year, state="adopted",
            objective="total", as_of=date(year, 7, 11), decided_at=at(date(year, 7, 11)),
            decided_by=by,
        )  # fmt: skip
    of_draft = ScheduleDraft.objects.get(pk=known["schedule:draft"].parts["pk"])
    DraftMeeting.objects.bulk_create(
        DraftMeeting(
            draft=of_draft, line=line, part=part, date=ground.today + timedelta(days=n * 5 + part),
            host=ground.schools[n % len(ground.schools)], speaker=line.speaker,
        )
        for n, line in enumerate(lines[ground.year])
        for part in (1, 2)
    )  # fmt: skip
