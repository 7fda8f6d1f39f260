"""The clean teacher file against values worked out independently of our reader."""

import json

from gugus.cores.formats.dapodik import read_teacher_roster
from tests.support.reference import DATA

FOLDER = DATA / "dapodik"
KEPT = {
    "name": "Nama",
    "nuptk": "NUPTK",
    "sex": "JK",
    "nip": "NIP",
    "employment": "Status Kepegawaian",
    "staff_kind": "Jenis PTK",
    "email": "Email",
    "additional_duty": "Tugas Tambahan",
    "rank": "Pangkat Golongan",
}


def test_clean_file_equals_its_expected_values() -> None:
    expected = json.loads((FOLDER / "daftar_guru_bersih_expected.json").read_text())
    layout = json.loads((FOLDER / "layouts.json").read_text())["daftar_ptk"]
    roster = read_teacher_roster((FOLDER / "daftar_guru_bersih.xlsx").read_bytes())
    assert len(roster.rows) == len(expected["teachers"]) == 40
    for row, teacher in zip(roster.rows, expected["teachers"], strict=True):
        for field, header in KEPT.items():
            assert getattr(row, field) == (teacher[header] or ""), (row.row, field)
        assert row.phone == (teacher["HP"] or teacher["Telepon"] or "")
        assert not row.problems
    assert [row.row for row in roster.rows] == list(range(6, 46))
    kept = {*KEPT.values(), "HP", "Telepon"}
    assert set(roster.dropped_columns) == set(layout["columns"]) - kept
    assert roster.dropped_columns[0] == "NIK"
