"""Raising problems, answering them, and saying what became of them."""

from datetime import timedelta
from itertools import permutations

import pytest

from gugus.meetings.models import Meeting
from gugus.meetings.rules.merge import WriteStamp
from gugus.people.rules.roles import Role
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.problems import queries, services
from gugus.problems.models import Problem, ProblemProposal, Trial
from gugus.problems.papers import agenda_items
from gugus.problems.services import ProblemText
from tests.support.meetings import DAY, NOW, actor, make_meeting
from tests.support.problems import VOICE, by, picture, raised, stamp


def test_a_problem_is_raised_once_and_leaves_a_trace_without_words(world) -> None:
    first = raised(world, voice=VOICE, photo=picture())
    again = raised(world, voice=VOICE, photo=picture())
    assert (first, first.state) == (again, Problem.State.WAITING)
    assert first.teacher == world.teachers[0]
    assert Attachment.objects.count() == 2
    entry = AuditEntry.objects.get(verb="problem.raised")
    assert "lancar" not in str(vars(entry))
    later = NOW + timedelta(days=3)
    other = services.raise_problem(
        actor=actor(world.users[Role.TEACHER]),
        now=later,
        group=world.group,
        text=ProblemText(2, "", "Murid belum lancar membaca", True),
    )
    assert other != first


@pytest.mark.parametrize(
    ("files", "field"),
    [
        ({"voice": b"MZ" + b"x" * 50}, "voice"),
        ({"voice": VOICE + b"x" * 800_000}, "voice"),
        ({"photo": b"<svg onload=alert(1)>"}, "photo"),
        ({"photo": VOICE}, "photo"),
    ],
)
def test_hostile_files_are_refused_and_nothing_is_kept(world, files, field) -> None:
    with pytest.raises(Refused) as refusal:
        raised(world, **files)
    assert refusal.value.field == field
    assert not Problem.objects.exists()
    assert not Attachment.objects.exists()


def test_words_change_only_while_nobody_answered(world) -> None:
    problem = raised(world)
    text = ProblemText(3, "PAI", "Murid belum hafal doa", False)
    services.change_problem(**by(world, Role.TEACHER), problem=problem, text=text)
    assert [one.pk for one in queries.search_problems(queries.problems_of(world.group), "hafalan")]
    with pytest.raises(Refused):
        services.change_problem(**by(world), problem=problem, text=text)
    services.propose_solution(**by(world), problem=problem, words="Doa bersama setiap pagi")
    for refused in (
        lambda: services.change_problem(**by(world, Role.TEACHER), problem=problem, text=text),
        lambda: services.withdraw_problem(**by(world, Role.TEACHER), problem=problem),
    ):
        with pytest.raises(Refused):
            refused()
    # One's own name may be hidden at any time, by oneself alone.
    services.set_name_shown(**by(world, Role.TEACHER), problem=problem, named=False)
    with pytest.raises(Refused):
        services.set_name_shown(**by(world), problem=problem, named=True)


def test_what_is_withdrawn_is_gone_with_its_files(world) -> None:
    problem = raised(world, voice=VOICE, photo=picture())
    services.withdraw_problem(**by(world, Role.TEACHER), problem=problem)
    assert not Problem.objects.exists()
    assert not Attachment.objects.exists()
    with pytest.raises(Refused):
        services.propose_solution(**by(world), problem=problem, words="Terlambat")


def test_two_proposals_stay_and_the_same_one_twice_is_one(world) -> None:
    problem = raised(world)
    services.propose_solution(**by(world), problem=problem, words="Kartu kata")
    services.propose_solution(**by(world), problem=problem, words="Kartu kata")
    services.propose_solution(**by(world, Role.CHAIR), problem=problem, words="Kartu kata")
    assert problem.proposals.count() == 2


def test_a_problem_is_found_by_what_colleagues_said(world) -> None:
    problem = raised(world)
    raised(world, "Perkalian tertukar dengan pembagian")
    proposal = services.propose_solution(**by(world), problem=problem, words="Pakai kartu kata")
    services.report_trial(
        **by(world), problem=problem, proposal=proposal, outcome="worked", words="Suku kata diayun"
    )
    everything = queries.problems_of(world.group)
    for text in ("bacaan", "kartu", "mengayunkan suku kata"):
        assert [one.pk for one in queries.search_problems(everything, text)] == [problem.pk]
    # What a person types is never a question to the database.
    for text in ('" OR 1', "baca* NEAR/2", "%", "' ; DROP TABLE", "\\", ""):
        assert isinstance(queries.search_problems(everything, text), list)
    assert [one.pk for one in queries.similar_problems(world.group, "siswa kesulitan bacaan")] == [
        problem.pk
    ]
    assert queries.similar_problems(world.other, "siswa kesulitan bacaan") == []


def _settle(world, problem, at: WriteStamp, state: str, **more) -> None:
    services.settle_problem(**by(world), problem=problem, said=at, state=state, **more)


def test_solved_asks_until_something_helped(world) -> None:
    problem = raised(world)
    with pytest.raises(Refused) as refusal:
        _settle(world, problem, stamp(1), "solved")
    assert refusal.value.field == "sure"
    services.report_trial(
        **by(world), problem=problem, proposal=None, outcome="failed", words="Terlalu lama"
    )
    with pytest.raises(Refused):
        _settle(world, problem, stamp(2), "solved")
    services.report_trial(**by(world), problem=problem, proposal=None, outcome="partly", words="")
    _settle(world, problem, stamp(3), "solved")
    problem.refresh_from_db()
    assert problem.state == Problem.State.SOLVED
    _settle(world, problem, stamp(4), "")
    problem.refresh_from_db()
    assert problem.state == Problem.State.WAITING
    with pytest.raises(Refused):
        _settle(world, problem, stamp(5), "closed")
    with pytest.raises(Refused):
        services.settle_problem(
            **by(world, Role.SUPERVISOR), problem=problem, said=stamp(6), state="closed", reason="x"
        )


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_phones_in_any_order_end_the_same(world, order) -> None:
    """Two adoptions and two last words, sent by phones that found a signal in any order."""
    problem = raised(world)
    one = services.propose_solution(**by(world), problem=problem, words="Kartu kata")
    two = services.propose_solution(**by(world), problem=problem, words="Membaca berdua")
    meeting = make_meeting(world)
    acts = [
        lambda: services.adopt_solution(**by(world), problem=problem, said=stamp(1), proposal=one),
        lambda: services.adopt_solution(
            **by(world), problem=problem, said=stamp(5), proposal=two, meeting=meeting
        ),
        lambda: _settle(world, problem, stamp(3), "closed", reason="Tidak jadi"),
        lambda: _settle(world, problem, stamp(4), "solved", sure=True),
    ]
    for turn in order:
        acts[turn]()
        acts[turn]()
    problem.refresh_from_db()
    assert (problem.adopted, problem.adopted_in) == (two, meeting)
    assert (problem.state, problem.closed_reason) == (Problem.State.SOLVED, "")


def test_a_meeting_may_adopt_words_of_its_own(world) -> None:
    problem = raised(world)
    with pytest.raises(Refused):
        services.adopt_solution(**by(world), problem=problem, said=stamp(0), proposal=None)
    for _ in range(2):
        services.adopt_solution(
            **by(world), problem=problem, said=stamp(1), proposal=None, words="Membaca berdua"
        )
    problem.refresh_from_db()
    assert problem.state == Problem.State.ADOPTED
    assert ProblemProposal.objects.get() == problem.adopted
    assert " dua " in problem.stems


def test_the_same_report_twice_is_one(world) -> None:
    problem = raised(world)
    for _ in range(2):
        services.report_trial(
            **by(world), problem=problem, proposal=None, outcome="worked", words=""
        )
    assert Trial.objects.count() == 1


def _agenda(world, meeting, chosen, shown=None) -> int:
    shown = {one.pk for one in (shown or chosen)}
    ids = {one.pk for one in chosen}
    return services.set_agenda_problems(**by(world), meeting=meeting, chosen=ids, shown=shown)


def test_waiting_problems_come_on_an_agenda_and_wait_again_without_a_way_out(world) -> None:
    high = raised(world, "Perkalian tertukar", level=6)
    low = raised(world, "Belum lancar membaca", level=2)
    meeting = make_meeting(world, date=DAY + timedelta(days=2), study_group=world.lower)
    assert queries.problems_to_offer(meeting, DAY) == [low, high]
    assert _agenda(world, meeting, [low], [low, high]) == 1
    assert queries.problems_to_offer(meeting, DAY) == [high]
    assert agenda_items(meeting, queries.agenda_problems(meeting)) == (
        "Masalah kelas 2: Belum lancar membaca",
    )
    later = make_meeting(world, date=DAY + timedelta(days=9))
    assert queries.problems_to_offer(later, DAY) == [high]
    # Held without a way out, or cancelled: it waits again.
    for state in (Meeting.State.HELD, Meeting.State.CANCELLED):
        Meeting.objects.filter(pk=meeting.pk).update(state=state)
        assert set(queries.problems_to_offer(later, DAY)) == {low, high}
    services.adopt_solution(
        **by(world), problem=low, said=stamp(1), proposal=None, words="Kartu", meeting=meeting
    )
    assert queries.problems_to_offer(later, DAY) == [high]
    with pytest.raises(Refused):
        _agenda(world, meeting, [high])


def test_a_form_changes_only_the_problems_that_it_showed(world) -> None:
    one, two = raised(world, "Perkalian"), raised(world, "Membaca")
    meeting = make_meeting(world, date=DAY + timedelta(days=2))
    _agenda(world, meeting, [one])
    _agenda(world, meeting, [two], [two])
    assert {p.pk for p in queries.agenda_problems(meeting)} == {one.pk, two.pk}
    assert _agenda(world, meeting, [], [one]) == 1
    other = Problem.objects.create(
        group=world.other, raised_by=world.outsider, words="Lain", raised_at=NOW
    )
    assert _agenda(world, meeting, [other]) == 1
    other.refresh_from_db()
    assert other.on_agenda is None
