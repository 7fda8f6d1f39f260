"""Tables as pasted, events beside those that stand, words on weekdays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.calendar.rules.comparison import (
    EventVerdict,
    ExistingEvent,
    ImportedEvent,
    compare_events,
)
from gugus.calendar.rules.kinds import guess_event_kind
from gugus.calendar.rules.pasted_table import EventRowFault, read_event_rows
from gugus.calendar.rules.polls import DayCount, best_days, count_days, is_complete
from gugus.cores.formats.sheets import table_of
from gugus.cores.holidays import holidays_between


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_event_rows(table_of(text), 2026)


def rows(text: str) -> list[tuple[int, str, str]]:
    return [
        (row.number, row.title, f"{row.days.first:%d%m}-{row.days.last:%d%m}" if row.days
         else str(row.fault))
        for row in read_event_rows(table_of(text), 2026)
    ]  # fmt: skip


def test_signs_that_no_database_takes_are_blanks() -> None:
    (row,) = read_event_rows([["Ra\x00pat\x1b \ud800kerja", "17/8/2026"]], 2026)
    assert row.title == "Ra pat kerja"


def test_a_table_from_a_spreadsheet() -> None:
    text = (
        "No\tKegiatan\tTanggal mulai\tTanggal selesai\r\n"
        "1\tUpacara HUT RI\t17/08/2026\t17/08/2026\r\n"
        "2\tAsesmen Sumatif\t46360\t46364\r\n"
        "\r\n"
        "3\tLibur semester\t21 Desember 2026 s.d. 2 Januari 2027\r\n"
        "4\tSalah\t31/9/2026\r\n"
        "5\tBelum pasti\tmenyusul\r\n"
        "6\t\t3 September 2026\r\n"
        "7\tTerbalik\t5/9/2026\t3/9/2026\r\n"
    )
    assert rows(text) == [
        (2, "Upacara HUT RI", "1708-1708"),
        (3, "Asesmen Sumatif", "0412-0812"),
        (5, "Libur semester", "2112-0201"),
        (6, "Salah", EventRowFault.NO_SUCH_DAY),
        (7, "Belum pasti", EventRowFault.NO_DATE),
        (8, "6 3 September 2026", EventRowFault.NO_TITLE),
        (9, "Terbalik", EventRowFault.ENDS_BEFORE),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "17 Agustus 2026;Upacara",
        "Upacara|17 Agustus 2026",
        "Upacara, 17 Agustus 2026",
        "Upacara, Senin, 17 Agustus 2026",
        '"Upacara",17/8/2026',
        '"Upacara"\t"17/8/2026"',
        "Tanggal\tAcara\n2026-08-17\tUpacara",
        "Acara\tTanggal\tJenis\tSekolah\nUpacara\t17/8/2026",
    ],
)
def test_columns_in_any_order_and_with_any_mark(text: str) -> None:
    assert [(title, days) for _number, title, days in rows(text)] == [("Upacara", "1708-1708")]


def event(
    title: str, first: int, last: int | None = None, uid: str = "", number: int = 0
) -> ImportedEvent:
    return ImportedEvent(number, title, date(2026, 8, first), date(2026, 8, last or first), uid)


def stands(
    pk: int, title: str, first: int, last: int | None = None, uid: str = ""
) -> ExistingEvent:
    return ExistingEvent(pk, title, date(2026, 8, first), date(2026, 8, last or first), uid)


def verdicts(*found: object) -> list[tuple[str, int | None]]:
    return [
        (one.verdict, one.existing.pk if one.existing else None) for one in compare_events(*found)
    ]


def test_without_a_uid_the_same_title_and_days_are_the_same() -> None:
    old = [stands(1, "Upacara HUT RI", 17)]
    assert verdicts([event("upacara  HUT-RI", 17)], old) == [("same", 1)]
    assert verdicts([event("Upacara HUT RI", 18)], old) == [("new", None)]
    assert verdicts([event("Rapat", 1), event("rapat", 1)], []) == [("new", None)]


def test_a_uid_finds_its_event_whatever_changed() -> None:
    old = [stands(1, "Kemah", 5, 6, "k"), stands(2, "Kemah", 5, 6)]
    assert verdicts([event("Kemah", 5, 6, "k")], old) == [("same", 1)]
    assert verdicts([event("Kemah besar", 5, 7, "k")], old) == [("changed", 1)]
    assert verdicts([event("Kemah", 20, 21, "k")], old) == [("changed", 1)]


def test_of_a_series_what_the_file_no_longer_holds_is_gone() -> None:
    old = [stands(1, "Rapat", 3, uid="r"), stands(2, "Rapat", 10, uid="r"),
           stands(3, "Rapat", 17, uid="r")]  # fmt: skip
    assert verdicts([event("Rapat", 3, uid="r"), event("Rapat", 11, uid="r")], old) == [
        ("same", 1), ("changed", 2), ("gone", 3),
    ]  # fmt: skip
    # A file that does not name it at all says nothing about it; one that calls it off does.
    assert verdicts([event("Lain", 1, uid="x")], old) == [("new", None)]
    assert verdicts([], old, ["r"]) == [("gone", 1), ("gone", 2), ("gone", 3)]


@given(
    st.lists(
        st.builds(
            event, st.sampled_from("AB"), st.integers(1, 28), uid=st.sampled_from(["", "u", "v"])
        )
    )
)
def test_what_was_taken_is_the_same_when_read_again(read: list[ImportedEvent]) -> None:
    taken = [one.event for one in compare_events(read, []) if one.event]
    old = [ExistingEvent(n, e.title, e.first, e.last, e.uid) for n, e in enumerate(taken)]
    assert {one.verdict for one in compare_events(read, old)} <= {EventVerdict.SAME}
    marks = [(e.uid, e.first) for e in taken if e.uid]
    assert len(marks) == len(set(marks))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Cuti bersama Idul Fitri", "joint_leave"),
        ("Libur akhir semester", "school_break"),
        ("ANBK SD", "exam"),
        ("Rapat dinas", "district"),
        ("Pembagian rapor", "school_event"),
        ("Arisan", "other"),
        # What takes a day off back comes before the day off.
        ("Hari Pahlawan (bukan libur)", "other"),
        ("Hari Guru Nasional - bukan hari libur", "other"),
        ("Hari Kartini, tidak libur", "other"),
        ("Tidak ada libur", "other"),
        ("Libur dibatalkan", "other"),
        ("Isra Mi’raj (tetap masuk)", "other"),
        ("Masuk setelah libur semester", "other"),
        ("Bukan cuti bersama", "other"),
        # National holidays by their names, however they are written.
        ("Hari Raya Natal", "holiday"),
        ("Idul Fitri (tentatif)", "holiday"),
        ("Libur Idul Fitri 1448 H", "holiday"),
        ("ISRA MI'RAJ Nabi Muhammad SAW", "holiday"),
        ("Wafat Isa Almasih", "holiday"),
        ("Jum’at Agung", "holiday"),
        ("HUT RI ke-81", "holiday"),
        ("Tahun Baru 2027", "holiday"),
        ("Libur peringatan Maulid Nabi", "holiday"),
        ("Cuti Bersama Natal", "joint_leave"),
        # What is done for a feast is no day off, and a new school year no new year.
        ("Perayaan Natal bersama", "other"),
        ("Lomba 17 Agustus", "school_event"),
        ("Upacara HUT RI", "district"),
        ("Pesantren Ramadan", "school_break"),
        ("Hari pertama tahun baru pelajaran", "other"),
        *((f"{name} semester 1", "exam") for name in ("ATS", "AAS", "SAS", "STS", "PSAJ", "PAS")),
        ("psaj kelas VI", "exam"),
        ("Pembagian rapor ATS", "school_event"),
        ("Pas foto siswa", "other"),
    ],
)
def test_a_first_guess_at_the_kind(title: str, kind: str) -> None:
    assert guess_event_kind(title) == kind


def test_words_on_weekdays_are_counted_and_compared() -> None:
    votes = [(1, "can"), (1, "can"), (1, "cannot"), (2, "maybe"), (2, "can"), (9, "can")]
    counts = count_days([1, 2, 3], votes)
    assert counts == (DayCount(1, 2, 0, 1), DayCount(2, 1, 1, 0), DayCount(3, 0, 0, 0))
    # Nobody spoke of the third; the second shuts nobody out.
    assert best_days(counts) == (2,)
    assert best_days(count_days([1, 2], [])) == ()
    assert is_complete({1: "can", 2: "maybe"}, [1, 2])
    assert not is_complete({1: "can"}, [1, 2])


def test_the_library_and_the_table_name_the_same_days() -> None:
    """A decree that gives another day, or another name to one, is met here."""
    days = holidays_between(date(2025, 1, 1), date(2027, 12, 31))
    unnamed = {one.name_id for one in days if guess_event_kind(one.name_id) == "other"}
    assert not unnamed
