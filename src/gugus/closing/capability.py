"""What `closing` adds: a month whose cash is to be counted, and counts to countersign."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.cash.queries.closing import closes_of, closes_to_countersign, entries_by_day
from gugus.cash.rules.closing import next_close
from gugus.people.registry import (
    Answers,
    Capability,
    DemoPart,
    HomePart,
    NavPlace,
    Question,
    Questions,
    Shown,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.queries import count_of, first_of
from gugus.platform.web.links import TaskLink


@dataclass(frozen=True)
class MonthsWaiting:
    """The month to count; of those to countersign the first, and how many there are."""

    to_count: date | None
    to_sign: date | None
    signatures: int


def _ask(viewer: Viewer) -> Questions:
    questions: dict[str, Question] = {}
    if viewer.may(May.KEEP_CASH):
        questions |= {
            "first_entry": first_of(entries_by_day(viewer.group), "dated"),
            "last_closed": first_of(closes_of(viewer.group), "month"),
        }
    if viewer.may(May.COUNTERSIGN_CASH):
        # Who counted does not countersign.
        rows = closes_to_countersign(viewer.group).exclude(closed_by=viewer.actor.user_id)
        questions |= {"to_sign": first_of(rows, "month"), "signatures": count_of(rows)}
    return questions


def _read(viewer: Viewer, answers: Answers) -> MonthsWaiting:
    turn = next_close(answers.get("first_entry"), answers.get("last_closed"), viewer.today)
    return MonthsWaiting(
        turn.month if turn.due else None, answers.get("to_sign"), answers.get("signatures", 0)
    )


def _to_count(viewer: Viewer, found: MonthsWaiting) -> Iterator[TaskLink]:
    if found.to_count is not None:
        yield _row(viewer, _("Periksa dan tutup kas %(month)s"), found.to_count)


def _to_sign(viewer: Viewer, found: MonthsWaiting) -> Iterator[TaskLink]:
    if found.to_sign is not None:
        left = found.signatures - 1
        note = ngettext("dan %(n)s lagi", "dan %(n)s lagi", left) % {"n": left} if left else ""
        yield _row(viewer, _("Sahkan pemeriksaan kas %(month)s"), found.to_sign, note)


def _row(viewer: Viewer, text: str, month: date, note: str = "") -> TaskLink:
    href = reverse("closing:close", args=[viewer.group.code, f"{month:%Y-%m}"])
    return TaskLink(text % {"month": date_format(month, "F Y")}, href, note)


capability = Capability(
    tabs=(
        Tab(
            "closing:closes",
            noop("Pemeriksaan kas"),
            NavPlace.MONEY,
            May.SEE_MONEY,
            10,
            prefixes=("kas/periksa/",),
            under="cash:cash",
        ),
    ),
    home=HomePart(_ask, _read, waiting=(Shown(100, _to_count), Shown(105, _to_sign))),
    demo=(DemoPart("cash", "gugus.config.example.closing.build", after=("budget",)),),
    title=noop("Tutup bulan"),
    deeds={
        "month_close.countersigned": noop("mengesahkan penutupan bulan"),
        "month_close.created": noop("menutup bulan"),
    },
    samples="gugus.closing.tests.samples.samples",
)
