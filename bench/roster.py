"""Previewing a Dapodik file of 10,000 rows: time and memory of a whole fresh process."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from bench.table import Measurement
from tests.support.server import environment, example_installation

ROWS = 10_000
HEADERS = [
    "No", "Nama", "NUPTK", "JK", "Tempat Lahir", "Tanggal Lahir", "NIP", "Status Kepegawaian",
    "Jenis PTK", "Agama", "Alamat Jalan", "RT", "RW", "Nama Dusun", "Desa/Kelurahan",
    "Kecamatan", "Kode Pos", "Telepon", "HP", "Email", "Tugas Tambahan", "SK CPNS",
    "Tanggal CPNS", "SK Pengangkatan", "TMT Pengangkatan", "Lembaga Pengangkatan",
    "Pangkat Golongan", "Sumber Gaji", "Nama Ibu Kandung", "Status Perkawinan",
    "Nama Suami/Istri", "NIP Suami/Istri", "Pekerjaan Suami/Istri", "TMT PNS",
    "Sudah Lisensi Kepala Sekolah", "Pernah Diklat Kepengawasan", "Keahlian Braille",
    "Keahlian Bahasa Isyarat", "NPWP", "Nama Wajib Pajak", "Kewarganegaraan", "Bank",
    "Nomor Rekening Bank", "Rekening Atas Nama", "NIK", "No KK", "Karpeg", "Karis/Karsu",
    "Lintang", "Bujur", "NUKS",
]  # fmt: skip
CODE = """
import json, resource, sys, time
from pathlib import Path
from gugus.config.command import start_django
start_django()
from django.utils import timezone
from gugus.people.models import School
from gugus.roster.services.imports import import_dapodik_file
data = Path(sys.argv[1]).read_bytes()
began = time.perf_counter()
report = import_dapodik_file(data=data, school=School.objects.first(), dry_run=True,
                        now=timezone.now(), progress=lambda done, total: None)
took = time.perf_counter() - began
usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
peak = sum(one.ru_maxrss for one in usage) / 1024
print(json.dumps([took, peak, len(report["rows"])]))
"""


def write_file(file: Path, rows: int) -> None:
    """An invented export with all 51 columns filled as a real one is."""
    book = xlsxwriter.Workbook(str(file), {"constant_memory": True})
    sheet = book.add_worksheet("Sheet1")
    for line, text in enumerate(
        ("Daftar Guru", "SDN Contoh", "Kec. Contoh", "Tanggal Unduh: 2026-07-01 08:00:00")
    ):
        sheet.write_string(line, 0, text)
    sheet.write_row(4, 0, HEADERS)
    for n in range(rows):
        values = ["-"] * len(HEADERS)
        values[0:4] = [str(n + 1), f"Bu Contoh Nomor {n}", f"{n + 1:016}", "P"]
        values[4:12] = [
            "Rekaan",
            "1990-01-01",
            "",
            "PPPK",
            "Guru Kelas",
            "Islam",
            f"Jl. Rekaan {n}",
            "1",
        ]
        values[18:20] = [f"0800{n:08}", f"guru{n}@contoh.invalid"]
        values[44] = f"{n:016}"
        sheet.write_row(n + 5, 0, values)
    book.close()


def measure() -> Iterator[Measurement]:
    """Parse, drop what is sensitive, compare with the roster."""
    with example_installation() as data, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "guru.xlsx"
        write_file(file, ROWS)
        done = subprocess.run(
            [sys.executable, "-c", CODE, str(file)],
            env=environment(data),
            capture_output=True,
            text=True,
            check=True,
        )
        took, peak, rows = json.loads(done.stdout)
    assert rows == ROWS, rows
    yield Measurement("preview of 10,000 rows x 51 columns", took, "s", 2)
    yield Measurement("preview of 10,000 rows: peak memory with its reader", peak, "MB", 300)
