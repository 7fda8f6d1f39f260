"""Problems from class in every state, with what colleagues proposed and what came of trying it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from gugus.config.example.people import example_group, example_teachers
from gugus.meetings.models import Meeting
from gugus.people.models import Group, Teacher
from gugus.platform.foundation.models import User
from gugus.problems.models import Problem, ProblemProposal, Trial
from gugus.problems.rules import problem_state
from gugus.problems.services import update_search_index


@dataclass(frozen=True)
class _ExampleProblem:
    """One invented problem; numbers are places on the roster (raisers can sign in)."""

    days: int
    raiser: int
    level: int | None
    subject: str
    words: str
    proposals: tuple[tuple[int, str], ...] = ()
    adopted: int | None = None
    trials: tuple[tuple[int, str, str], ...] = ()
    settled: str = ""
    reason: str = ""
    named: bool = True
    on_agenda: bool = False


_STORIES = (
    _ExampleProblem(
        days=40,
        raiser=5,
        level=2,
        subject="Bahasa Indonesia",
        words="Lima murid belum lancar membaca. Waktu di kelas habis untuk yang lain.",
        proposals=(
            (13, "Kartu kata sepuluh menit setiap pagi, sebelum pelajaran pertama."),
            (22, "Membaca berdua: yang lancar menemani yang belum, bergantian tiap baris."),
        ),
        adopted=0,
        trials=(
            (5, "worked", "Tiga dari lima sudah membaca kalimat pendek setelah tiga minggu."),
            (31, "partly", "Jalan kalau kartunya diganti setiap minggu."),
        ),
        settled="solved",
    ),
    _ExampleProblem(
        days=26,
        raiser=21,
        level=5,
        subject="Matematika",
        words="Murid bingung menentukan operasi hitung di soal cerita.",
        proposals=((14, "Gambar batang dulu, baru menulis kalimat matematikanya."),),
        adopted=0,
        trials=((21, "partly", "Menolong untuk soal satu langkah; soal dua langkah masih sulit."),),
    ),
    _ExampleProblem(
        days=18,
        raiser=13,
        level=6,
        subject="",
        words="Murid sering memakai HP sampai larut malam dan mengantuk di kelas.",
        proposals=((3, "Kesepakatan jam HP dengan orang tua, ditulis dan ditempel di rumah."),),
        on_agenda=True,
    ),
    _ExampleProblem(
        days=9,
        raiser=11,
        level=3,
        subject="Matematika",
        words="Perkalian 6 sampai 9 selalu tertukar walau sudah dihafal setiap hari.",
        named=False,
    ),
    _ExampleProblem(
        days=4,
        raiser=0,
        level=None,
        subject="PJOK",
        words="Lapangan terlalu sempit untuk dua kelas yang olahraga bersamaan.",
    ),
    _ExampleProblem(
        days=33,
        raiser=21,
        level=4,
        subject="IPAS",
        words="Alat peraga listrik rusak semua.",
        settled="closed",
        reason="Sekolah sudah membeli yang baru.",
    ),
)  # fmt: skip


def build(now: datetime) -> None:
    """Make the invented problems; one stands on the next meeting's agenda."""
    made, teachers = example_group(), example_teachers()
    recorder = User.objects.get(username="sekretaris")
    meetings = list(Meeting.objects.filter(group=made).order_by("date"))
    for number, story in enumerate(_STORIES, 1):
        problem = _problem(made, story, teachers, recorder, now)
        proposals = [
            ProblemProposal.objects.create(
                problem=problem,
                words=words,
                made_at=problem.raised_at + timedelta(days=2),
                **_by(teachers[place], recorder),
            )
            for place, words in story.proposals
        ]
        if story.adopted is not None:
            problem.adopted, problem.adopted_in = proposals[story.adopted], meetings[0]
            problem.adoption_at, problem.adoption_id = problem.raised_at, UUID(int=number)
        if story.settled:
            problem.settled, problem.closed_reason = story.settled, story.reason
            problem.settled_at, problem.settled_id = now, UUID(int=number)
        if story.on_agenda:
            problem.on_agenda = meetings[-1]
        for place, outcome, words in story.trials:
            Trial.objects.create(
                problem=problem,
                proposal=problem.adopted,
                outcome=outcome,
                words=words,
                made_at=problem.raised_at + timedelta(days=14),
                **_by(teachers[place], recorder),
            )
        problem.state = problem_state(problem.settled, problem.adopted is not None)
        update_search_index(problem)
        problem.save()


def _problem(
    made: Group, story: _ExampleProblem, teachers: list[Teacher], recorder: User, now: datetime
) -> Problem:
    who = teachers[story.raiser]
    return Problem.objects.create(
        group=made,
        raised_by=who.user or recorder,
        teacher=who,
        named=story.named,
        class_level=story.level,
        subject=story.subject,
        words=story.words,
        raised_at=now - timedelta(days=story.days),
    )


def _by(who: Teacher, recorder: User) -> dict[str, object]:
    """Few of the invented teachers have a login: the secretary wrote for the others."""
    return {"teacher": who, "made_by": who.user or recorder}
