"""Spreadsheets of every kind say the same, and hostile ones are refused by their code."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from gugus.cores.formats.cells import Formula, column_of, letters
from gugus.cores.formats.dapodik import read_teacher_roster
from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.workbook import open_workbook
from tests.support import dapodik

GRID = dapodik.grid(
    [
        dapodik.teacher(nuptk="0000000000000101", HP="0800000001", email="satu@contoh.invalid"),
        dapodik.teacher("Pak Contoh Dua", sex="L", rank="III/b", duty="Wali & Kelas <I>"),
    ]
)


def refusal(data: bytes) -> FormatRefused:
    with pytest.raises(FormatRefused) as caught:
        read_teacher_roster(data)
    return caught.value


@pytest.mark.parametrize(
    "make",
    [
        dapodik.xlsx,
        lambda cells: dapodik.xlsx(cells, constant_memory=True),
        dapodik.spreadsheetml,
        lambda cells: dapodik.spreadsheetml(cells, broken=False),
        dapodik.biff,
    ],
    ids=["shared strings", "inline strings", "broken XML", "whole XML", "binary"],
)
def test_every_kind_of_file_gives_the_same_rows(make: Callable[..., bytes]) -> None:
    roster = read_teacher_roster(make(GRID))
    assert [row.row for row in roster.rows] == [6, 7]
    one, two = roster.rows
    assert (one.name, one.nuptk, one.phone) == ("Bu Contoh Satu", "0000000000000101", "0800000001")
    assert one.email == "satu@contoh.invalid"
    assert (two.name, two.sex, two.rank) == ("Pak Contoh Dua", "L", "III/b")
    assert two.additional_duty == "Wali & Kelas <I>"
    assert roster.dropped_columns[:3] == ("NIK", "No KK", "Nama Ibu Kandung")


@pytest.mark.parametrize("data", [b"", b"\0" * 600, b" \n"])
def test_empty_file(data: bytes) -> None:
    assert refusal(data).code == "empty"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Nama;Kelas\nBu Contoh;1\n", "missing_columns"),
        (b"\x00\x01\x02\x03 no text", "wrong_type"),
        (b"%PDF-1.7 ...", "wrong_type"),
        (b"<!doctype html><html><table><tr><td>Daftar Guru</td></tr></table></html>", "html"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000, "damaged"),
    ],
)
def test_wrong_types(data: bytes, code: str) -> None:
    assert refusal(data).code == code


@pytest.mark.parametrize(
    ("make", "shares"),
    [
        (dapodik.xlsx, (0.2, 0.5, 0.9)),
        (dapodik.spreadsheetml, (0.2, 0.5, 0.9)),
        # The last sectors of this one hold no cell.
        (dapodik.biff, (0.2, 0.5)),
    ],
)
def test_a_file_cut_off_anywhere_is_refused(
    make: Callable[..., bytes], shares: tuple[float, ...]
) -> None:
    whole = make(GRID)
    for share in shares:
        cut = whole[: int(len(whole) * share)]
        assert refusal(cut).code in ("damaged", "no_sheet", "missing_columns")


def test_a_flipped_byte_in_the_sheet_is_noticed() -> None:
    stored = dapodik.with_member(dapodik.xlsx(GRID), dapodik.SHEET, lambda b: b, deflate=False)
    at = stored.index(b"<sheetData>") + 60
    flipped = stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :]
    assert refusal(flipped).code == "damaged"


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def test_other_archives_are_no_workbooks() -> None:
    assert refusal(_zip(word__document_dot_xml=b"<w/>")).code == "not_workbook"
    many = _zip(**{f"m{n}": b"" for n in range(300)})
    assert refusal(many).code == "too_large"
    nested = dapodik.with_member(dapodik.xlsx(GRID), "xl/embeddings/a.zip", lambda _b: b"PK")
    assert refusal(nested).code == "nested"


def test_macro_is_refused() -> None:
    macro = dapodik.with_member(dapodik.xlsx(GRID), "xl/vbaProject.bin", lambda _b: b"x")
    assert refusal(macro).code == "macro"
    streams = {"Workbook": b"", "_VBA_PROJECT_CUR": b""}
    assert refusal(dapodik.compound(streams)).code == "macro"


def test_encrypted_workbooks_are_refused() -> None:
    assert refusal(dapodik.compound({"EncryptedPackage": b"x"})).code == "encrypted"
    assert refusal(dapodik.biff(GRID, encrypted=True)).code == "encrypted"
    whole = bytearray(dapodik.xlsx(GRID))
    directory = whole.rindex(b"PK\x01\x02")
    whole[directory + 8] |= 1
    assert refusal(bytes(whole)).code == "encrypted"


def _sheet_of(body: bytes, size: int) -> Callable[[bytes], bytes]:
    def change(sheet: bytes) -> bytes:
        head, tail = sheet.split(b"</sheetData>")
        return head + body * (size // len(body)) + b"</sheetData>" + tail

    return change


@pytest.mark.parametrize(
    ("body", "megabytes"),
    [
        (b'<row r="9"><c r="B9" t="inlineStr"><is><t>Bu Contoh</t></is></c></row>', 30),
        # Nothing but the size itself stops comments.
        (b"<!-- -->" * 8, 110),
        (b'<row r="9" x="' + b"y" * 1000, 30),
        (b'<row r="9"><c r="E9"><v>' + b"y" * 1000, 30),
    ],
    ids=["rows", "comments", "open tags", "open cells"],
)
def test_zip_bomb_is_stopped_early(body: bytes, megabytes: int) -> None:
    bomb = dapodik.with_member(
        dapodik.xlsx(GRID), dapodik.SHEET, _sheet_of(body, megabytes * 1024 * 1024)
    )
    assert len(bomb) < 2_000_000
    assert refusal(bomb).code in ("too_large", "too_many_rows", "damaged")


def test_declared_sizes_are_not_believed() -> None:
    bomb = bytearray(
        dapodik.with_member(
            dapodik.xlsx(GRID), dapodik.SHEET, _sheet_of(b'<row r="9"></row>', 5 * 1024 * 1024)
        )
    )
    at = bomb.rindex(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert refusal(bytes(bomb)).code == "damaged"


def test_too_many_rows() -> None:
    body = b'<row r="9"><c r="B9"><v>1</v></c></row>'
    many = dapodik.with_member(
        dapodik.xlsx(GRID), dapodik.SHEET, _sheet_of(body, len(body) * 100_001)
    )
    assert refusal(many).code == "too_many_rows"
    rows = [["Daftar Guru"], [], [], [], dapodik.HEADERS, *[[]] * 100_001]
    assert refusal(dapodik.spreadsheetml(rows)).code == "too_many_rows"


DTD = (
    b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("member", [dapodik.SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_document_types_and_entities_are_refused(member: str) -> None:
    def with_type(xml: bytes) -> bytes:
        head, _, rest = xml.partition(b"?>")
        return head + b"?>" + DTD + rest

    assert refusal(dapodik.with_member(dapodik.xlsx(GRID), member, with_type)).code == "dtd"


def test_document_type_in_spreadsheetml_is_refused() -> None:
    text = dapodik.spreadsheetml(GRID)
    head, _, rest = text.partition(b"?>")
    assert refusal(head + b"?>" + DTD + rest).code == "dtd"


def test_deep_nesting_does_no_harm() -> None:
    deep = dapodik.with_member(
        dapodik.xlsx(GRID),
        dapodik.SHEET,
        lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b"<a>" * 100_000),
    )
    assert read_teacher_roster(deep).rows == read_teacher_roster(dapodik.xlsx(GRID)).rows
    text = dapodik.spreadsheetml(GRID).replace(b"<Table>", b"<Table>" + b"<a>" * 100_000)
    assert refusal(text).code == "damaged"


@pytest.mark.parametrize("place", ["A1048576", "XFD18000", "XFD1048576"])
def test_a_cell_far_out_does_not_fill_the_memory(place: str) -> None:
    row = place.lstrip("AXFD")
    cell = f'<row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    far = dapodik.with_member(
        dapodik.xlsx(GRID), dapodik.SHEET, lambda xml: xml.replace(b"</sheetData>", cell)
    )
    assert refusal(far).code in ("too_large", "too_many_rows")


def test_a_cell_far_out_in_a_binary_file() -> None:
    assert refusal(dapodik.biff([["Daftar Guru"]], far=(19_000, 255))).code == "too_large"
    assert refusal(dapodik.biff([["Daftar Guru"]], far=(60_000, 2))).code == "too_many_rows"


def test_days_numbers_and_marked_cells() -> None:
    """What a cell holds, not how it looks; an unusual format makes no day of an amount."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for column, (value, form) in enumerate(
        (
            (46300, "dd/mm/yyyy"),
            (46300.5, "dd/mm/yyyy hh:mm"),
            (1_500_000, '_-"Rp"* #,##0_-'),
            (1_500_000, "[$Rp-421] #,##0"),
            (198503132010011001, "0"),
            (0.1 + 0.2, "0.00"),
            (True, None),
        )
    ):
        sheet.write(0, column, value, book.add_format({"num_format": form} if form else {}))
    sheet.write_formula(1, 0, "=1+1", None, 2)
    sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    sheet.merge_range(2, 0, 2, 3, "Gabung")
    book.close()
    first, second, third = open_workbook(out.getvalue())[0].head(3)
    assert list(first[1].values()) == [
        *("2026-10-05", "2026-10-05 12:00:00", "1500000", "1500000"),
        *("198503132010011008", "0.3", "1"),
    ]
    assert [type(cell) for cell in second[1].values()] == [Formula, Formula]
    assert third == (3, {0: "Gabung"})


def test_unusual_writers_are_read_by_the_parser() -> None:
    """Prefixes, other attribute order, cells without addresses: slower, never wrong."""
    plain = dapodik.xlsx(GRID, constant_memory=True)

    def prefixed(xml: bytes) -> bytes:
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"is", b"t"):
            xml = xml.replace(b"<" + tag + b" ", b"<x:" + tag + b" ")
            xml = xml.replace(b"<" + tag + b">", b"<x:" + tag + b">")
            xml = xml.replace(b"</" + tag + b">", b"</x:" + tag + b">")
        return xml.replace(b"<x:worksheet ", b'<x:worksheet xmlns:x="urn:x" ')

    def other_order(xml: bytes) -> bytes:
        import re

        return re.sub(rb'<c (r="[A-Z]+[0-9]+") (t="\w+")', rb"<c \2 \1", xml)

    def no_addresses(xml: bytes) -> bytes:
        import re

        return re.sub(rb'<(c|row) r="\w+"', rb"<\1", xml)

    expected = read_teacher_roster(plain).rows
    for change in (prefixed, other_order, no_addresses):
        assert (
            read_teacher_roster(dapodik.with_member(plain, dapodik.SHEET, change)).rows == expected
        )


@pytest.mark.parametrize(
    ("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_column_names(number: int, name: str) -> None:
    assert letters(number) == name
    assert column_of(name) == number
