"""The cash book month by month, closed and signed, and the budgets that it is held against."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Max

from gugus.budget.models import BudgetRevision
from gugus.cash.models import CashEntry, CloseSignature, MonthClose
from gugus.cash.queries.book import balances_of
from gugus.cash.queries.closing import digest_until
from gugus.cash.rules.closing import month_end, months_between
from gugus.funds.models import Budget, BudgetItem, Contribution, Source
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_of
from gugus.programme.models import Line
from tests.support.grown.ground import Ground, at
from tests.support.samples import SAMPLED

_SOURCES = (("bos", "BOS rekaan"), ("iuran", "Iuran rekaan"), ("hibah", "Hibah rekaan"))


def add_former_books(ground: Ground) -> None:
    """Sources, and all months up to the one that the samples close."""
    group = ground.world.group
    Source.objects.bulk_create(
        Source(group=group, kind=kind, name=name, made_at=ground.now) for kind, name in _SOURCES
    )
    last = SAMPLED - timedelta(days=1)
    for month in months_between(date(ground.years[0], 7, 1), last):
        _write_month(ground, month)
        _close_month(ground, month)


def add_this_years_money(ground: Ground, lines: dict[int, list[Line]]) -> None:
    """The months since then, and the budget of every year."""
    for month in months_between(month_end(SAMPLED) + timedelta(days=1), ground.today):
        _write_month(ground, month)
    for year, of_year in lines.items():
        _add_budget(ground, year, of_year)


def _sources(ground: Ground) -> list[Source]:
    wanted = [name for _kind, name in _SOURCES]
    return list(Source.objects.filter(group=ground.world.group, name__in=wanted))


def _write_month(ground: Ground, month: date) -> None:
    year = school_year_of(month)
    first = _next_number(ground, year)
    days = (min(month_end(month), ground.today) - month).days + 1
    sources = _sources(ground)
    made = []
    for n in range(ground.size.entries):
        source, is_income = sources[n % len(sources)], n < len(sources)
        made.append(
            CashEntry(
                group=ground.world.group,
                school_year=year,
                number=first + n,
                dated=month + timedelta(days=n * days // ground.size.entries),
                source=source,
                voucher=f"BK-{first + n:04}/{year}",
                description="Iuran bulanan" if is_income else "Konsumsi pertemuan",
                party="Warung Bu Contoh",
                received=1_000_000 if is_income else 0,
                spent=0 if is_income else 25_000,
                school=ground.schools[n % len(ground.schools)] if is_income else None,
                made_at=at(month),
                made_by=ground.world.users[Role.TREASURER],
            )
        )
    CashEntry.objects.bulk_create(made)


def _next_number(ground: Ground, year: int) -> int:
    entries = CashEntry.objects.filter(group=ground.world.group, school_year=year)
    last = entries.aggregate(last=Max("number"))["last"] or 0
    # The first number of its year is the samples'.
    return max(int(last), 1 if year == school_year_of(SAMPLED) else 0) + 1


def _close_month(ground: Ground, month: date) -> None:
    group = ground.world.group
    balances = balances_of(group)
    total = sum(balances.values())
    by = ground.world.users[Role.TREASURER]
    close = MonthClose.objects.create(
        group=group,
        month=month,
        balances={str(source): balance for source, balance in balances.items()},
        balance=total,
        counted={"1000": total // 1000},
        difference=0,
        digest=digest_until(group, month),
        closed_at=at(month_end(month), 17),
        closed_by=by,
    )
    CloseSignature.objects.bulk_create(
        CloseSignature(
            close=close, office=office, name=user.name, signed_at=close.closed_at, signed_by=user
        )
        for office, user in (("bendahara", by), ("ketua", ground.world.users[Role.CHAIR]))
    )


def _add_budget(ground: Ground, year: int, lines: list[Line]) -> None:
    """Three rows a line; what was planned for the first line was spent on it."""
    budget, _new = Budget.objects.get_or_create(
        group=ground.world.group,
        school_year=year,
        defaults={"state": Budget.State.AGREED, "agreed_on": date(year, 7, 15)},
    )
    BudgetItem.objects.bulk_create(_items(ground, budget, lines))
    Contribution.objects.bulk_create(
        Contribution(source=source, school=school, school_year=year, planned=600_000)
        for source in _sources(ground)[:1]
        for school in ground.schools
    )
    if year == ground.year:
        _spend(ground, budget)
    else:
        _revise(ground, budget)


def _items(ground: Ground, budget: Budget, lines: list[Line]) -> Iterator[BudgetItem]:
    sources = _sources(ground)
    for n, line in enumerate(lines):
        for m, item in enumerate(("Konsumsi", "Fotokopi", "Transport narasumber")):
            yield BudgetItem(
                budget=budget,
                line=line,
                source=sources[m % len(sources)],
                item=item,
                volume=2,
                unit="kali",
                price=50_000,
                total=100_000,
                month=(n % 12) + 1,
            )


def _spend(ground: Ground, budget: Budget) -> None:
    number = _next_number(ground, ground.year)
    CashEntry.objects.bulk_create(
        CashEntry(
            group=ground.world.group,
            school_year=ground.year,
            number=number + n,
            dated=ground.today,
            source=item.source,
            voucher=f"BB-{n:04}/{ground.year}",
            description=item.item,
            spent=20_000,
            item=item,
            made_at=ground.now,
            made_by=ground.world.users[Role.TREASURER],
        )
        for n, item in enumerate(budget.items.select_related("source").exclude(line=None))
    )


def _revise(ground: Ground, budget: Budget) -> None:
    BudgetRevision.objects.create(
        budget=budget,
        number=1,
        state=BudgetRevision.State.IN_FORCE,
        dated=date(budget.school_year + 1, 1, 15),
        reason="Harga berubah",
        before=[],
        after=[],
        made_at=ground.now,
        made_by=ground.world.users[Role.TREASURER],
    )
