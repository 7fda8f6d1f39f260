"""Counting the cash and closing a month; the chair's countersign."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.cash.models import CloseSignature, MonthClose
from gugus.cash.queries.book import balances_of
from gugus.cash.queries.closing import digest_until, next_close_of
from gugus.cash.rules.closing import CloseFault, cash_value, month_end
from gugus.cash.services.book import lock_book
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.web.formats import rupiah


@dataclass(frozen=True)
class CashCount:
    """What was counted: {100000: 4, 500: 3}, what stands at the bank, and why it differs."""

    pieces: Mapping[int, int] = field(default_factory=dict)
    at_bank: int = 0
    explanation: str = ""
    # What the book said on the page that was filled in.
    seen: int | None = None


def close_month(
    *, actor: Actor, now: datetime, group: Group, month: date, count: CashCount
) -> MonthClose:
    """Close a month with what was counted; whoever closes signs as treasurer."""
    with transaction.atomic():
        group = lock_book(group)
        _check_turn(group, month, day_of(group, now))
        balances = balances_of(group, month_end(month))
        balance = sum(balances.values())
        difference = cash_value(count.pieces) + count.at_bank - balance
        _check_count(count, balance, difference)
        close = MonthClose.objects.create(
            group=group,
            month=month,
            balances={str(pk): held for pk, held in balances.items()},
            balance=balance,
            counted={str(piece): n for piece, n in count.pieces.items() if n},
            at_bank=count.at_bank,
            difference=difference,
            explanation=count.explanation,
            digest=digest_until(group, month),
            closed_at=now,
            closed_by_id=actor.user_id,
        )
        _sign(actor, now, close, CloseSignature.Office.TREASURER)
        record(actor.user_id, now, "month_close.created", close, close.group_id)
    return close


def _check_turn(group: Group, month: date, today: date) -> None:
    turn = next_close_of(group, today)
    if turn.month is None:
        raise Refused(_fault_words(CloseFault.EMPTY))
    if month != turn.month:
        raise Refused(_fault_words(CloseFault.ORDER))
    if not turn.due:
        raise Refused(_fault_words(CloseFault.RUNNING))


def _check_count(count: CashCount, balance: int, difference: int) -> None:
    if count.seen is not None and count.seen != balance:
        raise Refused(
            _(
                "Isi buku berubah sejak halaman ini dibuka: saldonya sekarang %(balance)s. Hitungan "
                "Anda tetap di bawah. Periksa, lalu tutup lagi."
            )
            % {"balance": rupiah(balance)}
        )
    if difference and not count.explanation:
        raise Refused(
            _(
                "Uang yang dihitung berbeda %(sum)s dari buku. Hitung sekali lagi; kalau memang "
                "begitu, tulis sebabnya."
            )
            % {"sum": rupiah(difference)},
            "explanation",
        )


def _fault_words(fault: CloseFault) -> str:
    return {
        CloseFault.EMPTY: _("Buku kas masih kosong: belum ada bulan yang ditutup."),
        CloseFault.ORDER: _(
            "Bulan ditutup berurutan, dan bulan ini bukan gilirannya. Muat ulang halaman untuk "
            "melihat bulan berikutnya."
        ),
        CloseFault.RUNNING: _("Bulan ini belum selesai. Kas diperiksa setelah hari terakhirnya."),
    }[fault]


def countersign_month(*, actor: Actor, now: datetime, close: MonthClose) -> CloseSignature:
    """Record the chair's signature (idempotent). The person who counted cannot countersign."""
    with transaction.atomic():
        lock_book(close.group)
        known: CloseSignature | None = close.signatures.filter(
            office=CloseSignature.Office.CHAIR
        ).first()
        if known is not None:
            return known
        if close.closed_by_id == actor.user_id:
            raise Refused(
                _("Anda sendiri yang menghitung kas ini. Mintalah ketua yang lain mengesahkannya.")
            )
        if digest_until(close.group, close.month) != close.digest:
            raise Refused(
                _(
                    "Isi buku tidak lagi cocok dengan sidik berita acara ini, jadi tidak disahkan. "
                    "Pulihkan cadangan terakhir yang cocok."
                )
            )
        signature = _sign(actor, now, close, CloseSignature.Office.CHAIR)
        record(actor.user_id, now, "month_close.countersigned", close, close.group_id)
    return signature


def _sign(
    actor: Actor, now: datetime, close: MonthClose, office: CloseSignature.Office
) -> CloseSignature:
    signature: CloseSignature = CloseSignature.objects.create(
        close=close, office=office, name=actor.name, signed_at=now, signed_by_id=actor.user_id
    )
    return signature
