"""Calendars as offices send them: pasted tables, several sheets, days counted from 1904."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

import pytest
import xlsxwriter

from gugus.calendar.forms.events import CalendarEventForm
from gugus.people.rules.roles import Role
from gugus.platform.interchange.models import ImportDraft
from tests.support.calendar_drafts import at, drafted
from tests.support.html import page_of
from tests.support.trials import trial
from tests.support.world import World

NEW_YEAR_BREAK = ("Libur semester", "2112-0201")


def events(draft: ImportDraft) -> dict[str, list[str]]:
    """Days by title of what was read as events, in the order of the file."""
    found: dict[str, list[str]] = {}
    for row in draft.rows.exclude(verdict="unread").order_by("number"):
        first, last = (date.fromisoformat(row.values[name]) for name in ("first", "last"))
        found.setdefault(row.values["title"], []).append(f"{first:%d%m}-{last:%d%m}")
    return found


def unread(draft: ImportDraft) -> list[str]:
    rows = draft.rows.filter(verdict="unread").order_by("number")
    return [row.values["title"] for row in rows]


def book(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    hidden: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    since_1904: bool = False,
) -> bytes:
    out = io.BytesIO()
    file = xlsxwriter.Workbook(out, {"date_1904": since_1904})
    for name, rows in sheets.items():
        sheet = file.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for number in hidden_rows:
            sheet.set_row(number - 1, None, None, {"hidden": True})
        if name in hidden:
            sheet.hide()
        else:
            # What is in front cannot be hidden.
            sheet.set_first_sheet()
            sheet.activate()
    file.close()
    return out.getvalue()


def test_a_pasted_calendar_of_the_office(world: World) -> None:
    draft = drafted(world, trial("06-kaldik-pasted.txt").decode())
    assert unread(draft) == ["Kegiatan tengah semester"]
    found = events(draft)
    assert len(found) == 20
    assert found["Asesmen Tengah Semester"] == ["2109-2609"]
    assert found["ATS susulan"] == ["2809-0310"]
    assert found["Awal Ramadan"] == ["0802-1002"]
    assert found["Libur Idul Fitri"] == ["0503-2003"]
    assert found["Cuti bersama"] == ["2412-2412", "3112-3112"]
    assert found["ANBK"] == ["2408-2708"]
    assert found["Hari Guru"] == ["2511-2511"]
    assert found["Wafat Isa"] == ["2603-2603"]


def test_the_calendar_stands_on_the_second_sheet(world: World) -> None:
    draft = drafted(world, trial("35c-second-sheet.xlsx"))
    assert events(draft) == {
        "Asesmen akhir semester": ["0712-1212"],
        NEW_YEAR_BREAK[0]: [NEW_YEAR_BREAK[1]],
    }
    assert not unread(draft)
    assert draft.notes["sheets"] == {"read": ["Kaldik"], "left": [["Sampul", "no_headings"]]}


def test_all_sheets_with_events_are_read_and_a_hidden_one_never_wins(world: World) -> None:
    old = [["Kegiatan", "Tanggal"], ["Rapat lama", "1 Oktober 2026"]]
    first = [["KALENDER"], [], ["Kegiatan", "Tanggal"], ["Rapat", "5 Oktober 2026"]]
    second = [["Kegiatan", "Tanggal"], ["Lomba", "2 Maret 2027"], ["Gladi", "menyusul"]]
    sheets = {"Lama": old, "Smt 1": first, "Smt 2": second, "Catatan": [["hubungi dinas"]]}
    draft = drafted(world, book(sheets, hidden=["Lama"]))
    assert events(draft) == {"Rapat": ["0510-0510"], "Lomba": ["0203-0203"]}
    assert unread(draft) == ["Gladi"]
    assert draft.notes["sheets"]["read"] == ["Smt 1", "Smt 2"]
    assert draft.notes["sheets"]["left"] == [["Lama", "hidden"], ["Catatan", "no_headings"]]
    only = drafted(world, book({"Kosong": [["x"]], "Lama": old}, hidden=["Lama"]))
    assert events(only) == {"Rapat lama": ["0110-0110"]}


def test_hidden_rows_are_marked_on_the_page(world: World) -> None:
    table = [["Kegiatan", "Tanggal"], ["Rapat", "5 Oktober 2026"], ["Lomba", "6 Oktober 2026"]]
    draft = drafted(world, book({"Kaldik": table}, hidden_rows=[3]))
    assert draft.notes["hidden"] == [3]

    answer = world.client(Role.SECRETARY).get(at(world, "calendar:event_draft", draft.pk))
    page = page_of(answer)
    assert "tersembunyi di berkasnya" in page.entry("Lomba")
    assert "tersembunyi di berkasnya" not in page.entry("Rapat")
    assert "1 baris tersembunyi" in page


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_as_bare_numbers(world: World, since_1904: bool) -> None:
    serial = 46300 - (1462 if since_1904 else 0)
    data = book({"K": [["Kegiatan", "Tanggal"], ["Rapat", serial]]}, since_1904=since_1904)
    assert events(drafted(world, data)) == {"Rapat": ["0510-0510"]}


def test_two_tiers_of_headings_and_other_columns(world: World) -> None:
    table = [
        ["KALENDER PENDIDIKAN 2026/2027"], ["Dinas Pendidikan"],
        ["No", "Uraian kegiatan", "Tanggal", "", "Jam", "Kelas"],
        ["", "", "Mulai", "Selesai", "", ""],
        [1, "Asesmen", "Senin, 7 Desember 2026", "Jum’at, 11 Des 2026", "07.30 - 10.00", "1-6"],
    ]  # fmt: skip
    draft = drafted(world, book({"K": table}))
    assert events(draft) == {"Asesmen": ["0712-1112"]}
    assert not unread(draft)


LINES = "Kegiatan;Tanggal\r\nRapat dinas – awal;Jum’at, 9 Oktober 2026\r\n"


@pytest.mark.parametrize(
    "data",
    [
        LINES.encode("cp1252"),
        LINES.encode("utf-8-sig"),
        LINES.encode(),
        LINES.encode("utf-16"),
        LINES.replace(";", "\t").encode("utf-16-le"),
        LINES.replace(";", "\t").encode("utf-16-be"),
        ("sep=;\r\n" + LINES).encode("cp1252"),
        ('"sep=;"\n' + LINES.replace("\r\n", "\n")).encode("utf-8-sig"),
        ("sep=|\r\n" + LINES.replace(";", "|")).encode(),
        LINES.replace(";", "\t").replace("\r\n", "\r").encode("cp1252"),
        b'Kegiatan,Tanggal\nRapat dinas \x96 awal,"Jum\x92at, 9 Oktober 2026"\n',
    ],
    ids=range(11),
)
def test_tables_as_text_of_every_program(world: World, data: bytes) -> None:
    draft = drafted(world, data)
    assert events(draft) == {"Rapat dinas – awal": ["0910-0910"]}
    assert not unread(draft)


@pytest.mark.parametrize(
    "typed", ["Jum’at, 9 Okt. 2026", "09 - 10 - 2026", "2026/10/09", "9 Oktober 2026", "2026-10-09"]
)
def test_a_form_reads_days_as_the_imports_do(world: World, typed: str) -> None:
    posted = {"kind": "other", "title": "Rapat", "first_day": typed, "blocks": "1"}
    form = CalendarEventForm(posted, group=world.group)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["first_day"] == date(2026, 10, 9)
    wrong = CalendarEventForm({**posted, "first_day": "9 Oktober"}, group=world.group)
    assert "25/11/2026" in str(wrong.errors["first_day"])
