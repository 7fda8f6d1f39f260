"""The LPJ keuangan: a year's account of money as an official paper, always in Indonesian."""

from collections.abc import Sequence

from django.utils.dates import MONTHS
from django.utils.translation import override

from gugus.actuals.queries.account import YearAccount
from gugus.actuals.rules.actuals import PersonHours, PlanAndSpent
from gugus.budget.papers.rab import GENERAL, amount_in_words
from gugus.cores.words.order import place_key
from gugus.funds.models import Source
from gugus.funds.papers import money_signatures
from gugus.people.models import School
from gugus.people.papers import full_name, letterhead_of
from gugus.people.rules.years import school_year_bounds, school_year_label
from gugus.platform.documents.paper import (
    Block,
    Column,
    Heading,
    Items,
    Paper,
    Paragraph,
    Table,
)
from gugus.platform.web.formats import decimal, long_date, rupiah
from gugus.programme.rules.months import SCHOOL_MONTHS

UNPLANNED = "Belanja di luar baris anggaran"
_NO = Column("No", 0.5, "center")


def account_paper(account: YearAccount) -> Paper:
    """The account as it stands on its day; a running year says so."""
    with override("id"):
        year = school_year_label(account.year)
        _first, last = school_year_bounds(account.year)
        return Paper(
            file_stem=f"LPJ keuangan {account.group.name} {year.replace('/', '-')}",
            title="LAPORAN PERTANGGUNGJAWABAN KEUANGAN",
            subtitle=f"{full_name(account.group).upper()}\nTAHUN PELAJARAN {year}",
            letterhead=letterhead_of(account.group),
            blocks=_blocks(account),
            mark="" if account.until >= last else "SEMENTARA",
            dated=account.until,
            keywords=("LPJ", "laporan keuangan", year),
        )


def figures_by_line(account: YearAccount) -> list[tuple[str, PlanAndSpent]]:
    """Lines with plan or spending, then what belongs to no line, then what no row planned."""
    by_line = account.plan.by_line
    rows = [(x.title, by_line[x.pk]) for x in account.lines if x.pk in by_line]
    if None in by_line:
        rows.append((GENERAL, by_line[None]))
    if account.plan.unplanned:
        rows.append((UNPLANNED, PlanAndSpent(0, account.plan.unplanned)))
    return rows


def source_rows(account: YearAccount) -> list[tuple[str, PlanAndSpent]]:
    """Every source with what was planned and spent of it."""
    figures = account.plan.by_source
    return [
        (one.source.name, figures.get(one.source.pk, PlanAndSpent())) for one in account.sources
    ]


def month_rows(account: YearAccount) -> list[tuple[str, PlanAndSpent]]:
    """Months in the school's order; what has no month last."""
    figures = account.plan.by_month
    months: tuple[int | None, ...] = (*SCHOOL_MONTHS, None)
    return [
        (str(MONTHS[m]) if m else "Belum ditentukan", figures[m]) for m in months if m in figures
    ]


def hour_rows(account: YearAccount) -> list[tuple[str, PersonHours]]:
    """Lines that anything was spent on or anybody sat together for."""
    return [
        (line.title, account.per_hour[line.pk])
        for line in account.lines
        if line.pk in account.per_hour
    ]


def _blocks(account: YearAccount) -> tuple[Block, ...]:
    return (
        Paragraph(f"Keadaan sampai {_date(account)}. Semua jumlah dalam rupiah bulat."),
        Heading("I. Penerimaan menurut sumber dana"),
        _income(account),
        *_schools(account),
        Heading("II. Belanja menurut program"),
        _spending(account),
        Heading("III. Saldo"),
        *_balances(account),
        Heading("IV. Rencana dan realisasi"),
        _against("Program", figures_by_line(account), account),
        _against("Sumber dana", source_rows(account), account),
        _against("Bulan", month_rows(account), account),
        Heading("V. Biaya tiap jam-orang"),
        *_hours(account),
        Heading("Catatan"),
        Items(_notes(account)),
        money_signatures(account.group, account.until),
    )


def _date(account: YearAccount) -> str:
    return long_date(account.until).partition(", ")[2]


def _income(account: YearAccount) -> Block:
    columns = (
        _NO,
        Column("Sumber dana", 2.8),
        Column("Jenis", 1.5),
        Column("Rencana", 1.5, "right"),
        Column("Diterima", 1.5, "right"),
    )
    rows = [
        (
            f"{n}.",
            one.source.name,
            str(Source.Kind(one.source.kind).label),
            rupiah(one.expected) if one.expected else "–",
            rupiah(one.received),
        )
        for n, one in enumerate(account.sources, start=1)
    ]
    expected = sum(one.expected for one in account.sources)
    whole = ("", "Jumlah", "", rupiah(expected), rupiah(account.flows.received))
    return Table(columns, (*rows, whole))


def _schools(account: YearAccount) -> tuple[Block, ...]:
    """What each school brought, where schools pay."""
    received = account.flows.received_by("school")
    names = dict(
        School.objects.filter(pk__in=[pk for pk in received if pk]).values_list("pk", "name")
    )
    if not names:
        return ()
    columns = (_NO, Column("Sekolah", 4.5), Column("Diterima", 1.6, "right"))
    rows = [
        (f"{n}.", name, rupiah(received[pk]))
        for n, (pk, name) in enumerate(
            sorted(names.items(), key=lambda one: place_key(one[1])), start=1
        )
    ]
    return (Table(columns, tuple(rows), caption="Penerimaan dari sekolah"),)


def _spending(account: YearAccount) -> Block:
    rows = [
        (f"{n}.", title, rupiah(figures.spent))
        for n, (title, figures) in enumerate(figures_by_line(account), start=1)
    ]
    columns = (_NO, Column("Program", 4.5), Column("Dibelanjakan", 1.6, "right"))
    return Table(columns, (*rows, ("", "Jumlah", rupiah(account.flows.spent))))


def _balances(account: YearAccount) -> tuple[Block, ...]:
    columns = (
        Column("Sumber dana", 2.2),
        Column("Saldo awal", 1.4, "right"),
        Column("Diterima", 1.4, "right"),
        Column("Dibelanjakan", 1.4, "right"),
        Column("Pindah", 1.2, "right"),
        Column("Saldo akhir", 1.4, "right"),
    )
    rows = [
        (
            one.source.name,
            rupiah(one.opening),
            rupiah(one.received),
            rupiah(one.spent),
            rupiah(one.moved.came - one.moved.went),
            rupiah(one.balance),
        )
        for one in account.sources
    ]
    whole = (
        "Jumlah",
        rupiah(account.opening),
        rupiah(account.flows.received),
        rupiah(account.flows.spent),
        rupiah(sum(one.moved.came - one.moved.went for one in account.sources)),
        rupiah(account.balance),
    )
    said = f"Saldo akhir {rupiah(account.balance)}. {amount_in_words(account.balance)}"
    return Table(columns, (*rows, whole)), Paragraph(said), *_last_close(account)


def _last_close(account: YearAccount) -> tuple[Block, ...]:
    close = account.last_close
    if close is None:
        return (Paragraph("Belum ada bulan yang ditutup dengan pemeriksaan kas pada tahun ini."),)
    in_cash = close.balance + close.difference - close.at_bank
    names = {str(one.source.pk): one.source.name for one in account.sources}
    rows = [(names[pk], rupiah(held)) for pk, held in close.balances.items() if pk in names]
    text = (
        f"Menurut buku {rupiah(close.balance)}; uang tunai {rupiah(in_cash)}, "
        f"di bank {rupiah(close.at_bank)}, selisih {rupiah(close.difference)}."
    )
    columns = (Column("Sumber dana", 3.0), Column("Saldo menurut buku", 1.6, "right"))
    month = f"{MONTHS[close.month.month]} {close.month.year}"
    caption = f"Pemeriksaan kas terakhir, akhir {month}"
    return (Table(columns, tuple(rows), caption=caption), Paragraph(text))


def _against(heading: str, rows: Sequence[tuple[str, PlanAndSpent]], account: YearAccount) -> Block:
    columns = (
        Column(heading, 2.6),
        Column("Anggaran", 1.5, "right"),
        Column("Realisasi", 1.5, "right"),
        Column("Sisa", 1.5, "right"),
        Column("%", 0.8, "right"),
    )
    whole = ("Jumlah", account.plan.total)
    return Table(columns, tuple(_figures(*row) for row in (*rows, whole)))


def _figures(title: str, one: PlanAndSpent) -> tuple[str, ...]:
    return (
        title,
        rupiah(one.planned),
        rupiah(one.spent),
        rupiah(one.rest) if one.rest >= 0 else f"terlampaui {rupiah(-one.rest)}",
        decimal(one.percent),
    )


def _hours(account: YearAccount) -> tuple[Block, ...]:
    columns = (
        Column("Program", 2.4),
        Column("Dibelanjakan", 1.4, "right"),
        Column("Pertemuan", 1.0, "right"),
        Column("Guru", 0.7, "right"),
        Column("Jam-orang", 1.0, "right"),
        Column("Biaya/jam-orang", 1.4, "right"),
    )
    rows = (*hour_rows(account), ("Seluruhnya", account.per_hour_in_all))
    return (
        Table(columns, tuple(_hour(*row) for row in rows)),
        Paragraph(
            "Jam-orang: jumlah jam yang benar-benar diikuti guru yang diundang pada pertemuan yang "
            "tercatat. Tanda – berarti belum ada jam yang tercatat."
        ),
    )


def _hour(title: str, one: PersonHours) -> tuple[str, ...]:
    return (
        title,
        rupiah(one.spent),
        str(one.meetings),
        str(one.people),
        decimal(one.hours),
        "–" if one.cost is None else rupiah(one.cost),
    )


def _notes(account: YearAccount) -> tuple[str, ...]:
    notes = [
        "Pembetulan dihitung pada bulan tanggal pembetulannya, seperti di Buku Kas Umum.",
        "Pemindahan antarsumber bukan penerimaan dan bukan belanja.",
    ]
    if account.plan.unplanned:
        amount = rupiah(account.plan.unplanned)
        notes.append(f"Belanja {amount} tidak menyebut baris anggaran.")
    if account.hours.unrecorded:
        number = len(account.hours.unrecorded)
        notes.append(f"{number} pertemuan belum dicatat kehadirannya dan tidak ikut dihitung.")
    if account.budget is None:
        notes.append("Tahun ini tidak memiliki anggaran yang tercatat.")
    return tuple(notes)
