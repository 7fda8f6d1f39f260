"""Counting the cash: the list of months, one month to count, one month that is closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gugus.cash.forms.closing import CountForm
from gugus.cash.models import CloseSignature, MonthClose
from gugus.cash.pages.book import Held, Told
from gugus.cash.pages.links import FILES, Link, to_book, to_close, to_entry, to_month, to_place
from gugus.cash.pages.rows import month_words
from gugus.cash.queries.book import balances_of
from gugus.cash.queries.closing import closes_of, digest_until, settled_by, turn_of, unsettled
from gugus.cash.rules.closing import PIECES, month_end
from gugus.funds.queries import sources_of
from gugus.meetings.rules.times import local
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.formats import clock, day, rupiah


@dataclass(frozen=True)
class CloseRow:
    """A closed month in the list."""

    title: str
    href: str
    detail: str
    badge: str
    tone: str


@dataclass(frozen=True)
class ClosesPage:
    """All counts, and whose turn it is."""

    back: str
    rows: tuple[CloseRow, ...]
    # The month that is to be counted now, or will be.
    turn: Told | None
    first_use: bool


def closes_page(group: Group, actor: Actor, today: date) -> ClosesPage:
    """The list as this person sees it."""
    turn = turn_of(group, today)
    return ClosesPage(
        back=to_book(group),
        rows=tuple(_close_row(group, one) for one in closes_of(group)),
        turn=_turn(group, turn.month, due=turn.due, may=actor.may(May.KEEP_CASH, group.pk)),
        first_use=turn.month is None,
    )


def _turn(group: Group, month: date | None, *, due: bool, may: bool) -> Told | None:
    if month is None:
        return None
    if not due:
        words = _("Berikutnya %(month)s, setelah %(day)s.")
        values = {"month": month_words(month), "day": day(month_end(month))}
        return Told(words % values, Link("", ""), "muted")
    words = _("%(month)s sudah selesai dan belum ditutup.") % {"month": month_words(month)}
    link = Link(_("Hitung kas %(month)s") % {"month": month_words(month)}, to_close(group, month))
    return Told(words, link if may else Link("", ""), "notice")


def _close_row(group: Group, close: MonthClose) -> CloseRow:
    offices = {one.office for one in close.signatures.all()}
    signed = CloseSignature.Office.CHAIR in offices
    difference = _("selisih %(sum)s") % {"sum": rupiah(close.difference)}
    return CloseRow(
        title=month_words(close.month),
        href=to_close(group, close.month),
        detail=" · ".join((rupiah(close.balance), difference if close.difference else _("cocok"))),
        badge=_("Disahkan ketua") if signed else _("Menunggu ketua"),
        tone="badge" if signed else "badge warn",
    )


@dataclass(frozen=True)
class CountPage:
    """Counting a month's cash."""

    title: str
    back: str
    month_href: str
    form: CountForm
    held: tuple[Held, ...]
    balance: str
    # For the script that adds up, and sent back as what was seen: plain rupiah.
    plain_balance: int


def count_page(group: Group, month: date, form: CountForm) -> CountPage:
    """What the book says, and the boxes to count into."""
    balances = balances_of(group, month_end(month))
    total = sum(balances.values())
    return CountPage(
        title=_("Periksa kas %(month)s") % {"month": month_words(month)},
        back=to_place(group, "cash:closes"),
        month_href=to_month(group, month),
        form=form,
        held=_held(group, balances),
        balance=rupiah(total),
        plain_balance=total,
    )


def _held(group: Group, balances: Mapping[int, int]) -> tuple[Held, ...]:
    sources = sources_of(group, with_closed=True)
    return tuple(Held(one.name, rupiah(balances.get(one.pk, 0))) for one in sources)


@dataclass(frozen=True)
class Piece:
    """A kind of note or coin."""

    worth: str
    number: int
    sum: str


@dataclass(frozen=True)
class Signed:
    """Who signed, and when."""

    office: str
    name: str
    at: str


@dataclass(frozen=True)
class ClosePage:
    """A closed month."""

    title: str
    back: str
    month_href: str
    held: tuple[Held, ...]
    balance: str
    pieces: tuple[Piece, ...]
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
    signatures: tuple[Signed, ...]
    countersign_action: str
    waits_for_chair: bool
    papers: tuple[Link, ...]


def close_page(group: Group, actor: Actor, close: MonthClose) -> ClosePage:
    """The record of a count, checked against the book as it stands now."""
    pieces = tuple(_pieces(close))
    signed = {one.office for one in close.signatures.all()}
    waits = CloseSignature.Office.CHAIR not in signed
    cash = close.balance + close.difference - close.at_bank
    settled = settled_by(close)
    may_sign = actor.may(May.COUNTERSIGN_CASH, group.pk) and close.closed_by_id != actor.user_id
    is_open = unsettled(group) == close
    return ClosePage(
        title=_("Berita acara pemeriksaan kas %(month)s") % {"month": month_words(close.month)},
        back=to_place(group, "cash:closes"),
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
        countersign_action=to_close(group, close.month, "cash:countersign")
        if waits and may_sign
        else "",
        waits_for_chair=waits,
        papers=tuple(
            Link(FILES[kind], to_close(group, close.month, "cash:count_paper", kind))
            for kind in ("pdf", "docx")
        ),
    )


def _pieces(close: MonthClose) -> Iterable[Piece]:
    for worth in PIECES:
        number = close.counted.get(str(worth), 0)
        if number:
            yield Piece(rupiah(worth), number, rupiah(worth * number))


def _signed(signature: CloseSignature, zone: str) -> Signed:
    at = local(signature.signed_at, zone)
    said = f"{day(at.date())}, {clock(at.time())}"
    return Signed(signature.get_office_display(), signature.name, said)


def _settle(group: Group, close: MonthClose) -> Link:
    kind = "masuk" if close.difference > 0 else "keluar"
    here = f"{to_place(group, 'cash:write')}?jenis={kind}&selisih={close.month:%Y-%m}"
    return Link(_("Catat selisih ini di buku"), here)
