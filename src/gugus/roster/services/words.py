"""The codes of a roster import in words: refusals of a file, reasons of a row, choices."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.roster.rules.matching import Choice, Doubt, Verdict
from gugus.roster.rules.rows import Fault

VERDICTS = {
    Verdict.NEW: noop("Baru"),
    Verdict.CHANGED: noop("Berubah"),
    Verdict.DUPLICATE: noop("Perlu diputuskan"),
    Verdict.REFUSED: noop("Ditolak"),
    Verdict.UNCHANGED: noop("Sama"),
}
FIELDS = {
    "name": noop("Nama"),
    "nuptk": "NUPTK",
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
    Choice.SAME: noop("Orang yang sama"),
    Choice.OTHER: noop("Orang lain"),
    Choice.SKIP: noop("Lewati"),
}
_FILE = {
    "empty": noop("Berkas ini kosong. Unduh ulang dari Dapodik, lalu pilih lagi."),
    "wrong_type": noop(
        "Berkas ini bukan Excel. Pilih berkas .xlsx atau .xls hasil unduhan "
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
        "Berkas ini berisi lebih dari 100.000 baris, jadi tidak dibaca. Bagi menjadi beberapa "
        "berkas, satu untuk tiap sekolah."
    ),
    "nested": noop(
        "Di dalam berkas ini ada berkas lain, jadi tidak dibaca. Pakai berkas asli dari Dapodik."
    ),
    "no_sheet": noop("Berkas ini tidak berisi lembar kerja. Unduh ulang dari Dapodik."),
    "unknown_title": noop(
        "Sel A1 tidak berbunyi “Daftar Guru”, jadi berkas ini tidak dikenali. Di Dapodik, buka "
        "GTK, pilih Guru, lalu Unduh."
    ),
    "formula": noop(
        "Baris judul kolom berisi rumus. Pakai berkas asli dari Dapodik, atau tempel sebagai "
        "nilai saja."
    ),
    "no_rows": noop("Daftarnya ada, tetapi tidak ada guru di bawah judul kolom."),
    "broken": noop(
        "Berkas ini tidak selesai dibaca karena gangguan di server. Belum ada yang disimpan. "
        "Coba unggah lagi; jika terulang, beri tahu pengelola aplikasi."
    ),
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
    Fault.FORMULA: noop("Kolom %(field)s berisi rumus. Tempel sebagai nilai saja."),
    Fault.CELL_ERROR: noop("Kolom %(field)s berisi galat (misalnya #N/A)."),
    Fault.DIGITS_LOST: noop(
        "%(field)s tersimpan sebagai bilangan, jadi angka terakhirnya sudah hilang di Excel. "
        "Unduh ulang dari Dapodik dan jangan simpan ulang di Excel."
    ),
    Fault.NO_NAME: noop("Nama kosong atau tidak berisi huruf."),
    Fault.TOO_LONG: noop("Isi kolom %(field)s terlalu panjang."),
    Fault.BAD_SEX: noop("JK harus L atau P."),
    Fault.NOT_DIGITS: noop("%(field)s hanya boleh berisi angka."),
    Fault.WRONG_LENGTH: noop("Jumlah angka %(field)s tidak tepat: NUPTK 16 angka, NIP 18 angka."),
    Fault.NIP_DATES: noop(
        "NIP tidak mungkin benar: 8 angka pertama tanggal lahir, 6 berikutnya bulan "
        "pengangkatan, lalu 1 atau 2."
    ),
    Fault.BAD_EMAIL: noop("Alamat email tidak sah, jadi tidak ikut disimpan."),
}
_DOUBTS = {
    Doubt.SAME_NAME: noop("Nama sama dengan guru di sekolah ini, tanpa NUPTK atau NIP yang sama."),
    Doubt.SAME_NAME_IN_FILE: noop("Nama sama dengan baris %(row)s di berkas ini."),
    Doubt.SAME_NUMBER_IN_FILE: noop(
        "NUPTK atau NIP sama dengan baris %(row)s di berkas ini. Perbaiki dulu di Dapodik."
    ),
    Doubt.NAME_DIFFERS: noop("NUPTK atau NIP sama dengan guru yang sudah ada, namanya berbeda."),
    Doubt.NUPTK_DIFFERS: noop("NIP sama dengan guru yang sudah ada, NUPTK-nya berbeda."),
    Doubt.TWO_TEACHERS: noop(
        "NUPTK dan NIP di baris ini milik dua guru yang berbeda. Perbaiki dulu di Dapodik."
    ),
    Doubt.INACTIVE: noop("Guru ini ada di daftar, tetapi sudah dinonaktifkan."),
    Doubt.OTHER_SCHOOL: noop("Guru ini tercatat di sekolah lain dalam kelompok ini."),
    Doubt.ELSEWHERE: noop(
        "NUPTK atau NIP ini sudah terdaftar di sekolah lain di luar kelompok ini. Hubungi "
        "pengelola aplikasi bila gurunya pindah ke sini."
    ),
}


def refusal_of_file(code: str, names: Sequence[str] = ()) -> str:
    """Why a file was not read, and what to do."""
    if code == "other_list":
        return _(_OTHER_LISTS[names[0]])
    if code == "missing_columns":
        return _(
            "Kolom %(columns)s tidak ditemukan dalam 30 baris pertama. Pakai berkas asli "
            "“Daftar Guru” dari Dapodik."
        ) % {"columns": ", ".join(names)}
    if code == "duplicate_columns":
        return _("Kolom %(columns)s ada dua kali. Hapus yang tidak dipakai, lalu pilih lagi.") % {
            "columns": ", ".join(names)
        }
    return _(_FILE[code])


def reason_of_row(reason: str, detail: str) -> str:
    """Why a row is refused or has to be decided; '' when there is nothing to say."""
    if not reason:
        return ""
    if reason in _FAULTS_BY_CODE:
        return _(_FAULTS_BY_CODE[reason]) % {"field": label_of_field(detail)}
    return _(_DOUBTS[Doubt(reason)]) % {"row": detail}


_FAULTS_BY_CODE = {str(fault): text for fault, text in _FAULTS.items()}


def label_of_field(field: str) -> str:
    """A column's name on the screen."""
    return _(FIELDS[field]) if field in FIELDS else field


def label_of_verdict(verdict: str) -> str:
    """A verdict's name on the screen."""
    return _(VERDICTS[Verdict(verdict)])


def label_of_choice(choice: Choice, reason: str) -> str:
    """A choice's name on the screen, fitted to the doubt."""
    if choice == Choice.SAME and reason == Doubt.OTHER_SCHOOL:
        return _("Pindahkan ke sini")
    if choice == Choice.SAME and reason == Doubt.INACTIVE:
        return _("Aktifkan lagi")
    return _(_CHOICES[choice])
