"""Counting the cash: the list of months, one month to count, one month that is closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gugus.cash.models import CashEntry, CloseSignature, MonthClose
from gugus.cash.pages.book import BookNotice
from gugus.cash.pages.links import FILE_KINDS, to_close, to_month, to_screen
from gugus.cash.pages.rows import month_label
from gugus.cash.queries.closing import CloseState
from gugus.cash.rules.closing import DENOMINATIONS, NextClose, month_end
from gugus.closing.forms import CashCountForm
from gugus.funds.models import Source
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.formats import long_date, rupiah
from gugus.platform.web.links import Link

# Sources, with what each holds.
HeldAmounts = list[tuple[Source, int]]


@dataclass(frozen=True)
class CloseRow:
    """A closed month in the list."""

    title: str
    href: str
    detail: str
    badge: str
    tone: str


@dataclass(frozen=True)
class MonthClosesPage:
    """All month closes, and the next month to close"""

    rows: tuple[CloseRow, ...]
    # The month that is to be counted now, or will be.
    turn: BookNotice | None
    first_use: bool


def month_closes_page(
    group: Group, actor: Actor, turn: NextClose, closes: Iterable[MonthClose]
) -> MonthClosesPage:
    """The list as this person sees it."""
    return MonthClosesPage(
        rows=tuple(_close_row(group, one) for one in closes),
        turn=_turn(group, turn.month, due=turn.due, may=actor.may(May.KEEP_CASH, group.pk)),
        first_use=turn.month is None,
    )


def _turn(group: Group, month: date | None, *, due: bool, may: bool) -> BookNotice | None:
    if month is None:
        return None
    if not due:
        words = _("Berikutnya %(month)s, setelah %(day)s.")
        values = {"month": month_label(month), "day": long_date(month_end(month))}
        return BookNotice(words % values, Link("", ""), "muted")
    words = _("%(month)s sudah selesai dan belum ditutup.") % {"month": month_label(month)}
    link = Link(_("Hitung kas %(month)s") % {"month": month_label(month)}, to_close(group, month))
    return BookNotice(words, link if may else Link("", ""), "notice")


def _close_row(group: Group, close: MonthClose) -> CloseRow:
    offices = {one.office for one in close.signatures.all()}
    signed = CloseSignature.Office.CHAIR in offices
    difference = _("selisih %(sum)s") % {"sum": rupiah(close.difference)}
    return CloseRow(
        title=month_label(close.month),
        href=to_close(group, close.month),
        detail=" · ".join((rupiah(close.balance), difference if close.difference else _("cocok"))),
        badge=_("Disahkan ketua") if signed else _("Menunggu ketua"),
        tone="badge" if signed else "badge warn",
    )


@dataclass(frozen=True)
class CashCountPage:
    """Counting a month's cash, with what the book says each source holds."""

    title: str
    month_href: str
    form: CashCountForm
    held: HeldAmounts
    balance: int


def cash_count_page(
    group: Group, month: date, form: CashCountForm, held: HeldAmounts
) -> CashCountPage:
    """What the book says, and the boxes to count into."""
    return CashCountPage(
        title=_("Periksa kas %(month)s") % {"month": month_label(month)},
        month_href=to_month(group, month),
        form=form,
        held=held,
        balance=sum(amount for _source, amount in held),
    )


@dataclass(frozen=True)
class MonthClosePage:
    """A closed month, checked against the book as it stands now."""

    title: str
    month: str
    month_href: str
    close: MonthClose
    held: HeldAmounts
    # How many of each note and coin, and what that makes.
    pieces: tuple[tuple[int, int, int], ...]
    cash: int
    counted: int
    # The entry that settled the difference, or the way to write it.
    settled: CashEntry | None
    settle_href: str
    fits: bool
    signatures: tuple[CloseSignature, ...]
    may_sign: bool
    waits_for_chair: bool
    papers: tuple[Link, ...]


def month_close_page(
    group: Group, actor: Actor, close: MonthClose, held: HeldAmounts, state: CloseState
) -> MonthClosePage:
    """The record of a count."""
    signatures = tuple(close.signatures.all())
    waits = CloseSignature.Office.CHAIR not in {one.office for one in signatures}
    cash = close.balance + close.difference - close.at_bank
    may_sign = actor.may(May.COUNTERSIGN_CASH, group.pk) and close.closed_by_id != actor.user_id
    may_settle = state.is_unsettled and actor.may(May.KEEP_CASH, group.pk)
    return MonthClosePage(
        title=_("Berita acara pemeriksaan kas %(month)s") % {"month": month_label(close.month)},
        month=f"{close.month:%Y-%m}",
        month_href=to_month(group, close.month),
        close=close,
        held=held,
        pieces=tuple(_pieces(close)),
        cash=cash,
        counted=cash + close.at_bank,
        settled=state.settled_by,
        settle_href=_settle_href(group, close) if may_settle else "",
        fits=state.digest == close.digest,
        signatures=signatures,
        may_sign=waits and may_sign,
        waits_for_chair=waits,
        papers=tuple(
            Link(FILE_KINDS[kind], to_close(group, close.month, "closing:count_paper", kind))
            for kind in ("pdf", "docx")
        ),
    )


def _pieces(close: MonthClose) -> Iterable[tuple[int, int, int]]:
    for worth in DENOMINATIONS:
        number = close.counted.get(str(worth), 0)
        if number:
            yield worth, number, worth * number


def _settle_href(group: Group, close: MonthClose) -> str:
    kind = "masuk" if close.difference > 0 else "keluar"
    return f"{to_screen(group, 'cash:write')}?jenis={kind}&selisih={close.month:%Y-%m}"
