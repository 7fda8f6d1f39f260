"""A few past meetings, with who came, minutes and steps, and the next one called."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from gugus.archive.services import keep_closed
from gugus.attendance.models import Attendance, Guest
from gugus.config.example.people import example_group, example_teachers
from gugus.meetings.models import GroupRules, Meeting
from gugus.meetings.services.roll import fix_called
from gugus.minutes.models import Addendum, DecisionUpdate, Minutes
from gugus.people.clock import day_here
from gugus.people.models import Group, School, Teacher
from gugus.people.queries import schools_of
from gugus.platform.documents.services import issue_letter
from gugus.platform.foundation.models import User
from gugus.programme.models import Line
from gugus.steps.models import Step

_WEDNESDAY = 2
_PAST = (
    (
        "Diskusi: murid yang belum lancar membaca",
        "Beberapa murid kelas rendah belum lancar membaca\nWaktu pendampingan terbatas",
        "Guru saling menunjukkan cara membaca bersama dan kartu kata.",
        "Memakai kartu kata sepuluh menit setiap pagi\nMencatat kemajuan lima murid",
        "Memakai kartu kata setiap pagi selama dua minggu",
    ),
    (
        "Diskusi: soal cerita matematika",
        "Murid kesulitan memahami soal cerita",
        "Peserta membandingkan gambar, benda nyata, dan membaca ulang soal.",
        "Mencoba gambar batang untuk soal cerita",
        "Mengajar satu soal cerita dengan gambar batang",
    ),
    (
        "Diskusi: mengajak orang tua terlibat",
        "Orang tua jarang menanggapi catatan guru",
        "Tiga guru membagikan contoh pesan singkat yang dijawab orang tua.",
        "Mengirim satu kabar baik tiap murid bulan ini",
        "Mengirim satu kabar baik kepada lima orang tua",
    ),
)
_STATUSES = ("hadir",) * 14 + ("terlambat", "terlambat", "izin", "sakit", "dinas", "alpa")
_STEP_STATES = (Step.State.DONE, Step.State.DONE, Step.State.TRIED, Step.State.OPEN)


def build(now: datetime) -> None:
    """Make three held meetings on past Wednesdays and call the next one."""
    made, teachers = example_group(), example_teachers()
    recorder = User.objects.get(username="sekretaris")
    line = Line.objects.get(programme__group=made, kind=Line.Kind.ROUTINE)
    hosts = list(schools_of(made).order_by("npsn"))
    next_day = _next_wednesday(day_here(now))
    former: Meeting | None = None
    for index, row in enumerate(_PAST):
        day = next_day - timedelta(weeks=len(_PAST) - index)
        meeting = _meeting(made, line, row[0], day, hosts[index], recorder)
        meeting.state = Meeting.State.HELD
        meeting.save()
        _record(meeting, teachers, recorder, row, index)
        if former is not None:
            _approve(former, meeting, recorder)
        former = meeting
    for one in Minutes.objects.filter(meeting__group=made).select_related("meeting__group"):
        fix_called(one.meeting, one.finalised_at or now)
        keep_closed("minutes.finished", one, one.finalised_at or now)
    GroupRules.objects.create(group=made, catch_up_percent=50)
    _meeting(made, line, "Diskusi: memilih masalah bersama", next_day, hosts[len(_PAST)], recorder)


def _next_wednesday(today: date) -> date:
    return today + timedelta(days=(_WEDNESDAY - today.weekday() - 1) % 7 + 1)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _meeting(
    made: Group, line: Line, title: str, day: date, host: School, recorder: User
) -> Meeting:
    called = _at(day - timedelta(days=5), 19)
    letter = issue_letter(
        series_key=f"group:{made.pk}:{called.year}",
        number_format=made.letter_number_format,
        values={"kode": made.letter_code},
        subject=f"Undangan {title}",
        dated=called.date(),
        user_id=recorder.pk,
        now=called,
    )
    return Meeting.objects.create(
        group=made,
        line=line,
        title=title,
        state=Meeting.State.CALLED,
        date=day,
        starts_at=time(13, 0),
        ends_at=time(15, 15),
        host=host,
        agenda="Langkah pertemuan lalu\nDiskusi masalah\nLangkah berikutnya",
        speaker_note="Tutor sebaya",
        invitation=letter,
        called_at=called,
    )


def _record(
    meeting: Meeting, teachers: list[Teacher], recorder: User, row: tuple[str, ...], index: int
) -> None:
    statuses = {
        t.pk: _STATUSES[(n * 7 + index * 5) % len(_STATUSES)] for n, t in enumerate(teachers)
    }
    came = [t for t in teachers if statuses[t.pk] in {"hadir", "terlambat"}]
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            teacher=teacher,
            status=statuses[teacher.pk],
            recorded_at=_at(meeting.date, 13),
            recorded_by=recorder,
        )
        for teacher in teachers
    )
    Guest.objects.create(
        meeting=meeting, name="Pak Contoh Tamu", institution="UPTD Pendidikan Ciawi"
    )
    Minutes.objects.create(
        meeting=meeting,
        state=Minutes.State.FINAL,
        chaired_by=teachers[0].name,
        taken_by=teachers[3].name,
        opening="Pertemuan dibuka dengan doa bersama.",
        problems=row[1],
        discussion=row[2],
        decisions=row[3],
        closed_at=time(15, 15),
        version=1,
        finalised_at=_at(meeting.date, 19),
    )
    last = index == len(_PAST) - 1
    Step.objects.bulk_create(
        _step(meeting, teacher, row[4], n, last) for n, teacher in enumerate(came)
    )


def _approve(former: Meeting, later: Meeting, recorder: User) -> None:
    """The next meeting approved the minutes and looked at their first decision."""
    minutes = former.minutes
    minutes.approved_at = _at(later.date, 13)
    minutes.approved_in = later
    minutes.save()
    DecisionUpdate.objects.create(
        minutes=minutes,
        number=1,
        state=DecisionUpdate.State.RUNNING,
        note="Sudah berjalan di sebagian besar kelas",
        stamp_at=_at(later.date, 13),
        stamp_id=uuid4(),
        reported_by=recorder,
    )
    if later.title == _PAST[1][0]:
        Addendum.objects.create(
            minutes=minutes,
            number=1,
            text="Kartu kata dibuat bersama, bukan dibeli.",
            made_at=_at(later.date, 19),
            made_by=recorder,
        )


def _step(meeting: Meeting, teacher: Teacher, what: str, number: int, last: bool) -> Step:
    state = _STEP_STATES[number % len(_STEP_STATES)] if last else Step.State.DONE
    reported = state != Step.State.OPEN
    return Step(
        meeting=meeting,
        teacher=teacher,
        what=what,
        due_on=meeting.date + timedelta(days=14),
        proof="Satu foto atau satu kalimat",
        state=state,
        report="Sudah dicoba, waktunya kurang." if state == Step.State.TRIED else "",
        reported_at=_at(meeting.date + timedelta(days=5), 15) if reported else None,
    )
