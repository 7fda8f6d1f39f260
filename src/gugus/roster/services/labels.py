"""The codes of a roster import in words: refusals of a file, reasons of a row, choices."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.cores.formats.cells import row_place
from gugus.roster.rules.matching import RosterDoubt, RowAction
from gugus.roster.rules.rows import RosterRowFault

FIELD_LABELS = {
    "name": noop("Nama"),
    "nuptk": "NUPTK",
    "peg_id": "PegID",
    "sex": "JK",
    "nip": "NIP",
    "employment": noop("Status kepegawaian"),
    "staff_kind": noop("Jenis PTK"),
    "phone": noop("HP"),
    "landline": noop("Telepon"),
    "email": noop("Email"),
    "additional_duty": noop("Tugas tambahan"),
    "rank": noop("Pangkat/golongan"),
    "school": noop("Sekolah"),
    "active": noop("Keadaan"),
}
_CHOICES = {
    RowAction.UPDATE: noop("Orang yang sama"),
    RowAction.ADD: noop("Orang lain"),
    RowAction.SKIP: noop("Lewati"),
}
_FILE = {
    "empty": noop("Berkas ini kosong. Unduh ulang dari Dapodik, lalu pilih lagi."),
    "wrong_type": noop(
        "Berkas ini bukan Excel atau CSV. Pilih berkas .xlsx, .xls, atau .csv hasil unduhan "
        "“Daftar Guru” dari Dapodik."
    ),
    "not_workbook": noop(
        "Berkas ini bukan buku kerja Excel (.xlsx atau .xls). Buka di Excel, simpan sebagai "
        ".xlsx, lalu pilih lagi."
    ),
    "html": noop(
        "Berkas ini halaman web yang diberi nama .xls. Buka di Excel, simpan sebagai .xlsx, "
        "lalu pilih lagi."
    ),
    "encrypted": noop(
        "Berkas ini dikunci kata sandi. Buka di Excel, hapus kata sandinya, simpan, "
        "lalu pilih lagi."
    ),
    "macro": noop(
        "Berkas ini berisi makro, jadi tidak dibaca. Pakai berkas asli dari Dapodik, atau "
        "simpan sebagai .xlsx biasa."
    ),
    "damaged": noop("Berkas ini rusak atau terpotong. Unduh ulang dari Dapodik, lalu pilih lagi."),
    "dtd": noop(
        "Berkas ini berisi perintah yang tidak boleh ada di dalam tabel, jadi tidak dibaca. "
        "Pakai berkas asli dari Dapodik."
    ),
    "too_large": noop(
        "Isi berkas ini terlalu besar setelah dibuka, jadi tidak dibaca. Pakai berkas asli "
        "“Daftar Guru” dari Dapodik untuk satu sekolah."
    ),
    "too_many_rows": noop(
        "Berkas ini berisi lebih dari 20.000 baris, jadi tidak dibaca. Bagi menjadi beberapa "
        "berkas, satu untuk tiap sekolah."
    ),
    "nested": noop(
        "Di dalam berkas ini ada berkas lain, jadi tidak dibaca. Pakai berkas asli dari Dapodik."
    ),
    "no_sheet": noop("Berkas ini tidak berisi lembar kerja. Unduh ulang dari Dapodik."),
    "formula": noop(
        "Baris judul kolom berisi rumus. Pakai berkas asli dari Dapodik, atau tempel sebagai "
        "nilai saja."
    ),
    "no_rows": noop("Daftarnya ada, tetapi tidak ada guru di bawah judul kolom."),
}
_OTHER_LISTS = {
    "staff": noop(
        "Ini “Daftar Tenaga Kependidikan”, bukan “Daftar Guru”. Di Dapodik, buka GTK, pilih "
        "Guru, lalu Unduh."
    ),
    "pupils": noop(
        "Ini “Daftar Peserta Didik”. Data murid tidak dibaca dan tidak disimpan di sini. "
        "Pilih berkas “Daftar Guru”."
    ),
    "lessons": noop("Ini “Rekap Pembelajaran”, bukan “Daftar Guru”. Pilih berkas “Daftar Guru”."),
    "blank_template": noop(
        "Ini formulir kosong “Daftar Pendidik dan Tenaga Kependidikan”. Pilih berkas "
        "“Daftar Guru” yang sudah berisi."
    ),
}
_FAULTS = {
    RosterRowFault.FORMULA: noop("Kolom %(field)s berisi rumus. Tempel sebagai nilai saja."),
    RosterRowFault.CELL_ERROR: noop("Kolom %(field)s berisi galat (misalnya #N/A)."),
    RosterRowFault.DIGITS_LOST: noop(
        "%(field)s tersimpan sebagai bilangan, jadi angka terakhirnya sudah hilang di Excel. "
        "Unduh ulang dari Dapodik dan jangan simpan ulang di Excel."
    ),
    RosterRowFault.NO_NAME: noop("Nama kosong atau tidak berisi huruf."),
    RosterRowFault.TOO_LONG: noop("Isi kolom %(field)s terlalu panjang."),
    RosterRowFault.BAD_SEX: noop("JK harus L atau P."),
    RosterRowFault.NOT_DIGITS: noop("%(field)s hanya boleh berisi angka."),
    RosterRowFault.WRONG_LENGTH: noop(
        "Jumlah angka %(field)s tidak tepat: NUPTK 16 angka, NIP 18 angka."
    ),
    RosterRowFault.NIP_DATES: noop(
        "NIP tidak mungkin benar: 8 angka pertama tanggal lahir, 6 berikutnya bulan "
        "pengangkatan, lalu 1 atau 2."
    ),
    RosterRowFault.BAD_EMAIL: noop("Alamat email tidak sah, jadi tidak ikut disimpan."),
    RosterRowFault.BAD_PHONE: noop(
        "Kolom HP bukan satu nomor (mungkin dua), jadi tidak ikut disimpan."
    ),
    RosterRowFault.BAD_PEG_ID: noop(
        "PegID berisi 6-20 angka, jadi isi sel ini tidak ikut disimpan."
    ),
}
_DOUBTS = {
    RosterDoubt.SAME_NAME: noop(
        "Nama sama dengan guru di sekolah ini, tanpa NUPTK atau NIP yang sama."
    ),
    RosterDoubt.SAME_NAME_IN_FILE: noop("Nama sama dengan baris %(row)s di berkas ini."),
    RosterDoubt.SHORT_NAME: noop(
        "Namanya mungkin nama guru di sekolah ini yang disingkat (misalnya M. dan Muhammad)."
    ),
    RosterDoubt.SHORT_NAME_IN_FILE: noop(
        "Namanya mungkin nama di baris %(row)s berkas ini yang disingkat (misalnya M. dan Muhammad)."
    ),
    RosterDoubt.SAME_NUMBER_IN_FILE: noop(
        "NUPTK atau NIP sama dengan baris %(row)s di berkas ini. Perbaiki dulu di Dapodik."
    ),
    RosterDoubt.NAME_DIFFERS: noop(
        "NUPTK atau NIP sama dengan guru yang sudah ada, namanya berbeda."
    ),
    RosterDoubt.NUPTK_DIFFERS: noop("NIP sama dengan guru yang sudah ada, NUPTK-nya berbeda."),
    RosterDoubt.TWO_TEACHERS: noop(
        "NUPTK dan NIP di baris ini milik dua guru yang berbeda. Perbaiki dulu di Dapodik."
    ),
    RosterDoubt.INACTIVE: noop("Guru ini ada di daftar, tetapi sudah dinonaktifkan."),
    RosterDoubt.OTHER_SCHOOL: noop("Guru ini tercatat di sekolah lain dalam kelompok ini."),
    RosterDoubt.ELSEWHERE: noop(
        "NUPTK atau NIP ini sudah terdaftar di sekolah lain di luar kelompok ini. Hubungi "
        "pengelola aplikasi bila gurunya pindah ke sini."
    ),
}


def file_refusal_text(code: str, names: Sequence[str] = ()) -> str:
    """Why a file was not read, and what to do."""
    if code == "other_list":
        return _(_OTHER_LISTS[names[0]])
    if code == "missing_columns":
        return _(
            "Kolom %(columns)s tidak ditemukan dalam 30 baris pertama. Daftar guru memuat Nama "
            "dan salah satu dari NUPTK, NIP, atau PegID. Tambahkan judul kolomnya, atau pakai "
            "“Daftar Guru” dari Dapodik (GTK, Guru, Unduh)."
        ) % {"columns": ", ".join(names)}
    if code == "duplicate_columns":
        return _("Kolom %(columns)s ada dua kali. Hapus yang tidak dipakai, lalu pilih lagi.") % {
            "columns": ", ".join(names)
        }
    return _(_FILE[code])


def row_reason_text(reason: str, detail: str) -> str:
    """Why a row is refused or has to be decided; '' when there is nothing to say."""
    if not reason:
        return ""
    if reason in _FAULTS_BY_CODE:
        return _(_FAULTS_BY_CODE[reason]) % {"field": column_label(detail)}
    row = row_place(int(detail))[1] if detail.isdigit() else detail
    return _(_DOUBTS[RosterDoubt(reason)]) % {"row": row}


def left_out_text(fault: str, field: str) -> str:
    """Why a cell of a row that is taken is not stored."""
    reason = row_reason_text(fault, field)
    own = (RosterRowFault.BAD_EMAIL, RosterRowFault.BAD_PHONE, RosterRowFault.BAD_PEG_ID)
    return (
        reason
        if fault in own
        else _("%(reason)s Sel ini tidak ikut disimpan.") % {"reason": reason}
    )


_FAULTS_BY_CODE = {str(fault): text for fault, text in _FAULTS.items()}


def column_label(field: str) -> str:
    """A column's name on the screen."""
    return _(FIELD_LABELS[field]) if field in FIELD_LABELS else field


def action_label(choice: RowAction, reason: str) -> str:
    """A choice's name on the screen, fitted to the doubt."""
    if choice == RowAction.UPDATE and reason == RosterDoubt.OTHER_SCHOOL:
        return _("Pindahkan ke sini")
    if choice == RowAction.UPDATE and reason == RosterDoubt.INACTIVE:
        return _("Aktifkan lagi")
    return _(_CHOICES[choice])
