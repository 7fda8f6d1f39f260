"""Where a problem stands, what is alike, what comes on an agenda."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.cores.words.ranking import joined_stems, rank
from gugus.cores.words.stems import stems
from gugus.problems.rules import (
    ProblemAudience,
    WaitingProblem,
    agenda_line,
    agenda_order,
    alike,
    asks_before_solved,
    is_free,
    problem_rights,
    problem_state,
    short,
    with_problems,
)

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("settled", "has_way_out", "state"),
    [
        ("", False, "waiting"),
        ("", True, "adopted"),
        ("solved", True, "solved"),
        ("solved", False, "solved"),
        ("closed", True, "closed"),
    ],
)
def test_the_last_word_stands_above_the_way_out(settled, has_way_out, state) -> None:
    assert problem_state(settled, has_way_out) == state


@pytest.mark.parametrize(
    ("outcomes", "asks"),
    [([], True), (["failed"], True), (["failed", "partly"], False), (["worked"], False)],
)
def test_nothing_is_solved_unasked_before_something_helped(outcomes, asks) -> None:
    assert asks_before_solved(outcomes) is asks


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("records", [True, False])
@pytest.mark.parametrize("is_raiser", [True, False])
def test_rights(is_raiser: bool, records: bool, answered: bool) -> None:
    may = problem_rights(is_raiser=is_raiser, records=records, answered=answered)
    assert may.adopt is records
    assert may.settle is (is_raiser or records)
    assert may.change is (is_raiser and not answered)
    assert may.hide_name is is_raiser


def _waiting(
    problem: int, days: int, level: int | None = None, subject: str = ""
) -> WaitingProblem:
    return WaitingProblem(
        problem, datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=days), level, subject
    )


def test_own_classes_first_then_the_longest_wait() -> None:
    waiting = [_waiting(1, 0, 6), _waiting(2, 3, 2), _waiting(3, 1, None), _waiting(4, 2, 1)]
    assert agenda_order(waiting, ProblemAudience((1, 2, 3))) == [4, 2, 1, 3]
    assert agenda_order(waiting, ProblemAudience()) == [1, 3, 4, 2]
    by_subject = [_waiting(1, 0, 3), _waiting(2, 1, 5, "pjok")]
    assert agenda_order(by_subject, ProblemAudience(subject="PJOK")) == [2, 1]


@given(st.permutations([_waiting(n, n % 3, n % 7 or None) for n in range(8)]))
def test_the_order_does_not_depend_on_how_they_were_read(rows) -> None:
    expected = agenda_order(sorted(rows, key=lambda one: one.problem), ProblemAudience((1, 2)))
    assert agenda_order(rows, ProblemAudience((1, 2))) == expected


@pytest.mark.parametrize(
    ("day", "is_over", "free"),
    [
        (None, False, True),
        (TODAY + timedelta(days=3), False, False),
        (TODAY, False, False),
        (TODAY - timedelta(days=1), False, True),
        (TODAY + timedelta(days=3), True, True),
    ],
)
def test_a_problem_waits_again_when_its_meeting_is_over(day, is_over, free) -> None:
    assert is_free(day, is_over=is_over, today=TODAY) is free


def _alike(question: str, *texts: str) -> list[int]:
    numbered = [(n, joined_stems(stems(text))) for n, text in enumerate(texts)]
    return alike(rank(stems(question), numbered))


def test_school_words_alone_make_nothing_alike() -> None:
    others = ("Murid kelas 2 sulit berhitung", "Siswa terlambat masuk sekolah")
    assert _alike("Murid sekolah ini sulit membaca", *others) == []
    assert _alike("murid belum lancar membaca", "siswa kesulitan bacaan", *others) == [0]
    assert _alike("tulisan", *["menulis"] * 9) == [8, 7, 6]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], ["M"]),
        (["Pembukaan", "Diskusi", "Penutup"], ["Pembukaan", "Diskusi", "M", "Penutup"]),
        (["Diskusi", "Langkah berikutnya", "Doa penutup"], ["Diskusi", "M", "Langkah berikutnya", "Doa penutup"]),
        (["Penutupan program lama", "Diskusi"], ["Penutupan program lama", "Diskusi", "M"]),
    ],
)  # fmt: skip
def test_problems_come_before_the_ending(points, expected) -> None:
    assert list(with_problems(points, ["M"])) == expected


def test_a_line_of_the_agenda_names_class_and_subject() -> None:
    assert (
        agenda_line(3, "IPAS", "Alat  peraga\nkurang") == "Masalah kelas 3 IPAS: Alat peraga kurang"
    )
    assert agenda_line(None, "", "Alat peraga kurang") == "Masalah: Alat peraga kurang"


@given(st.text(max_size=300), st.integers(2, 120))
def test_short_is_short(text: str, most: int) -> None:
    assert len(short(text, most)) <= most
    assert short("satu dua tiga empat", 12) == "satu dua…"
