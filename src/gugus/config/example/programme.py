"""The programme table of the study, as a draft of this year's programme."""

from dataclasses import dataclass
from datetime import datetime

from gugus.competence.models import Item, Round
from gugus.config.example.people import example_group
from gugus.people.clock import year_here
from gugus.people.models import Speaker
from gugus.programme.models import Line, Programme


@dataclass(frozen=True)
class _Row:
    kind: Line.Kind
    title: str
    objective: str
    activities: str
    strategy: Line.Strategy
    speaker: str
    note: str
    needs: tuple[str, ...]
    product: str
    jp: int
    months: tuple[int, ...]
    cost: int
    # How many meetings, of about three lesson hours each; what they count for.
    times: int
    package: str = ""


_ROWS = (
    _Row(
        Line.Kind.ROUTINE,
        "Diskusi masalah pembelajaran",
        "Guru saling membantu menyelesaikan masalah pembelajaran di kelasnya",
        "Diskusi mingguan per kelas dan mata pelajaran\nBerbagi pengalaman mengajar",
        Line.Strategy.DISCUSSION,
        "",
        "Tutor sebaya",
        (),
        "Catatan masalah dan pemecahannya",
        48,
        (7, 8, 9, 10, 11, 1, 2, 3, 4, 5),
        0,
        16,
    ),
    _Row(
        Line.Kind.DEVELOPMENT,
        "Perangkat pembelajaran",
        "Guru mampu menyusun perangkat pembelajaran yang sesuai kurikulum",
        "Menelaah kurikulum\nMenyusun RPP dan lembar kerja per kelas",
        Line.Strategy.WORKSHOP,
        "Guru pemandu",
        "",
        ("2", "3", "4"),
        "RPP, lembar kerja, dan modul",
        9,
        (8, 1),
        1_250_000,
        3,
        Line.Package.LESSON_PLANS,
    ),
    _Row(
        Line.Kind.DEVELOPMENT,
        "Penilaian dan evaluasi",
        "Guru mampu menyusun dan mengolah penilaian hasil belajar",
        "Pelatihan menyusun kisi-kisi dan soal\nMengolah hasil tes",
        Line.Strategy.WORKSHOP,
        "Kepala UPTD",
        "Ketua KKG",
        ("7",),
        "Tes buatan guru",
        9,
        (10, 11),
        900_000,
        3,
        Line.Package.ASSESSMENT,
    ),
    _Row(
        Line.Kind.DEVELOPMENT,
        "Penelitian tindakan kelas (PTK)",
        "Guru mampu merencanakan dan melaporkan penelitian tindakan kelas",
        "Pelatihan PTK\nPendampingan penulisan laporan",
        Line.Strategy.WORKSHOP,
        "Pengawas TK/SD",
        "Ketua gugus, guru pemandu",
        ("14",),
        "Laporan PTK",
        12,
        (1, 2, 3),
        1_500_000,
        4,
        Line.Package.WRITING,
    ),
    _Row(
        Line.Kind.SUPPORT,
        "Pemanfaatan TIK",
        "Guru mampu memakai TIK untuk media pembelajaran",
        "Pelatihan media audio-visual\nMembuat akun surel",
        Line.Strategy.WORKSHOP,
        "Guru pemandu",
        "",
        ("4", "13"),
        "Media audio-visual, akun surel",
        6,
        (4, 5),
        600_000,
        2,
    ),
)


def build(now: datetime) -> None:
    """Make this year's draft with the five lines and the needs each serves."""
    del now
    made = example_group()
    needs_round = Round.objects.get(group=made, kind=Round.Kind.SUMMARY)
    programme = Programme.objects.create(
        group=made, school_year=year_here(), needs_round=needs_round
    )
    items = {item.code: item for item in Item.objects.filter(framework=needs_round.framework)}
    speakers = {speaker.position: speaker for speaker in Speaker.objects.filter(groups=made)}
    for row in _ROWS:
        line = _line(programme, row, speakers)
        line.needs.set([items[code] for code in row.needs])


def _line(programme: Programme, row: _Row, speakers: dict[str, Speaker]) -> Line:
    return Line.objects.create(
        programme=programme,
        kind=row.kind,
        title=row.title,
        objective=row.objective,
        activities=row.activities,
        strategy=row.strategy,
        speaker=speakers.get(row.speaker),
        speaker_note=row.note,
        product=row.product,
        jp=row.jp,
        months=list(row.months),
        cost=row.cost,
        study_group=None,
        times=row.times,
        rhythm=Line.Rhythm.EVEN if row.kind == Line.Kind.ROUTINE else Line.Rhythm.FREE,
        package=row.package,
    )
