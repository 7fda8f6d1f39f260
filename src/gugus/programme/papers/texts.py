"""Suggested wording of background, basis and aims, from the group's own data.

Official papers are Indonesian whatever language the screen speaks, so these sentences are
not translated.
"""

from django.utils.translation import override

from gugus.people.models import Group
from gugus.people.papers import full_name
from gugus.people.queries import schools_of
from gugus.people.rules.years import school_year_label
from gugus.programme.models import Programme
from gugus.programme.queries import (
    ProgrammeCoverage,
    coverage_of,
    lowercase_first,
    mean_of,
    need_name,
)

_COMMON_BASIS = (
    "Undang-Undang Nomor 14 Tahun 2005 tentang Guru dan Dosen",
    "Undang-Undang Nomor 20 Tahun 2003 tentang Sistem Pendidikan Nasional",
)
_BASIS = {
    Group.Ministry.EDUCATION: (
        "Surat Edaran Dirjen GTKPG Nomor 5684/MDM.B1/HK.04.00/2025 tentang Hari Belajar Guru",
        "Rambu-rambu Pengembangan Kegiatan KKG dan MGMP (2010)",
    ),
    Group.Ministry.RELIGION: (
        "Keputusan Direktur Jenderal Pendidikan Islam Nomor 1381 Tahun 2020 tentang KKG, MGMP, "
        "dan MGBK",
        "Peraturan Menteri Agama Nomor 38 Tahun 2018 tentang Pengembangan Keprofesian "
        "Berkelanjutan Guru",
    ),
}


def default_texts(programme: Programme) -> dict[str, str]:
    """The suggestion for each text that the group has not written itself."""
    with override("id"):
        covered = coverage_of(programme.group, programme)
        return {
            "background": _background(programme, covered),
            "legal_basis": _basis(programme.group),
            "aims": _aims(covered),
        }


def _background(programme: Programme, covered: ProgrammeCoverage) -> str:
    group, year = programme.group, programme.school_year
    name, schools = full_name(group), schools_of(group, year).count()
    members = f" yang beranggotakan guru dari {schools} sekolah" if schools else ""
    paragraphs = [
        f"{name}{members} adalah tempat guru saling belajar dan memecahkan masalah pembelajaran. "
        f"Program kerja tahun pelajaran {school_year_label(year)} ini disusun dari kebutuhan guru yang "
        "diukur, dibahas dalam forum, lalu menjadi pegangan bersama selama setahun."
    ]
    measured = _measured(covered)
    return "\n\n".join([*paragraphs, measured] if measured else paragraphs)


def _measured(covered: ProgrammeCoverage) -> str:
    low = sorted(covered.coverage.low, key=lambda row: row.size)
    if covered.round is None or not low:
        return ""
    names = ", ".join(
        f"{need_name(covered.needs[row.need].item)} ({mean_of(covered.needs[row.need])})"
        for row in low
    )
    text = (
        f"{covered.round.name} menunjukkan {len(low)} kebutuhan di bawah standar "
        f"{covered.round.standard_percent} persen, dimulai dari yang terbesar: {names}."
    )
    unserved = len(covered.coverage.unserved)
    return f"{text} Di antaranya, {unserved} belum punya program." if unserved else text


def _basis(group: Group) -> str:
    own = _BASIS[Group.Ministry(group.ministry)]
    rest = (f"Hasil pengukuran kebutuhan dan kesepakatan forum {full_name(group)}",)
    return "\n".join((*_COMMON_BASIS, *own, *rest))


def _aims(covered: ProgrammeCoverage) -> str:
    """Only what the programme really serves is promised."""
    low = sorted(covered.coverage.low, key=lambda row: row.size)
    aims = [
        f"Meningkatkan kemampuan guru dalam hal {lowercase_first(need_name(covered.needs[row.need].item))}"
        for row in low
        if row.lines
    ]
    return "\n".join(
        (
            "Memecahkan bersama masalah pembelajaran yang dihadapi guru di kelas",
            *aims,
            "Menghasilkan perangkat dan karya yang dipakai di kelas dan ditindaklanjuti",
        )
    )
