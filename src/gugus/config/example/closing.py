"""Some months of the cash book: income, spending with one correction, two months counted."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image, ImageDraw

from gugus.cash.models import CashEntry
from gugus.cash.queries.book import balances_of
from gugus.cash.rules.closing import DENOMINATIONS, month_end, next_month
from gugus.cash.services.book import EntryContent
from gugus.cash.services.entries import correct_entry, write_entry
from gugus.cash.services.receipts import add_receipt
from gugus.closing.services import CashCount, close_month, countersign_month
from gugus.config.example.people import example_group
from gugus.funds.models import BudgetItem, Source
from gugus.funds.queries import sources_of
from gugus.people.access import Actor, load_actor
from gugus.people.clock import day_here
from gugus.people.models import Group, School
from gugus.people.queries import schools_of
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.models import User

_OWN, _BOS = Source.Kind.OWN, Source.Kind.BOS


@dataclass(frozen=True)
class _ExampleSpending:
    """One spending: day of the month, amount, what for, to whom, the budget item it resembles."""

    day: int
    kind: str
    amount: int
    text: str
    party: str
    item: str = ""
    number: str = ""


_MONTHS = (
    (
        _ExampleSpending(
            9, _OWN, 85_000, "Kartu kata untuk diskusi membaca", "Toko Buku Contoh", "kartu"
        ),
        _ExampleSpending(
            16, _BOS, 240_000, "Konsumsi pertemuan rutin", "Warung Bu Contoh", "konsumsi", "014"
        ),
        _ExampleSpending(
            23, _OWN, 60_000, "Fotokopi bahan pertemuan", "Fotokopi Contoh", "fotokopi"
        ),
    ),
    (
        _ExampleSpending(
            7, _BOS, 250_000, "Konsumsi pertemuan rutin", "Warung Bu Contoh", "konsumsi", "021"
        ),
        _ExampleSpending(14, _OWN, 450_000, "Kertas dan spidol", "Toko ATK Contoh", "atk", "A-77"),
        _ExampleSpending(
            21, _BOS, 300_000, "Transport narasumber", "Bapak Contoh Penyaji", "narasumber"
        ),
    ),
    (
        _ExampleSpending(
            4, _BOS, 255_000, "Konsumsi pertemuan rutin", "Warung Bu Contoh", "konsumsi", "033"
        ),
        _ExampleSpending(
            11, _OWN, 75_000, "Cetak spanduk kegiatan", "Percetakan Contoh", "spanduk"
        ),
        _ExampleSpending(18, _OWN, 30_000, "Meterai dan map", "Toko ATK Contoh", "atk"),
    ),
)


def build(now: datetime) -> None:
    """Three past months: two counted (one still without the chair), the last one to be counted."""
    made, today = example_group(), day_here(now)
    keeper = load_actor(User.objects.get(username="bendahara"))
    chair = load_actor(User.objects.get(username="ketua"))
    sources: dict[str, Source] = {kind: _source(made, kind, now) for kind in (_OWN, _BOS)}
    month = _months_before(today, len(_MONTHS))
    _openings(made, keeper, sources, month)
    for number, rows in enumerate(_MONTHS):
        for row in rows:
            entry = _spend(made, keeper, sources[row.kind], row, month)
            if number == 1 and row.amount == 450_000:
                _correct(made, keeper, entry)
            elif number < 2:
                _paper(keeper, entry)
        if number < 2:
            _count(made, keeper, chair if number == 0 else None, month)
        month = next_month(month)


def _months_before(today: date, n: int) -> date:
    """The first day of the month so many months before today's."""
    month = today.replace(day=1)
    for _month in range(n):
        month = (month - timedelta(days=1)).replace(day=1)
    return month


def _source(made: Group, kind: str, now: datetime) -> Source:
    known = next((one for one in sources_of(made) if one.kind == kind), None)
    if known is not None:
        return known
    name = str(Source.Kind(kind).label)
    return Source.objects.create(group=made, kind=kind, name=name, made_at=now)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(13, 30)))


def _openings(made: Group, keeper: Actor, sources: dict[str, Source], month: date) -> None:
    _receive(made, keeper, EntryContent(month, sources[_OWN], "Saldo awal kas kelompok", 350_000))
    for number, school in enumerate(schools_of(made).order_by("npsn")):
        day = month + timedelta(days=1 + number % 4)
        _receive(made, keeper, _from_school(day, sources[_BOS], school, 300_000))
    later = next_month(month)
    _receive(
        made, keeper,
        EntryContent(later + timedelta(days=2), sources[_OWN], "Iuran anggota semester ini", 480_000),
    )  # fmt: skip


def _from_school(day: date, source: Source, school: School, amount: int) -> EntryContent:
    return EntryContent(
        day, source, "Iuran kegiatan dari BOS", amount, party=school.name, school=school
    )


def _receive(made: Group, keeper: Actor, what: EntryContent) -> None:
    write_entry(actor=keeper, now=_at(what.dated), group=made, what=what)


def _spend(
    made: Group, keeper: Actor, source: Source, row: _ExampleSpending, month: date
) -> CashEntry:
    day = month.replace(day=row.day)
    what = EntryContent(
        day, source, row.text, 0, row.amount, row.party, row.number, _item(made, source, row, day)
    )
    return write_entry(actor=keeper, now=_at(day), group=made, what=what)


def _item(made: Group, source: Source, row: _ExampleSpending, day: date) -> BudgetItem | None:
    """The budget's row that this is spent on, where the example's budget has one."""
    rows = BudgetItem.objects.filter(
        budget__group=made,
        budget__school_year=school_year_of(day),
        source=source,
        removed_at=None,
        total__gte=row.amount,
    )
    return rows.filter(item__icontains=row.item).first() if row.item else None


def _correct(made: Group, keeper: Actor, entry: CashEntry) -> None:
    """A nought too many, put right on the next day."""
    right = EntryContent(
        entry.dated, entry.source, entry.description, 0, 45_000, entry.party, entry.paper_number,
        entry.item,
    )  # fmt: skip
    correct_entry(
        actor=keeper,
        now=_at(entry.dated + timedelta(days=1)),
        entry=entry,
        reason="Kelebihan satu nol",
        right=right,
    )


def _paper(keeper: Actor, entry: CashEntry) -> None:
    """A drawn receipt, so that nobody takes it for a real one."""
    drawn = Image.new("RGB", (480, 320), "white")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((12, 12, 468, 308), outline="black", width=2)
    lines = ("NOTA CONTOH", entry.party, entry.description, f"Rp{entry.spent:,}".replace(",", "."))
    for number, line in enumerate(lines):
        pen.text((32, 40 + number * 60), line, fill="black", font_size=22)
    out = BytesIO()
    drawn.save(out, "JPEG")
    add_receipt(actor=keeper, now=entry.made_at, entry=entry, paper=out.getvalue())


def _count(made: Group, keeper: Actor, chair: Actor | None, month: date) -> None:
    """All of it is there, to the last coin: a part at the bank, the rest counted."""
    balance = sum(balances_of(made, month_end(month)).values())
    at_bank = balance // 1_000_000 * 1_000_000
    left, pieces = balance - at_bank, dict[int, int]()
    for piece in DENOMINATIONS:
        pieces[piece], left = divmod(left, piece)
    close = close_month(
        actor=keeper,
        now=_at(month_end(month) + timedelta(days=1)),
        group=made,
        month=month,
        count=CashCount(pieces, at_bank),
    )
    if chair is not None:
        countersign_month(actor=chair, now=_at(month_end(month) + timedelta(days=2)), close=close)
