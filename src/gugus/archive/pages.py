"""Years that are over: closed, or to be closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from gugus.people.models import Group
from gugus.people.rules.years import school_year_label
from gugus.platform.documents.models import KeptPaper
from gugus.platform.web.formats import long_date
from gugus.platform.web.links import Link, year_href


@dataclass(frozen=True)
class YearRow:
    """One year; its papers stand beside it whether it is closed or not."""

    title: str
    closed_on: str
    open_months: bool
    papers: tuple[Link, ...]
    close_url: str
    reopen_url: str


@dataclass(frozen=True)
class YearFacts:
    """What the page needs of one year."""

    year: int
    kept: KeptPaper | None
    open_months: bool


@dataclass(frozen=True)
class YearsPage:
    """All years that are over, the latest first."""

    rows: tuple[YearRow, ...]


def years_page(group: Group, years: Sequence[YearFacts]) -> YearsPage:
    """One row for each year."""
    return YearsPage(tuple(_row(group, one) for one in years))


def _row(group: Group, one: YearFacts) -> YearRow:
    to = [group.code, one.year]
    return YearRow(
        title=school_year_label(one.year),
        closed_on=long_date(one.kept.kept_at) if one.kept is not None else "",
        open_months=one.open_months,
        papers=tuple(
            Link(title, year_href(name, group.code, one.year, *parts))
            for title, name, *parts in _PAPERS
        ),
        close_url=reverse("archive:close", args=to),
        reopen_url=reverse("archive:reopen", args=to),
    )


_PAPERS: tuple[tuple[str, ...], ...] = (
    ("LPJ keuangan", "actuals:account", "pdf"),
    ("Rekap kehadiran", "participation:paper", "pdf"),
    ("Prota", "yearplan:prota_paper", "pdf"),
)
