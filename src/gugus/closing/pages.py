"""Counting the cash: the list of months, one month to count, one month that is closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gugus.cash.models import CloseSignature, MonthClose
from gugus.cash.pages.book import BookNotice, SourceBalance
from gugus.cash.pages.links import FILE_KINDS, to_book, to_close, to_entry, to_month, to_screen
from gugus.cash.pages.rows import month_label
from gugus.cash.queries.book import balances_of
from gugus.cash.queries.closing import (
    closes_of,
    digest_until,
    next_close_of,
    settling_entry,
    unsettled_close,
)
from gugus.cash.rules.closing import DENOMINATIONS, month_end
from gugus.closing.forms import CashCountForm
from gugus.funds.queries import sources_of
from gugus.meetings.rules.times import local_time
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.formats import long_date, rupiah, time_text
from gugus.platform.web.links import Link


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

    back: str
    rows: tuple[CloseRow, ...]
    # The month that is to be counted now, or will be.
    turn: BookNotice | None
    first_use: bool


def month_closes_page(group: Group, actor: Actor, today: date) -> MonthClosesPage:
    """The list as this person sees it."""
    turn = next_close_of(group, today)
    return MonthClosesPage(
        back=to_book(group),
        rows=tuple(_close_row(group, one) for one in closes_of(group)),
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
    """Counting a month's cash."""

    title: str
    back: str
    month_href: str
    form: CashCountForm
    held: tuple[SourceBalance, ...]
    balance: str
    # For the script that adds up, and sent back as what was seen: plain rupiah.
    plain_balance: int


def cash_count_page(group: Group, month: date, form: CashCountForm) -> CashCountPage:
    """What the book says, and the boxes to count into."""
    balances = balances_of(group, month_end(month))
    total = sum(balances.values())
    return CashCountPage(
        title=_("Periksa kas %(month)s") % {"month": month_label(month)},
        back=to_screen(group, "closing:closes"),
        month_href=to_month(group, month),
        form=form,
        held=_held(group, balances),
        balance=rupiah(total),
        plain_balance=total,
    )


def _held(group: Group, balances: Mapping[int, int]) -> tuple[SourceBalance, ...]:
    sources = sources_of(group, with_closed=True)
    return tuple(SourceBalance(one.name, rupiah(balances.get(one.pk, 0))) for one in sources)


@dataclass(frozen=True)
class DenominationRow:
    """A kind of note or coin."""

    worth: str
    number: int
    sum: str


@dataclass(frozen=True)
class CloseSignatureRow:
    """Who signed, and when."""

    office: str
    name: str
    at: str


@dataclass(frozen=True)
class MonthClosePage:
    """A closed month."""

    title: str
    back: str
    month_href: str
    held: tuple[SourceBalance, ...]
    balance: str
    pieces: tuple[DenominationRow, ...]
    cash: str
    at_bank: str
    counted: str
    difference: str
    explanation: str
    differs: bool
    # The entry that settled the difference, or the way to write it.
    settled: Link | None
    settle: Link | None
    digest: str
    fits: bool
    signatures: tuple[CloseSignatureRow, ...]
    countersign_action: str
    waits_for_chair: bool
    papers: tuple[Link, ...]


def month_close_page(group: Group, actor: Actor, close: MonthClose) -> MonthClosePage:
    """The record of a count, checked against the book as it stands now."""
    pieces = tuple(_pieces(close))
    signed = {one.office for one in close.signatures.all()}
    waits = CloseSignature.Office.CHAIR not in signed
    cash = close.balance + close.difference - close.at_bank
    settled = settling_entry(close)
    may_sign = actor.may(May.COUNTERSIGN_CASH, group.pk) and close.closed_by_id != actor.user_id
    is_open = unsettled_close(group) == close
    return MonthClosePage(
        title=_("Berita acara pemeriksaan kas %(month)s") % {"month": month_label(close.month)},
        back=to_screen(group, "closing:closes"),
        month_href=to_month(group, close.month),
        held=_held(group, {int(pk): held for pk, held in close.balances.items()}),
        balance=rupiah(close.balance),
        pieces=pieces,
        cash=rupiah(cash),
        at_bank=rupiah(close.at_bank),
        counted=rupiah(cash + close.at_bank),
        difference=rupiah(close.difference),
        explanation=close.explanation,
        differs=bool(close.difference),
        settled=Link(settled.voucher, to_entry(group, settled)) if settled else None,
        settle=_settle(group, close) if is_open and actor.may(May.KEEP_CASH, group.pk) else None,
        digest=close.digest,
        fits=digest_until(group, close.month) == close.digest,
        signatures=tuple(_signed(one, group.time_zone) for one in close.signatures.all()),
        countersign_action=to_close(group, close.month, "closing:countersign")
        if waits and may_sign
        else "",
        waits_for_chair=waits,
        papers=tuple(
            Link(FILE_KINDS[kind], to_close(group, close.month, "closing:count_paper", kind))
            for kind in ("pdf", "docx")
        ),
    )


def _pieces(close: MonthClose) -> Iterable[DenominationRow]:
    for worth in DENOMINATIONS:
        number = close.counted.get(str(worth), 0)
        if number:
            yield DenominationRow(rupiah(worth), number, rupiah(worth * number))


def _signed(signature: CloseSignature, zone: str) -> CloseSignatureRow:
    at = local_time(signature.signed_at, zone)
    said = f"{long_date(at.date())}, {time_text(at.time())}"
    return CloseSignatureRow(signature.get_office_display(), signature.name, said)


def _settle(group: Group, close: MonthClose) -> Link:
    kind = "masuk" if close.difference > 0 else "keluar"
    here = f"{to_screen(group, 'cash:write')}?jenis={kind}&selisih={close.month:%Y-%m}"
    return Link(_("Catat selisih ini di buku"), here)
