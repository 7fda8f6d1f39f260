"""Makes Dapodik-like files for tests, whole ones and hostile ones. All persons are invented."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

import xlsxwriter

HEADERS = [
    *("No", "Nama", "NUPTK", "JK", "Tempat Lahir", "Tanggal Lahir", "NIP", "Status Kepegawaian"),
    *("Jenis PTK", "Agama", "Telepon", "HP", "Email", "Tugas Tambahan", "Pangkat Golongan"),
    *("Nama Ibu Kandung", "Nama Suami/Istri", "NPWP", "Bank", "Nomor Rekening Bank", "NIK"),
    "No KK",
]
# What must never be found anywhere after an import.
SECRETS = {
    "NIK": "3201999900000001",
    "No KK": "3201999900000002",
    "Nama Ibu Kandung": "Ibu Rahasia Rekaan",
    "Nama Suami/Istri": "Pasangan Rahasia Rekaan",
    "NPWP": "099990000000003",
    "Nomor Rekening Bank": "0099990004",
    "Bank": "BANK RAHASIA REKAAN",
}
Row = Mapping[str, object]


def teacher(name: str = "Bu Contoh Satu", **values: object) -> dict[str, object]:
    """A row with secrets in it; keywords: nuptk, nip, sex, phone, ... or any header."""
    names = {
        "nuptk": "NUPTK",
        "nip": "NIP",
        "sex": "JK",
        "phone": "HP",
        "email": "Email",
        "employment": "Status Kepegawaian",
        "kind": "Jenis PTK",
        "duty": "Tugas Tambahan",
        "rank": "Pangkat Golongan",
    }
    row: dict[str, object] = {"Nama": name, "JK": "P", "Jenis PTK": "Guru Kelas", **SECRETS}
    row.update({names.get(key, key): value for key, value in values.items()})
    return row


def grid(
    rows: Iterable[Row], *, headers: Sequence[str] = HEADERS, title: str = "Daftar Guru"
) -> list[list[object]]:
    """The cells of an export: title rows, header in row 5, data from row 6."""
    head = [[title], ["SDN Rekaan 01"], ["Kec. Rekaan"], ["Tanggal Unduh: 2026-07-01 08:00:00"]]
    return [*head, list(headers), *([row.get(name, "-") for name in headers] for row in rows)]


def xlsx(cells: Sequence[Sequence[object]], **options: object) -> bytes:
    """A workbook; text is written as text, numbers as numbers, '=...' as formulas."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    sheet = book.add_worksheet("Sheet1")
    for number, row in enumerate(cells):
        for column, value in enumerate(row):
            if isinstance(value, str) and not value.startswith("="):
                sheet.write_string(number, column, value)
            else:
                sheet.write(number, column, value)
    book.close()
    return out.getvalue()


def roster_file(*rows: Row, **options: str) -> bytes:
    """An .xlsx export with these teachers."""
    return xlsx(grid(rows, **options))  # type: ignore[arg-type]


def spreadsheetml(cells: Sequence[Sequence[object]], *, broken: bool = True) -> bytes:
    """SpreadsheetML; `broken` leaves & and < as they are, as Dapodik does."""
    text = str if broken else escape
    rows = "".join(
        "<Row>"
        + "".join(
            f'<Cell><Data ss:Type="{"String" if isinstance(v, str) else "Number"}">'
            f"{text(str(v))}</Data></Cell>"
            for v in row
        )
        + "</Row>\n"
        for row in cells
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="Sheet1"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def with_member(
    workbook: bytes, name: str, change: Callable[[bytes], bytes], *, deflate: bool = True
) -> bytes:
    """The workbook with one member replaced (or added, from b'')."""
    out = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", kind) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, change(old.read(name) if name in old.namelist() else b""))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def biff(
    cells: Sequence[Sequence[object]],
    *,
    encrypted: bool = False,
    far: tuple[int, int] | None = None,
) -> bytes:
    """A binary .xls (BIFF8) of text and number cells; `far` is a further cell somewhere."""
    sheet = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))]
    for row, values in enumerate(cells):
        sheet += [_cell(row, column, value) for column, value in enumerate(values)]
    if far is not None:
        sheet.append(_cell(*far, 1.0))
    sheet.append(_record(0x000A, b""))
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if encrypted:
        start += _record(0x002F, b"\1\0" * 3)
    name = b"Sheet1"
    bound_length = 4 + 8 + len(name)
    offset = len(start) + bound_length + 4
    bound = _record(0x0085, struct.pack("<IBBBB", offset, 0, 0, len(name), 0) + name)
    return compound({"Workbook": start + bound + _record(0x000A, b"") + b"".join(sheet)})


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _cell(row: int, column: int, value: object) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, float(value)))  # type: ignore[arg-type]


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (MS-CFB) with these streams, each padded past the small-stream limit."""
    sector = 512
    padded = {name: body.ljust(4096, b"\0") for name, body in streams.items()}
    sizes = {name: -(-len(body) // sector) for name, body in padded.items()}
    directory_sectors = -(-(len(streams) + 1) // 4)
    total = 1 + directory_sectors + sum(sizes.values())
    assert total <= 128 - 1, "one FAT sector is enough for tests"
    fat = [0xFFFFFFFD, *_chain(1, directory_sectors)]
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    at = 1 + directory_sectors
    for place, (name, body) in enumerate(padded.items(), start=1):
        following = place + 1 if place < len(padded) else 0xFFFFFFFF
        entries.append(_entry(name, 2, at, len(body), right=following))
        fat += _chain(at, sizes[name])
        at += sizes[name]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\0" * 16,
        *(0x3E, 3, 0xFFFE, 9, 6),
        b"\0" * 6,
        *(0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0),
    )
    header += struct.pack("<108I", *([0xFFFFFFFF] * 108))
    body = b"".join(text.ljust(sizes[name] * sector, b"\0") for name, text in padded.items())
    listing = b"".join(entries).ljust(directory_sectors * sector, b"\0")
    return header + struct.pack("<128I", *fat) + listing + body


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), 0xFFFFFFFE]


def _entry(
    name: str, kind: int, start: int, size: int, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF
) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        *(text, len(text), kind, 1, 0xFFFFFFFF, right, child),
        *(b"\0" * 16, 0, 0, 0, start, size),
    )
