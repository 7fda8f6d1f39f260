"""The Daftar Guru layout: title, header, columns, cells."""

import re

import pytest

from gugus.cores.formats.dapodik import read_teacher_roster
from gugus.cores.formats.errors import FormatRefused
from tests.support import dapodik
from tests.support.dapodik import grid, roster_file, spreadsheetml, teacher, xlsx


def refusal(data: bytes) -> FormatRefused:
    with pytest.raises(FormatRefused) as caught:
        read_teacher_roster(data)
    return caught.value


@pytest.mark.parametrize(
    ("title", "code", "names"),
    [
        ("Daftar Tenaga Kependidikan", "other_list", ("staff",)),
        ("DAFTAR PESERTA  DIDIK", "other_list", ("pupils",)),
        ("Rekap Pembelajaran", "other_list", ("lessons",)),
        ("Daftar Pendidik dan Tenaga Kependidikan", "other_list", ("blank_template",)),
        ("Daftar Tenaga Kependidikan SDN Rekaan 01", "other_list", ("staff",)),
    ],
)
def test_other_titles(title: str, code: str, names: tuple[str, ...]) -> None:
    caught = refusal(roster_file(teacher(), title=title))
    assert (caught.code, caught.names) == (code, names)


@pytest.mark.parametrize("title", ["Nilai Rapor", "", "DAFTAR  GURU SDN Rekaan", "Data GTK 2026"])
def test_the_headings_decide_whatever_the_title_says(title: str) -> None:
    assert read_teacher_roster(roster_file(teacher(), title=title)).rows[0].name == "Bu Contoh Satu"
    moved = [[], ["", "", title], [], *grid([teacher()])[4:]]
    assert [row.row for row in read_teacher_roster(xlsx(moved)).rows] == [5]
    assert len(read_teacher_roster(xlsx(grid([teacher()])[4:])).rows) == 1


def test_columns_in_any_order_and_extra_ones() -> None:
    headers = ["NIK", "Kolom Baru", *reversed(dapodik.HEADERS[1:-2])]
    roster = read_teacher_roster(roster_file(teacher(nuptk="0000000000000101"), headers=headers))
    assert roster.rows[0].name == "Bu Contoh Satu"
    assert roster.rows[0].nuptk == "0000000000000101"
    assert "Kolom Baru" in roster.dropped_columns


def test_header_further_down_and_blank_rows_between() -> None:
    cells = grid([teacher()])
    cells[4:4] = [[]] * 20
    cells.insert(-1, [])
    assert [row.row for row in read_teacher_roster(xlsx(cells)).rows] == [27]
    cells[4:4] = [[]] * 10
    assert refusal(xlsx(cells)).code == "missing_columns"


def test_header_of_two_tiers() -> None:
    upper = ["No", "Nama", "NUPTK", "NIP", "Keterangan", "", "Data Ayah", ""]
    lower = ["", "", "", "", "HP", "Tugas Tambahan", "Nama", "NIK"]
    row = ["1", "Bu Contoh Satu", "-", "-", "0800", "Wali kelas", "Ayah Rahasia", "320199"]
    cells = [["Daftar Guru"], [], upper, lower, row]
    roster = read_teacher_roster(xlsx(cells))
    assert roster.rows[0].name == "Bu Contoh Satu"
    assert (roster.rows[0].phone, roster.rows[0].additional_duty) == ("0800", "Wali kelas")
    assert "Data Ayah: Nama" in roster.dropped_columns
    assert roster.header_row == 4


def test_names_of_merged_cells_above_the_second_tier() -> None:
    upper = ["Nama", "", "", "HP"]
    lower = ["", "NUPTK", "NIP", ""]
    cells = [["Daftar Guru"], upper, lower, ["Bu Contoh Satu", "", "", "0800"]]
    row = read_teacher_roster(xlsx(cells)).rows[0]
    assert (row.name, row.phone) == ("Bu Contoh Satu", "0800")


def test_missing_and_double_columns_are_named() -> None:
    headers = ["Nama", "JK", "HP"]
    assert refusal(roster_file(teacher(), headers=headers)).names == ("NUPTK", "NIP", "PegID")
    headers = ["Nama", "NUPTK", "NIP", "Nama"]
    caught = refusal(roster_file(teacher(), headers=headers))
    assert (caught.code, caught.names) == ("duplicate_columns", ("Nama",))


def test_no_teacher_below_the_header() -> None:
    assert refusal(roster_file()).code == "no_rows"
    assert refusal(xlsx([*grid([]), ["-", "-", ""]])).code == "no_rows"


@pytest.mark.parametrize("blank", ["", "-", " - ", "–"])
def test_blanks_mean_empty(blank: str) -> None:
    row = read_teacher_roster(roster_file(teacher(nuptk=blank, nip=blank, HP=blank))).rows[0]
    assert (row.nuptk, row.nip, row.phone) == ("", "", "")


def test_landline_stands_in_for_a_missing_mobile() -> None:
    rows = read_teacher_roster(
        roster_file(teacher(Telepon="0251", HP="-"), teacher(Telepon="0251", HP="0800"))
    ).rows
    assert [row.phone for row in rows] == ["0251", "0800"]


@pytest.mark.parametrize("make", [xlsx, spreadsheetml, dapodik.biff])
def test_long_numbers_stored_as_numbers_have_lost_digits(make) -> None:  # type: ignore[no-untyped-def]
    cells = grid(
        [
            teacher(nip=198503132010011001),
            teacher(nuptk=908301661318609.0 * 10),
            teacher(nip="1.98503E+17"),
            teacher(HP=81234567890),
        ]
    )
    rows = read_teacher_roster(make(cells)).rows
    assert [row.problems for row in rows] == [
        ("digits_lost:nip",),
        ("digits_lost:nuptk",),
        ("digits_lost:nip",),
        (),
    ]
    assert rows[3].phone == "081234567890"


def test_formula_in_a_kept_column_marks_its_row_only() -> None:
    data = roster_file(teacher(nip="=1+1"), teacher(NIK="=1+1"), teacher("=A1&B1"))
    assert [row.problems for row in read_teacher_roster(data).rows] == [
        ("formula:nip",),
        (),
        ("formula:name",),
    ]


def test_formula_in_the_header_refuses_the_file() -> None:
    cells = grid([teacher()])
    cells[4].append("=1+1")
    assert refusal(xlsx(cells)).code == "formula"


def test_rich_text_in_spreadsheetml_is_read_without_its_tags() -> None:
    rich = (
        b'<Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">'
        b'<B>Bu Contoh</B><Font html:Size="9"> Satu</Font> & <x</Data>'
    )
    data = spreadsheetml(grid([teacher("GANTI")])).replace(
        b'<Data ss:Type="String">GANTI</Data>', rich
    )
    assert read_teacher_roster(data).rows[0].name == "Bu Contoh Satu & <x"


def test_an_error_value_in_a_workbook_marks_its_row() -> None:
    data = dapodik.with_member(
        roster_file(teacher(nip="=NA()")),
        dapodik.SHEET,
        lambda xml: re.sub(rb'(<c r="G6")[^>]*>.*?</c>', rb'\1 t="e"><v>#N/A</v></c>', xml),
    )
    assert read_teacher_roster(data).rows[0].problems == ("cell_error:nip",)


def test_errors_in_cells() -> None:
    data = spreadsheetml(grid([teacher(email="GALAT")])).replace(b'"String">GALAT', b'"Error">#N/A')
    assert read_teacher_roster(data).rows[0].problems == ("cell_error:email",)


def test_sensitive_values_never_leave_the_reader() -> None:
    for make in (xlsx, spreadsheetml, dapodik.biff):
        told = repr(read_teacher_roster(make(grid([teacher()]))))
        for value in dapodik.SECRETS.values():
            assert value not in told


def test_progress_is_told_and_ends_at_the_end() -> None:
    heard: list[tuple[int, int]] = []
    read_teacher_roster(roster_file(teacher()), lambda *step: heard.append(step))
    assert heard
    assert all(0 <= done <= total for done, total in heard)


def test_the_second_sheet_may_be_the_roster() -> None:
    import io

    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("Catatan").write_string(0, 0, "Catatan operator")
    sheet = book.add_worksheet("Sheet1")
    for number, row in enumerate(grid([teacher()])):
        sheet.write_row(number, 0, row)
    book.close()
    assert read_teacher_roster(out.getvalue()).rows[0].name == "Bu Contoh Satu"
