"""Where the money comes from, and the group's rules of money."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.budget.pages import links
from gugus.budget.pages.revision import limit_note
from gugus.budget.queries import RevisionRule, SourceMoney
from gugus.cores.words.order import place_key
from gugus.funds.models import Source
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class PlannedIncome:
    """What is to come, and came."""

    planned: int
    received: int

    @property
    def open(self) -> int:
        """What is still to come; nothing when more came."""
        return max(0, self.planned - self.received)


@dataclass(frozen=True)
class FundSourceRow:
    """One source in a year, with what each school is to bring to it."""

    source: Source
    income: PlannedIncome
    balance: int
    schools: tuple[tuple[str, PlannedIncome], ...]


@dataclass(frozen=True)
class SourcesPage:
    """The screen `budget:sources`."""

    year: str
    year_number: int
    years: tuple[Link, ...]
    may_plan: bool
    may_set_rules: bool
    sources: tuple[FundSourceRow, ...]
    closed: tuple[FundSourceRow, ...]
    rules: tuple[str, ...]
    planned: int
    received: int
    balance: int


def sources_page(
    actor: Actor,
    group: Group,
    year: int,
    years: Sequence[int],
    money: SourceMoney,
    rule: RevisionRule,
) -> SourcesPage:
    """Every source with plan, income and balance, as far as this person may act on it."""
    received = money.flows.received_by("source")
    by_school = _by_school(money)
    rows = [
        FundSourceRow(
            source=one,
            income=PlannedIncome(money.expected.get(one.pk, 0), received.get(one.pk, 0)),
            balance=money.balances.get(one.pk, 0),
            schools=tuple(by_school.get(one.pk, ())),
        )
        for one in money.sources
    ]
    return SourcesPage(
        year=school_year_label(year),
        year_number=year,
        years=year_switch(years, year, lambda one: links.to_year(group, one, "budget:sources")),
        may_plan=actor.may(May.PLAN_BUDGET, group.pk),
        may_set_rules=actor.may(May.AGREE_BUDGET, group.pk),
        sources=tuple(one for one in rows if one.source.closed_at is None),
        closed=tuple(one for one in rows if one.source.closed_at is not None),
        rules=_rules(group, rule),
        planned=sum(one.income.planned for one in rows),
        received=sum(one.income.received for one in rows),
        balance=sum(one.balance for one in rows),
    )


def _by_school(money: SourceMoney) -> dict[int, list[tuple[str, PlannedIncome]]]:
    """By source: each school that is to bring something or brought something."""
    found: dict[int, list[tuple[str, PlannedIncome]]] = {}
    for source, school in sorted(
        money.pairs, key=lambda pair: place_key(money.schools.get(pair[1], ""))
    ):
        income = PlannedIncome(
            money.planned.get((source, school), 0), money.flows.received_of(source, school)
        )
        found.setdefault(source, []).append((money.schools.get(school, "–"), income))
    return found


def _rules(group: Group, rule: RevisionRule) -> tuple[str, ...]:
    settings, percent = rule.settings, rule.percent
    later = _("Untuk anggaran yang disepakati sesudah ini: sampai %(percent)s %%.")
    return (
        _("Revisi sampai %(percent)s %% anggaran cukup dilaporkan sendiri.") % {"percent": percent},
        *(
            (later % {"percent": settings.revision_percent},)
            if settings.revision_percent != percent
            else ()
        ),
        _("Bila belanja melewati barisnya: %(what)s.")
        % {"what": str(settings.get_over_item_display()).lower()},
        *(limit_note(one, group) for one in rule.changes),
    )
