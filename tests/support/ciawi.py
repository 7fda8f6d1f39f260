"""Gugus I Ciawi's measurement and programme table (study 002), for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal

from gugus.competence.models import Framework, Item, Round
from gugus.competence.services.rounds import RoundPlan, record_summary
from gugus.people.access import Actor, load_actor
from gugus.people.models import Group
from gugus.people.rules.roles import Role
from gugus.programme.models import Line, Programme
from tests.support.world import World

MEASURED = (65, 74, 79, 79, 79, 64, 82, 70, 88, 91, 89, 68, 78, 73)
LINES = (
    ("rutin", "Diskusi masalah pembelajaran", "Tutor sebaya", ()),
    ("pengembangan", "Perangkat pembelajaran", "Guru pemandu", (2, 3, 4)),
    ("pengembangan", "Penilaian dan evaluasi", "Kepala UPTD/ketua KKG", (7,)),
    ("pengembangan", "Penelitian tindakan kelas (PTK)", "Pengawas TK/SD", (14,)),
    ("penunjang", "TIK: media audio-visual dan surel", "Guru pemandu", (4, 13)),
)
YEAR = 2026
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def actor_of(world: World, role: Role = Role.SECRETARY) -> Actor:
    return load_actor(world.users[role])


def items() -> dict[int, Item]:
    framework = Framework.objects.get(code="pkg-14")
    return {item.order: item for item in framework.items.all()}


def measure(world: World, group: Group | None = None, name: str = "Hasil PKG 2016/2017") -> Round:
    """The fourteen percentages as a recorded summary."""
    return record_summary(
        actor=actor_of(world),
        now=NOW,
        group=group or world.group,
        plan=RoundPlan(
            framework=Framework.objects.get(code="pkg-14"),
            name=name,
            measured_on=date(2017, 6, 1),
            standard_percent=76,
            source_note="Studi 002",
        ),
        percents={items()[n]: Decimal(v) for n, v in enumerate(MEASURED, start=1)},
    )


def programme(world: World, group: Group | None = None, year: int = YEAR) -> Programme:
    """The five printed lines with the needs that they serve."""
    made = Programme.objects.create(
        group=group or world.group,
        school_year=year,
        needs_round=Round.objects.filter(group=group or world.group).first(),
    )
    for kind, title, speaker, needs in LINES:
        line = Line.objects.create(
            programme=made,
            kind=kind,
            title=title,
            objective="Tujuan rekaan",
            activities="Kegiatan rekaan",
            strategy="workshop",
            speaker_note=speaker,
            jp=4,
            months=[8, 2] if needs else [],
        )
        line.needs.set([items()[n] for n in needs])
    return made


def typed(**changes: object) -> dict[str, object]:
    """What a person types into the form of a line."""
    return {
        "title": "Penguatan komunikasi",
        "kind": "pengembangan",
        "objective": "Guru berkomunikasi lebih baik",
        "activities": "Simulasi\nUmpan balik",
        "strategy": "simulasi",
        "jp": "6",
        "months": ["9", "1"],
        "times": "2",
        "rhythm": "insidental",
        "weeks_between": "3",
        "cost": "Rp 1.250.000",
        **changes,
    }
