"""Problems from class, journals, certificates, and the days of the calendar."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from gugus.calendar.models import CalendarEvent, DayPoll, DayVote
from gugus.catchup.models import Reflection
from gugus.certificates.models import Certificate, CertificateRun
from gugus.certificates.rules.facts import CertificateFacts, KeptLetterhead, to_json
from gugus.cores.words.ranking import joined_stems
from gugus.cores.words.stems import stems
from gugus.meetings.models import Meeting
from gugus.people.rules.roles import Role
from gugus.platform.documents.models import Letter, LetterSeries
from gugus.problems.models import Problem, ProblemProposal, Trial
from tests.support.certificate_facts import ACTIVITY, ENTRY
from tests.support.grown.ground import DAYS_AHEAD, Ground, at
from tests.support.samples import Sample

_WORDS = (
    "Murid belum lancar membaca kalimat panjang",
    "Soal cerita perkalian sulit dipahami murid",
    "Orang tua jarang menanggapi catatan guru",
)


def add_problems(ground: Ground, meetings: list[Meeting], known: Mapping[str, Sample]) -> None:
    """Problems of every year; those of former years are answered, and so is every other one."""
    found = [stems(words) for words in _WORDS]
    days = [day for year in ground.years for day in _spread(ground, year, ground.size.problems)]
    made = Problem.objects.bulk_create(
        Problem(
            group=ground.world.group,
            raised_by=teacher.user or ground.recorder,
            teacher=teacher,
            class_level=n % 6 + 1,
            words=_WORDS[n % len(_WORDS)],
            stems=joined_stems(found[n % len(_WORDS)]),
            state="waiting" if n % 2 and day.year >= ground.year else "solved",
            on_agenda=meetings[n % len(meetings)] if n % 3 == 0 else None,
            raised_at=at(day),
        )
        for n, day in enumerate(days)
        for teacher in [ground.teachers[n % len(ground.teachers)]]
    )
    sampled = list(Problem.objects.filter(pk=known["problems:problem"].parts["pk"]))
    # As many colleagues answer the sample as raise problems in a year.
    answered = [*made, *(sampled * ground.size.problems)]
    proposals = ProblemProposal.objects.bulk_create(
        ProblemProposal(
            problem=one,
            words="Kartu kata sepuluh menit setiap pagi",
            made_by=ground.recorder,
            teacher=ground.teachers[n % len(ground.teachers)],
            made_at=one.raised_at,
        )
        for n, one in enumerate(answered)
    )
    Trial.objects.bulk_create(
        Trial(
            problem=one.problem,
            proposal=one,
            outcome=Trial.Outcome.WORKED,
            words="Lebih lancar",
            made_by=ground.recorder,
            teacher=ground.teachers[(n + 1) % len(ground.teachers)],
            made_at=one.made_at,
        )
        for n, one in enumerate(proposals)
    )


def _spread(ground: Ground, year: int, number: int) -> list[date]:
    first, last = date(year, 7, 20), min(date(year + 1, 6, 20), ground.today)
    return [first + (last - first) * n / number for n in range(number)]


def add_journals(ground: Ground, meetings: list[Meeting]) -> None:
    """The first teacher wrote after every meeting, all others after the last ones."""
    written = [(meeting, ground.teachers[0]) for meeting in meetings]
    written += [(meeting, one) for meeting in meetings[-3:] for one in ground.teachers[1:]]
    Reflection.objects.bulk_create(
        Reflection(
            group=ground.world.group,
            teacher=teacher,
            meeting=meeting,
            learnt="Bertanya lebih pelan",
            applied="Di kelas saya",
            written_at=at(meeting.date, 20),
            stamp_at=at(meeting.date, 20),
            stamp_id=uuid4(),
            shared=n % 4 == 0,
        )
        for n, (meeting, teacher) in enumerate(written)
    )


def add_certificates(ground: Ground, known: Mapping[str, Sample]) -> None:
    """Everybody has one of every year, and one of the samples' run."""
    sampled = CertificateRun.objects.get(pk=known["certificates:run_paper"].parts["pk"])
    runs = CertificateRun.objects.bulk_create(
        CertificateRun(
            group=ground.world.group,
            title=f"Kegiatan {year}",
            plan=sampled.plan,
            state=CertificateRun.State.DONE,
            made_at=at(date(year, 12, 1)) if year < ground.year else ground.now,
            made_by=ground.recorder,
        )
        for year in ground.years
    )
    held = set(sampled.certificates.values_list("teacher_id", flat=True))
    wanted = [(run, one) for run in runs for one in ground.teachers]
    wanted += [(sampled, one) for one in ground.teachers if one.pk not in held]
    series = LetterSeries.objects.create(key=f"sert:{ground.world.group.pk}", last_number=9999)
    letters = Letter.objects.bulk_create(
        Letter(
            series=series, number=n + 1, text=f"{n + 1:03}/Sert", subject="Sertifikat",
            dated=ACTIVITY.dated, issued_at=ground.now, issued_by=ground.recorder,
        )
        for n in range(len(wanted))
    )  # fmt: skip
    Certificate.objects.bulk_create(
        Certificate(
            run=run,
            group=ground.world.group,
            teacher=one,
            code=f"{n:032}",
            letter=letter,
            role=Certificate.Role.PARTICIPANT,
            holder=one.name,
            facts=to_json(
                CertificateFacts(
                    ACTIVITY,
                    replace(ENTRY, teacher=one.pk, holder=one.name),
                    KeptLetterhead((), "KKG Rekaan"),
                )
            ),
            minutes=ENTRY.minutes,
            badge="{}",
            issued_at=run.made_at,
        )
        for n, ((run, one), letter) in enumerate(zip(wanted, letters, strict=True))
    )


def add_days(ground: Ground, known: Mapping[str, Sample]) -> None:
    """Holidays, exams and schools' own days of every year; everybody answered the poll."""
    by = ground.world.users[Role.CHAIR]
    kinds = CalendarEvent.Kind.values
    CalendarEvent.objects.bulk_create(
        CalendarEvent(
            group=ground.world.group,
            kind=kinds[n % len(kinds)],
            title=f"Acara rekaan {n + 1}",
            first_day=day,
            last_day=day + timedelta(days=n % 3),
            school=ground.schools[n % len(ground.schools)] if n % 4 == 3 else None,
            made_at=ground.now,
            made_by=by,
        )
        for year in ground.years
        for n in range(ground.size.events)
        for day in [date(year, 7, 2) + timedelta(days=n * 350 // ground.size.events)]
    )
    # A meeting that lies ahead loses its day, in every size.
    lost = ground.today + timedelta(days=DAYS_AHEAD)
    CalendarEvent.objects.create(
        group=ground.world.group, kind="district", title="Apel", first_day=lost, last_day=lost,
        made_at=ground.now, made_by=by,
    )  # fmt: skip
    poll = DayPoll.objects.get(pk=known["calendar:poll_close"].parts["pk"])
    DayVote.objects.bulk_create(
        DayVote(poll=poll, teacher=one, weekday=day, word="can", at=ground.now, by=by)
        for one in ground.teachers
        for day in poll.weekdays
    )
