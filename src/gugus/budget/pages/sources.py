"""Where the money comes from, and the group's rules of money."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.budget.pages import links
from gugus.budget.pages.revision import limit_note
from gugus.budget.queries import budget_of, budget_years, expected_by_source, limit_of
from gugus.cash.queries.book import balances_of
from gugus.cash.queries.flows import YearFlows, flows_of
from gugus.funds.models import Contribution, Source
from gugus.funds.queries import sources_of, treasury_settings_of
from gugus.people.access import Actor
from gugus.people.models import Group, School
from gugus.people.rules.roles import May
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class SchoolContributionRow:
    """What one school is to bring, and brought."""

    school: str
    planned: int
    received: int

    @property
    def open(self) -> int:
        """What is still to come; nothing when more came."""
        return max(0, self.planned - self.received)


@dataclass(frozen=True)
class FundSourceRow:
    """One source in a year."""

    name: str
    kind: str
    note: str
    planned: int
    received: int
    balance: int
    closed: bool
    schools: tuple[SchoolContributionRow, ...]
    edit_href: str
    plan_href: str
    close_href: str
    reopen_href: str

    @property
    def open(self) -> int:
        """What is still to come; nothing when more came."""
        return max(0, self.planned - self.received)


@dataclass(frozen=True)
class SourcesPage:
    """The screen `budget:sources`."""

    year: str
    years: tuple[Link, ...]
    budget_href: str
    add_href: str
    settings_href: str
    sources: tuple[FundSourceRow, ...]
    closed: tuple[FundSourceRow, ...]
    rules: tuple[str, ...]
    planned: int
    received: int
    balance: int


def sources_page(actor: Actor, group: Group, year: int) -> SourcesPage:
    """Every source with plan, income and balance, as far as this person may act on it."""
    plans = actor.may(May.PLAN_BUDGET, group.pk)
    agrees = actor.may(May.AGREE_BUDGET, group.pk)
    flows, balances = flows_of(group, year), balances_of(group)
    planned, received = expected_by_source(group, year), flows.received_by("source")
    by_school = _by_school(group, year, flows)

    def view(one: Source) -> FundSourceRow:
        return FundSourceRow(
            name=one.name,
            kind=one.get_kind_display(),
            note=one.note,
            planned=planned.get(one.pk, 0),
            received=received.get(one.pk, 0),
            balance=balances.get(one.pk, 0),
            closed=one.closed_at is not None,
            schools=by_school.get(one.pk, ()),
            **_addresses(group, year, one, plans=plans),
        )

    views = [view(one) for one in sources_of(group, with_closed=True)]
    code = [group.code]
    return SourcesPage(
        year=school_year_label(year),
        years=year_switch(
            budget_years(group, year), year, lambda one: links.to_year(group, one, "budget:sources")
        ),
        budget_href=links.to_year(group, year),
        add_href=reverse("budget:source_add", args=code) if plans else "",
        settings_href=reverse("budget:settings", args=code) if agrees else "",
        sources=tuple(one for one in views if not one.closed),
        closed=tuple(one for one in views if one.closed),
        rules=_rules(group, year),
        planned=sum(one.planned for one in views),
        received=sum(one.received for one in views),
        balance=sum(one.balance for one in views),
    )


def _by_school(
    group: Group, year: int, flows: YearFlows
) -> dict[int, tuple[SchoolContributionRow, ...]]:
    """By source: each school that is to bring something or brought something."""
    rows = Contribution.objects.filter(source__group=group, school_year=year)
    planned = {(r.source_id, r.school_id): r.planned for r in rows if r.school_id is not None}
    came = {(f.source, f.school) for f in flows.flows if f.school is not None and f.received}
    keys = {*planned, *came}
    names = dict(School.objects.filter(pk__in=[s for _x, s in keys]).values_list("pk", "name"))
    found: dict[int, list[SchoolContributionRow]] = {}
    for source, school in sorted(keys, key=lambda key: names.get(key[1], "")):
        amount = flows.received_of(source, school)
        row = SchoolContributionRow(
            names.get(school, "–"), planned.get((source, school), 0), amount
        )
        found.setdefault(source, []).append(row)
    return {source: tuple(rows) for source, rows in found.items()}


def _addresses(group: Group, year: int, source: Source, *, plans: bool) -> dict[str, str]:
    opened = plans and source.closed_at is None
    return {
        "edit_href": links.to_source(group, source) if opened else "",
        "plan_href": f"{links.to_source(group, source, 'budget:source_plan')}?tahun={year}"
        if opened
        else "",
        "close_href": links.to_source(group, source, "budget:source_close") if opened else "",
        "reopen_href": links.to_source(group, source, "budget:source_reopen")
        if plans and source.closed_at is not None
        else "",
    }


def _rules(group: Group, year: int) -> tuple[str, ...]:
    rules, budget = treasury_settings_of(group), budget_of(group, year)
    percent = limit_of(budget) if budget is not None else rules.revision_percent
    later = _("Untuk anggaran yang disepakati sesudah ini: sampai %(percent)s %%.")
    changes = group.limit_changes.select_related("changed_by").order_by("-id")[:3]
    return (
        _("Revisi sampai %(percent)s %% anggaran cukup dilaporkan sendiri.") % {"percent": percent},
        *(
            (later % {"percent": rules.revision_percent},)
            if rules.revision_percent != percent
            else ()
        ),
        _("Bila belanja melewati barisnya: %(what)s.")
        % {"what": str(rules.get_over_item_display()).lower()},
        *(limit_note(one, group) for one in changes),
    )
