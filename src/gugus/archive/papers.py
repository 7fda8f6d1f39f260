"""What each act of closing keeps: its papers, and the names under which they are kept.

An act is known by its verb in the audit trail, so that the rooms in which it is done know nothing
of keeping.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from gugus.actuals.papers.account import account_paper
from gugus.actuals.queries.account import year_account
from gugus.agenda.papers.invitation import invitation_key, made_invitation
from gugus.attendance.papers.sheets import attendance_key, attendance_record
from gugus.budget.models import BudgetRevision
from gugus.budget.papers.rab import rab_paper
from gugus.cash.models import MonthClose
from gugus.cash.papers.cash_book import book_key, made_cash_book
from gugus.cash.rules.closing import month_end
from gugus.closing.papers import cash_count, with_signatures
from gugus.funds.models import Budget
from gugus.funds.queries import sources_of
from gugus.minutes.models import Minutes
from gugus.minutes.papers.minutes import made_minutes, minutes_key, with_what_came_after
from gugus.participation.papers import RecapFilter, recap
from gugus.participation.queries.participation import Period, Scope, participation_of
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds
from gugus.platform.documents.paper import Paper
from gugus.platform.documents.queries import kept_or_made
from gugus.programme.models import Forum, Programme
from gugus.programme.papers import programme_paper
from gugus.programme.papers.forum import forum_paper
from gugus.yearplan.papers import prosem_paper, prota_paper
from gugus.yearplan.queries.yearplan import year_plan

Kept = Iterable[tuple[str, Paper]]


def _minutes(
    minutes: Minutes, _now: datetime, _data: Mapping[str, Any]
) -> Iterator[tuple[str, Paper]]:
    meeting = minutes.meeting
    yield minutes_key(meeting), made_minutes(meeting)
    yield attendance_key(meeting), attendance_record(meeting)
    yield invitation_key(meeting), made_invitation(meeting)


def _after_minutes(minutes: Minutes, _now: datetime, _data: Mapping[str, Any]) -> Kept:
    """They were approved or corrected: the kept paper says so, and stays as it was for the rest."""
    meeting = minutes.meeting
    kept = kept_or_made(minutes_key(meeting), lambda: made_minutes(meeting))
    return [(minutes_key(meeting), with_what_came_after(kept, minutes))]


def _forum(forum: Forum, _now: datetime, _data: Mapping[str, Any]) -> Kept:
    return [(f"forum:{forum.pk}", forum_paper(forum))]


def _programme(programme: Programme, now: datetime, _data: Mapping[str, Any]) -> Kept:
    """As it was signed; a revision, and the supervisor's note, are editions of their own."""
    today = day_of(programme.group, now)
    return [(f"programme:{programme.pk}", programme_paper(programme, today))]


def _budget(budget: Budget, _now: datetime, data: Mapping[str, Any]) -> Kept:
    revision = BudgetRevision.objects.filter(pk=data.get("revision") or 0).first()
    if revision is not None and revision.state != BudgetRevision.State.IN_FORCE:
        return []
    return [(f"budget:{budget.pk}", rab_paper(budget))]


def _month(
    close: MonthClose, _now: datetime, _data: Mapping[str, Any]
) -> Iterator[tuple[str, Paper]]:
    yield f"cash-count:{close.pk}", cash_count(close)
    group, end = close.group, month_end(close.month)
    for source in (None, *sources_of(group, with_closed=True)):
        made = made_cash_book(group, close.month, end, source)
        yield book_key(group, close.month, source), made


def _countersigned(close: MonthClose, _now: datetime, _data: Mapping[str, Any]) -> Kept:
    key = f"cash-count:{close.pk}"
    return [(key, with_signatures(kept_or_made(key, lambda: cash_count(close)), close))]


def papers_of_year(group: Group, year: int, day: date) -> Iterator[tuple[str, Paper]]:
    """The account, the recap of attendance, and the plan with what became of it."""
    name = f"{group.pk}:{year}"
    yield f"account:{name}", account_paper(year_account(group, year, today=day))
    part = participation_of(group, Period(year), Scope(), today=day)
    yield f"recap:{name}", recap(group, part, RecapFilter(), dated=school_year_bounds(year)[1])
    plan = year_plan(group, year)
    yield f"prota:{name}", prota_paper(plan, day)
    for semester in (1, 2):
        yield f"prosem:{name}:{semester}", prosem_paper(plan, semester, day)


KEEPS: Mapping[str, Callable[[Any, datetime, Mapping[str, Any]], Kept]] = {
    "minutes.finished": _minutes,
    "minutes.approved": _after_minutes,
    "minutes.addendum_added": _after_minutes,
    "programme.forum_recorded": _forum,
    "programme.signed": _programme,
    "programme.revised": _programme,
    "programme.acknowledged": _programme,
    "budget.agreed": _budget,
    "budget_revision.submitted": _budget,
    "budget_revision.decided": _budget,
    "month_close.created": _month,
    "month_close.countersigned": _countersigned,
}
RELEASES: Mapping[str, Callable[[Any], Iterable[str]]] = {
    "minutes.reopened": lambda minutes: (
        minutes_key(minutes.meeting),
        attendance_key(minutes.meeting),
        invitation_key(minutes.meeting),
    ),
    "programme.reopened": lambda programme: (f"programme:{programme.pk}",),
}
