"""Years of held meetings, each with who came, its minutes, steps, readings and opinions."""

from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from uuid import uuid4

from gugus.attendance.models import Attendance, Guest
from gugus.catchup.models import Feedback, PacketReading
from gugus.meetings.models import CalledTeacher, Meeting, MeetingMove
from gugus.minutes.models import DecisionUpdate, Minutes
from gugus.people.models import Teacher
from gugus.platform.documents.models import Letter, LetterSeries
from gugus.programme.models import Line
from gugus.steps.models import Step, StepOffer, StepReport
from tests.support.grown.ground import DAYS_AHEAD, Ground, at

_STATUSES = ("hadir",) * 8 + ("terlambat", "izin", "sakit", "alpa")
_CAME = {"hadir", "terlambat"}
_STEP_STATES = ("done", "done", "tried", "open")
# Planned or called meetings that lie ahead.
_AHEAD = 6
_BATCH = 1000


def add_meetings(ground: Ground, lines: dict[int, list[Line]]) -> list[Meeting]:
    """All held meetings, the oldest first; some more lie ahead."""
    held = [
        _meeting(ground, lines[year], n, Meeting.State.HELD, days)
        for year in ground.years
        for n, days in enumerate((day - ground.today).days for day in ground.learning_days(year))
    ]
    ahead = [
        _meeting(ground, lines[ground.year], n, state, DAYS_AHEAD + n)
        for n, state in enumerate((Meeting.State.PLANNED, Meeting.State.CALLED) * (_AHEAD // 2))
    ]
    _invite(ground, [one for one in (*held, *ahead) if one.state != Meeting.State.PLANNED])
    made = Meeting.objects.bulk_create([*held, *ahead])[: len(held)]
    # The samples' own meetings are a grown group's too: one that is on now, one that is held.
    sampled = Meeting.objects.filter(group=ground.world.group).exclude(pk__in=[m.pk for m in made])
    return [*made, *sampled.filter(date=ground.today).order_by("pk")]


def _meeting(ground: Ground, lines: Sequence[Line], n: int, state: str, days: int) -> Meeting:
    return Meeting(
        group=ground.world.group,
        line=lines[n % len(lines)],
        study_group=ground.world.lower if n % 8 == 7 else None,
        title=f"Diskusi rekaan {n + 1}",
        state=state,
        date=ground.today + timedelta(days=days),
        starts_at=time(13),
        ends_at=time(15, 15),
        host=ground.schools[n % len(ground.schools)],
        agenda="Langkah pertemuan lalu\nDiskusi masalah\nLangkah berikutnya",
        speaker=ground.speakers[n % len(ground.speakers)],
    )


def _invite(ground: Ground, called: list[Meeting]) -> None:
    series = LetterSeries.objects.create(key=f"rekaan:{ground.world.group.pk}", last_number=9999)
    letters = Letter.objects.bulk_create(
        Letter(
            series=series,
            number=n + 1,
            text=f"{n + 1:03}/KKG/{one.date.year}",
            subject=f"Undangan {one.title}",
            dated=one.date - timedelta(days=5),
            issued_at=at(one.date - timedelta(days=5)),
            issued_by=ground.recorder,
        )
        for n, one in enumerate(called)
    )
    for one, letter in zip(called, letters, strict=True):
        one.invitation, one.called_at = letter, letter.issued_at


def fill_meetings(ground: Ground, meetings: list[Meeting]) -> None:
    """What was recorded at every meeting and after it."""
    Attendance.objects.bulk_create(_attendance(ground, meetings), batch_size=_BATCH)
    _fix_called(ground, [one for one in meetings if one.state == Meeting.State.HELD])
    Guest.objects.bulk_create(
        Guest(meeting=one, name="Pak Contoh Tamu", institution="UPTD Contoh") for one in meetings
    )
    MeetingMove.objects.bulk_create(
        MeetingMove(
            meeting=one,
            old_date=one.date - timedelta(days=2),
            old_starts_at=one.starts_at,
            old_ends_at=one.ends_at,
            reason="Hujan lebat",
            moved_at=at(one.date, 8),
            moved_by=ground.recorder,
        )
        for one in meetings[::5]
    )
    _add_minutes(ground, meetings)
    _add_steps(ground, meetings)
    _add_readings(ground, meetings)


def _came(ground: Ground, number: int) -> Iterator[tuple[Teacher, str]]:
    """The marks of a meeting; the first teacher, whom the samples name, never misses one."""
    for n, teacher in enumerate(ground.teachers):
        yield teacher, _STATUSES[(n * 7 + number * 5) % len(_STATUSES)] if n else _STATUSES[0]


def _attendance(ground: Ground, meetings: list[Meeting]) -> Iterator[Attendance]:
    for number, one in enumerate(meetings):
        for teacher, status in _came(ground, number):
            yield Attendance(
                meeting_id=one.pk,
                teacher_id=teacher.pk,
                status=status,
                recorded_at=at(one.date),
                recorded_by_id=ground.recorder.pk,
                stamp_at=at(one.date),
                stamp_id=uuid4(),
            )


def _fix_called(ground: Ground, held: list[Meeting]) -> None:
    CalledTeacher.objects.bulk_create(
        (
            CalledTeacher(meeting_id=one.pk, teacher_id=teacher.pk)
            for one in held
            for teacher in ground.teachers
        ),
        batch_size=_BATCH,
    )
    Meeting.objects.filter(pk__in=[one.pk for one in held]).update(called_fixed_at=at(ground.today))


def _add_minutes(ground: Ground, meetings: list[Meeting]) -> None:
    without = [one for one in meetings if not hasattr(one, "minutes")]
    minutes = Minutes.objects.bulk_create(
        Minutes(
            meeting=one,
            state=Minutes.State.FINAL,
            chaired_by=ground.teachers[1].name,
            taken_by=ground.teachers[2].name,
            opening="Dibuka dengan doa bersama.",
            problems="Waktu pendampingan terbatas",
            discussion="Guru saling menunjukkan cara membaca bersama.",
            decisions="Memakai kartu kata\nMencatat kemajuan\nMengirim kabar baik",
            version=1,
            finalised_at=at(one.date, 19),
            approved_at=at(later.date) if later != one else None,
            approved_in=later if later != one else None,
        )
        for one, later in zip(without, [*without[1:], without[-1]], strict=True)
        if one.state == Meeting.State.HELD
    )
    DecisionUpdate.objects.bulk_create(
        DecisionUpdate(
            minutes=one,
            number=number,
            state="done" if (n + number) % 3 else "running",
            stamp_at=one.finalised_at,
            stamp_id=uuid4(),
            reported_by=ground.recorder,
        )
        for n, one in enumerate(minutes)
        for number in (1, 2)
    )


def _add_steps(ground: Ground, meetings: list[Meeting]) -> None:
    offers = StepOffer.objects.bulk_create(
        StepOffer(
            meeting=one,
            what="Memakai kartu kata setiap pagi",
            due_on=one.date + timedelta(days=14),
            stamp_at=at(one.date),
            stamp_id=uuid4(),
        )
        for one in meetings
    )
    steps = Step.objects.bulk_create(_steps(ground, offers), batch_size=_BATCH)
    StepReport.objects.bulk_create(
        (
            StepReport(
                step_id=one.pk,
                state=one.state,
                text="Murid senang",
                by_id=ground.recorder.pk,
                stamp_at=one.reported_at,
                stamp_id=uuid4(),
            )
            for one in steps
            if one.reported_at
        ),
        batch_size=_BATCH,
    )


def _steps(ground: Ground, offers: list[StepOffer]) -> Iterator[Step]:
    for number, offer in enumerate(offers):
        came = [teacher for teacher, status in _came(ground, number) if status in _CAME]
        for n, teacher in enumerate(came):
            state = _STEP_STATES[(n + number) % len(_STEP_STATES)]
            reported = state != "open"
            yield Step(
                meeting_id=offer.meeting_id,
                teacher_id=teacher.pk,
                offer_id=offer.pk,
                what=offer.what,
                due_on=offer.due_on,
                state=state,
                report="Murid senang" if reported else "",
                reported_at=at(offer.due_on) if reported else None,
                reported_by_id=ground.recorder.pk if reported else None,
            )


def _add_readings(ground: Ground, meetings: list[Meeting]) -> None:
    """The absent read what they missed; of the others every third said what they thought."""
    absent, present = [], []
    for number, one in enumerate(meetings):
        for n, (teacher, status) in enumerate(_came(ground, number)):
            if status not in _CAME:
                absent.append((one, teacher))
            elif n % 3 == 0:
                present.append((one, teacher))
    PacketReading.objects.bulk_create(
        (
            PacketReading(
                meeting_id=one.pk,
                teacher_id=teacher.pk,
                opened_at=at(one.date, 20),
                answer="Sudah saya baca",
                answered_at=at(one.date, 20),
                stamp_at=at(one.date, 20),
                stamp_id=uuid4(),
            )
            for one, teacher in absent[::2]
        ),
        batch_size=_BATCH,
    )
    Feedback.objects.bulk_create(
        (
            Feedback(
                meeting_id=one.pk,
                teacher_id=teacher.pk,
                useful=4,
                clear=3,
                usable=4,
                time=3,
                sentence="Contohnya membantu",
                stamp_at=at(one.date, 16),
                stamp_id=uuid4(),
            )
            for one, teacher in present
        ),
        batch_size=_BATCH,
    )
