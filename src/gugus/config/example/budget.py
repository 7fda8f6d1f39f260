"""Where the money comes from, and the year's budget: agreed, with one small revision since."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from gugus.budget.services.budget import (
    BudgetRowContent,
    add_row,
    agree_budget,
    change_row,
    start_budget,
)
from gugus.budget.services.revisions import RevisionSubmission, begin_revision, submit_revision
from gugus.budget.services.sources import SourceContent, add_source, plan_contributions
from gugus.config.example.people import example_group
from gugus.funds.models import Budget, Source
from gugus.funds.rules.budget_rows import BudgetRow
from gugus.people.access import Actor, load_actor
from gugus.people.clock import day_here, year_here
from gugus.people.models import Group
from gugus.people.queries import schools_of
from gugus.platform.foundation.models import User
from gugus.programme.models import Line

_BOS, _OWN = Source.Kind.BOS, Source.Kind.OWN
_FROM_SCHOOL, _FROM_MEMBERS = 750_000, 960_000
_GENERAL = ""


@dataclass(frozen=True)
class _Row:
    line: str
    source: str
    item: str
    volume: str
    unit: str
    price: int
    month: int | None = None


# The rows of each line that has a cost in the programme add up to it.
_ROWS = (
    _Row("Diskusi", _BOS, "Konsumsi pertemuan rutin", "4", "kali", 250_000),
    _Row(_GENERAL, _OWN, "ATK (kertas, spidol, map)", "8", "paket", 60_000, 9),
    _Row(_GENERAL, _OWN, "Kartu kata", "10", "set", 8_500, 8),
    _Row(_GENERAL, _OWN, "Fotokopi bahan", "2,5", "rim", 48_000),
    _Row(_GENERAL, _OWN, "Cetak spanduk", "1", "lembar", 75_000, 10),
    _Row("Perangkat", _BOS, "Honor narasumber", "2", "orang", 250_000, 8),
    _Row("Perangkat", _BOS, "Konsumsi peserta", "30", "kotak", 20_000, 8),
    _Row("Perangkat", _BOS, "Penggandaan bahan", "30", "bundel", 5_000, 1),
    _Row("Penilaian", _BOS, "Transport narasumber", "1", "orang", 300_000, 10),
    _Row("Penilaian", _BOS, "Konsumsi peserta", "30", "kotak", 18_000, 10),
    _Row("Penilaian", _BOS, "Penggandaan kisi-kisi dan soal", "300", "lembar", 200, 10),
    _Row("Penelitian", _BOS, "Honor narasumber", "2", "orang", 275_000, 2),
    _Row("Penelitian", _BOS, "Konsumsi peserta", "40", "kotak", 18_000, 3),
    _Row("Penelitian", _BOS, "Penggandaan bahan", "46", "bundel", 5_000, 3),
    _Row("Pemanfaatan", _BOS, "Konsumsi peserta", "20", "kotak", 18_000, 4),
    _Row("Pemanfaatan", _BOS, "Paket data", "12", "orang", 20_000, 4),
)


def build(now: datetime) -> None:
    """Two sources, what they are to bring, the rows, the agreement, one revision."""
    made, year, today = example_group(), year_here(), day_here(now)
    keeper = load_actor(User.objects.get(username="bendahara"))
    chair = load_actor(User.objects.get(username="ketua"))
    sources = _sources(made, keeper, now, year)
    budget = start_budget(actor=keeper, now=now, group=made, year=year)
    lines = {line.title.split()[0]: line for line in _lines(made, year)}
    rows = [_add(budget, keeper, now, sources, lines, row) for row in _ROWS]
    agreed_on = min(today, date(year, 7, 20))
    agree_budget(actor=chair, now=now, budget=budget, dated=agreed_on)
    budget.refresh_from_db()
    _revise(budget, keeper, now, sources, lines, rows)


def _lines(made: Group, year: int) -> list[Line]:
    return list(Line.objects.filter(programme__group=made, programme__school_year=year))


def _sources(made: Group, keeper: Actor, now: datetime, year: int) -> dict[str, Source]:
    words = {
        _BOS: SourceContent(_BOS, "BOS sekolah anggota", "Iuran kegiatan dari tujuh sekolah"),
        _OWN: SourceContent(_OWN, "Iuran anggota", ""),
    }
    found = {
        kind: add_source(actor=keeper, now=now, group=made, content=said)
        for kind, said in words.items()
    }
    schools: dict[int | None, int] = {school.pk: _FROM_SCHOOL for school in schools_of(made, year)}
    whole: dict[int | None, int] = {None: _FROM_MEMBERS}
    for source, planned in ((found[_BOS], schools), (found[_OWN], whole)):
        plan_contributions(actor=keeper, now=now, source=source, year=year, planned=planned)
    return {str(kind): source for kind, source in found.items()}


def _content(sources: dict[str, Source], lines: dict[str, Line], row: _Row) -> BudgetRowContent:
    return BudgetRowContent(
        line=lines[row.line] if row.line else None,
        source=sources[str(row.source)],
        item=row.item,
        volume=Decimal(row.volume.replace(",", ".")),
        unit=row.unit,
        price=row.price,
        month=row.month,
    )


def _add(
    budget: Budget,
    keeper: Actor,
    now: datetime,
    sources: dict[str, Source],
    lines: dict[str, Line],
    row: _Row,
) -> BudgetRow:
    content = _content(sources, lines, row)
    return add_row(actor=keeper, now=now, budget=budget, content=content)


def _revise(
    budget: Budget,
    keeper: Actor,
    now: datetime,
    sources: dict[str, Source],
    lines: dict[str, Line],
    rows: list[BudgetRow],
) -> None:
    """The speakers of the PTK get a little more, the copies a little less."""
    revision = begin_revision(actor=keeper, now=now, budget=budget)
    for number, changes in ((11, {"price": 300_000}), (13, {"volume": "36"})):
        content = _content(sources, lines, replace(_ROWS[number], **changes))
        was = rows[number]
        change_row(
            actor=keeper, now=now, budget=budget, key=was.key, content=content, seen=was.version
        )
    said = RevisionSubmission(
        dated=day_here(now),
        reason="Honor narasumber PTK disesuaikan dengan standar biaya kabupaten",
    )
    submit_revision(actor=keeper, now=now, revision=revision, said=said)
