"""Last year's programme from forum to revision, what of it stayed undone, and two findings."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from gugus.archive.services import keep_closed
from gugus.attendance.models import Attendance
from gugus.competence.models import Item, Round
from gugus.config.example.people import example_group, example_teachers
from gugus.meetings.models import Meeting
from gugus.meetings.services.roll import fix_called
from gugus.minutes.models import Minutes
from gugus.opening.services.findings import FindingContent, write_finding
from gugus.opening.services.opening import gather_proposals
from gugus.people.access import Actor, load_actor
from gugus.people.clock import day_here, year_here
from gugus.people.models import Group, Teacher
from gugus.platform.foundation.models import User
from gugus.programme.models import Line, Programme
from gugus.programme.queries import line_version
from gugus.programme.rules.status import ProgrammeTransition, TransitionRequest
from gugus.programme.services import LineContent, add_line, change_status, start_programme
from gugus.programme.services.acknowledgement import acknowledge_programme
from gugus.programme.services.forum import ForumSession, ForumVoiceContent, record_forum
from gugus.programme.services.revisions import revise_line


@dataclass(frozen=True)
class _LastYearLine:
    """One line of last year, and in which months a meeting of it was held."""

    title: str
    kind: Line.Kind
    strategy: Line.Strategy
    times: int
    months: tuple[int, ...]
    held: tuple[int, ...]
    objective: str
    need: str = ""


_LINES = (
    _LastYearLine(
        "Diskusi masalah pembelajaran",
        Line.Kind.ROUTINE,
        Line.Strategy.DISCUSSION,
        3,
        (9, 11, 2),
        (9, 11, 2),
        "Guru saling membantu menyelesaikan masalah pembelajaran di kelasnya",
    ),
    _LastYearLine(
        "Sudut baca dan literasi kelas",
        Line.Kind.DEVELOPMENT,
        Line.Strategy.WORKSHOP,
        3,
        (10, 11, 1),
        (10,),
        "Setiap kelas punya sudut baca yang dipakai",
        "5",
    ),
    _LastYearLine(
        "Alat peraga dari bahan sekitar",
        Line.Kind.SUPPORT,
        Line.Strategy.WORKSHOP,
        2,
        (3, 4),
        (),
        "Guru membuat alat peraga matematika dari bahan sekitar",
        "13",
    ),
)
# What the supervisor wrote, how many days ago, and the PKG item it speaks of.
_FINDINGS = (
    (
        70,
        "Pertanyaan guru kebanyakan dijawab bersama-sama; murid yang pendiam jarang terdengar.",
        "6",
    ),
    (35, "Sudut baca ada di tiga sekolah saja, dan bukunya belum berganti sejak tahun lalu.", ""),
)


def build_last_year(now: datetime) -> None:
    """A programme that was signed and revised; two of its lines are unfinished."""
    del now
    made, year = example_group(), year_here() - 1
    chair, supervisor = _actor("ketua"), _actor("pengawas")
    begun = _at(date(year, 7, 20))
    programme, _new = start_programme(actor=chair, now=begun, group=made, year=year)
    programme.needs_round = Round.objects.get(group=made, kind=Round.Kind.SUMMARY)
    programme.save(update_fields=["needs_round"])
    for former in _LINES:
        content = _content(former, programme)
        add_line(actor=chair, now=begun, programme=programme, content=content)
    _forum(made, programme, chair)
    signed = _at(date(year, 8, 8))
    wish = TransitionRequest(ProgrammeTransition.SIGN, signed.date())
    change_status(actor=chair, now=signed, programme=programme, wish=wish)
    acknowledge_programme(
        actor=supervisor,
        now=signed + timedelta(days=5),
        programme=programme,
        dated=signed.date() + timedelta(days=4),
        note="Jalankan sesuai jadwal; kabari bila ada yang bergeser.",
    )
    _revise(programme, chair, _at(date(year + 1, 1, 12)))
    for former in _LINES:
        _hold(made, programme.lines.get(title=former.title), former.held)


def build_findings(now: datetime) -> None:
    """Two findings of the supervisor, then all that the records propose for this year."""
    made, supervisor = example_group(), _actor("pengawas")
    items = Item.objects.filter(framework__code="pkg-14")
    for days, text, code in _FINDINGS:
        then = now - timedelta(days=days)
        item = items.get(code=code) if code else None
        found = FindingContent(day_here(then), text, item)
        write_finding(actor=supervisor, now=then, group=made, found=found)
    draft = Programme.objects.select_related("group").get(group=made, school_year=year_here())
    gather_proposals(actor=_actor("ketua"), now=now, programme=draft)


def _actor(username: str) -> Actor:
    return load_actor(User.objects.get(username=username))


def _at(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _content(former: _LastYearLine, programme: Programme) -> LineContent:
    round_ = programme.needs_round
    needs = Item.objects.filter(framework=round_.framework) if round_ else Item.objects.none()
    return LineContent(
        kind=former.kind,
        title=former.title,
        objective=former.objective,
        activities="Menyiapkan bersama\nMencoba di kelas\nMembahas hasilnya",
        need_ids=frozenset(needs.filter(code=former.need).values_list("pk", flat=True)),
        study_group=None,
        strategy=former.strategy,
        speaker=None,
        speaker_note="Guru pemandu",
        product="",
        jp=3 * former.times,
        months=former.months,
        cost=0,
        times=former.times,
        rhythm=Line.Rhythm.EVEN if former.kind == Line.Kind.ROUTINE else Line.Rhythm.FREE,
        weeks_between=2,
    )


def _forum(made: Group, programme: Programme, chair: Actor) -> None:
    """The heads of the seven schools spoke; one had something to add."""
    heads = [one for one in example_teachers() if one.additional_duty]
    voices = [ForumVoiceContent(head, "", None, "agrees", "") for head in heads]
    voices[4] = replace(voices[4], stand="reserves", note="Jangan pada minggu ujian sekolah")
    guest = ForumVoiceContent(None, "Pak Contoh Kepala UPTD", None, "agrees", "")
    held = _at(date(programme.school_year, 8, 1))
    record_forum(
        actor=chair,
        now=held,
        programme=programme,
        session=ForumSession(
            held_on=held.date(),
            place=made.core_school.name if made.core_school else "",
            chaired_by=heads[0].name,
            note="Program disepakati; pertemuan tidak pada minggu ujian sekolah.",
        ),
        voices=[*voices, guest],
    )


def _revise(programme: Programme, chair: Actor, now: datetime) -> None:
    line = programme.lines.get(title="Sudut baca dan literasi kelas")
    former = next(one for one in _LINES if one.title == line.title)
    content = replace(_content(former, programme), months=(10, 2, 3))
    revise_line(
        actor=chair,
        now=now,
        line=line,
        content=content,
        seen=line_version(line),
        reason="November dan Januari terpakai acara kecamatan",
    )


def _hold(made: Group, line: Line, months: tuple[int, ...]) -> None:
    teachers, recorder = example_teachers(), User.objects.get(username="sekretaris")
    for month in months:
        year = line.programme.school_year + (month < 7)
        meeting = Meeting.objects.create(
            group=made,
            line=line,
            title=line.title,
            state=Meeting.State.HELD,
            date=_wednesday(date(year, month, 8)),
            starts_at=time(13, 0),
            ends_at=time(15, 15),
            place_note="Ruang PKG gugus",
            speaker_note="Guru pemandu",
        )
        _record(meeting, teachers, recorder)


def _wednesday(day: date) -> date:
    return day + timedelta(days=(2 - day.weekday()) % 7)


def _record(meeting: Meeting, teachers: list[Teacher], recorder: User) -> None:
    at = _at(meeting.date, 16)
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            teacher=teacher,
            status="izin" if (number + meeting.date.month) % 9 == 0 else "hadir",
            recorded_at=at,
            recorded_by=recorder,
        )
        for number, teacher in enumerate(teachers)
    )
    minutes = Minutes.objects.create(
        meeting=meeting,
        state=Minutes.State.FINAL,
        chaired_by=teachers[0].name,
        taken_by=teachers[3].name,
        discussion="Peserta berbagi contoh dari kelasnya.",
        decisions="Mencoba satu contoh di kelas",
        closed_at=time(15, 15),
        version=1,
        finalised_at=at,
        approved_at=at + timedelta(days=14),
    )
    fix_called(meeting, at)
    keep_closed("minutes.finished", minutes, at)
