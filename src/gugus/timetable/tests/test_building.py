"""From plain facts to a problem and back; how parts, windows and audiences are read."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gugus.cores.scheduling import Objective, SolverStatus, solve
from gugus.schedule.rules.explanation import meeting_reasons
from gugus.timetable.rules.assignment import Assignment
from gugus.timetable.rules.facts import (
    AudienceFacts,
    DoneFacts,
    GroupFacts,
    LineFacts,
    ScheduleFacts,
    SchoolFacts,
    SpeakerFacts,
    TakenFacts,
    UpcomingFacts,
    facts_digest,
    may_share,
)
from gugus.timetable.rules.outcome import placed, plain_rotation_km, total_km
from gugus.timetable.rules.parts_ahead import (
    match_parts,
    missing_parts,
    parts_ahead,
    unschedulable_count,
)
from gugus.timetable.rules.problem import build_problem
from gugus.timetable.rules.relaxation import relaxed
from gugus.timetable.rules.shortages import ShortageKind, shortages
from gugus.timetable.rules.windows import part_windows

DAYS = tuple(date(2026, 7, 15) + timedelta(7 * week) for week in range(30))
KM = ((0.0, 2.0, 4.0), (2.0, 0.0, 2.0), (4.0, 2.0, 0.0))


def group(*lines: LineFacts, key: int = 1, **more: object) -> GroupFacts:
    """Three schools on a road with 1, 2 and 3 teachers; nothing in the calendar."""
    schools = tuple(SchoolFacts(10 * key + n, f"SD {n}", size=n + 1) for n in range(3))
    everybody = AudienceFacts(None, tuple((school.key, school.size) for school in schools))
    usual: dict[str, object] = {"days": DAYS, "audiences": (everybody,), "schools": schools}
    return GroupFacts(key=key, km=KM, lines=lines, **(usual | more))  # type: ignore[arg-type]


def test_what_goes_in_comes_out_under_its_keys() -> None:
    facts = ScheduleFacts(
        (group(LineFacts(5, "A", times=2, speakers=(7,))),), (SpeakerFacts(7, "Bu A"),)
    )
    built = build_problem(facts)
    rows = placed(built, solve(built.problem, seconds=10))
    assert [(row.line, row.part, row.speaker) for row in rows] == [(5, 1, 7), (5, 2, 7)]
    assert {row.host for row in rows} <= {10, 11, 12}
    assert built.place_of(5, 2) == 1
    assert built.place_of(5, 3) is None


def test_two_groups_share_a_speaker_and_nothing_else() -> None:
    days = DAYS[:2]
    one = group(LineFacts(5, "A", speakers=(7,)), key=1, days=days)
    two = group(LineFacts(6, "B", speakers=(7,)), key=2, days=days)
    facts = ScheduleFacts((one, two), (SpeakerFacts(7, "Bu A"),))
    built = build_problem(facts)
    rows = placed(built, solve(built.problem, seconds=10))
    assert {row.day for row in rows} == set(days)
    assert {row.line: row.host // 10 for row in rows} == {5: 1, 6: 2}
    busy = ScheduleFacts((one, two), (SpeakerFacts(7, "Bu A", most=1),))
    assert solve(build_problem(busy).problem, seconds=10).status == SolverStatus.IMPOSSIBLE


def test_weeks_count_where_weeks_are_missing() -> None:
    """Three learning days apart may be nine weeks; weeks between parts count the calendar's."""
    days = (DAYS[0], DAYS[2], DAYS[3], DAYS[9])
    built = build_problem(
        ScheduleFacts((group(LineFacts(5, "A", times=3, weeks_between=2), days=days),))
    )
    rows = placed(built, solve(built.problem, seconds=10))
    assert [row.day for row in rows] in ([days[0], days[1], days[3]], [days[0], days[2], days[3]])


def test_standing_meetings_are_seated_so_that_the_others_fit() -> None:
    middles = [DAYS[2], DAYS[7], DAYS[12]]
    assert match_parts([DAYS[8]], middles, DAYS, 4) == [1]
    # On the first day nothing can come before it.
    assert match_parts([DAYS[0]], middles, DAYS, 4) == [0]
    assert match_parts([DAYS[29]], middles, DAYS, 4) == [2]
    assert match_parts([DAYS[0], DAYS[1]], middles, DAYS[:2], 4) is None


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 12),
    st.lists(st.integers(0, 29), max_size=6, unique=True),
    st.lists(st.integers(-8, -1), max_size=4, unique=True),
    st.booleans(),
)
def test_parts_are_numbered_on_and_never_lost(
    times: int, upcoming: list[int], done: list[int], even: bool
) -> None:
    line = LineFacts(5, "A", times=times, even=even)
    made = group(
        line,
        upcoming=tuple(UpcomingFacts(n, 5, DAYS[n], 10) for n in upcoming),
        done=tuple(DoneFacts(5, DAYS[0] + timedelta(7 * n)) for n in done),
    )
    parts = parts_ahead(made, line)
    first = len(done) + 1
    assert [part.number for part in parts] == list(range(first, first + len(parts)))
    assert len(parts) == max(len(upcoming), times - len(done))
    kept = [part.upcoming.day for part in parts if part.upcoming]
    assert kept == [DAYS[n] for n in sorted(upcoming)]
    assert missing_parts(made, line) + len(upcoming) == len(parts)


@given(st.integers(1, 40), st.integers(1, 30), st.booleans())
def test_windows_stand_in_order_and_hold_their_middle(count: int, parts: int, roomy: bool) -> None:
    assume(parts <= count)
    days = [date(2026, 7, 1) + timedelta(7 * n) for n in range(count)]
    found = part_windows(days, parts, even=True, roomy=roomy)
    assert len(found) == parts
    assert all(window.middle in window.days for window in found)
    assert all(
        one.middle < two.middle  # type: ignore[operator]
        for one, two in pairwise(found)
    )
    # Whoever takes the middles has an even year: no two parts on one day.
    assert len({window.middle for window in found}) == parts


def test_a_line_that_has_begun_leaves_behind_what_no_longer_fits() -> None:
    line = LineFacts(5, "A", times=9, months=(7,), due=9)
    made = group(line, days=DAYS[:4])
    # July has three of these days.
    assert (missing_parts(made, line), unschedulable_count(made, line)) == (3, 6)
    assert shortages(ScheduleFacts((made,))) == ()
    fresh = LineFacts(5, "A", times=9, months=(7,))
    short = shortages(ScheduleFacts((group(fresh, days=DAYS[:4]),)))
    assert [(one.kind, one.wanted, one.days) for one in short] == [
        (ShortageKind.FEW_DAYS, 9, 3),
        (ShortageKind.FULL_YEAR, 9, 4),
    ]


def test_months_with_more_meetings_than_days_are_named_with_their_lines() -> None:
    july = LineFacts(5, "A", times=2, months=(7,))
    august = LineFacts(6, "B", times=2, months=(7,))
    later = LineFacts(7, "C", times=1, months=(9,))
    (short,) = shortages(ScheduleFacts((group(july, august, later),)))
    inside = [day for day in DAYS if day.month == 7]
    assert (short.kind, short.wanted, short.days) == (ShortageKind.CROWDED, 4, len(inside))
    assert (short.first, short.last) == (inside[0], inside[-1])
    assert set(short.lines) == {5, 6}


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from([(7,), (8,), (7, 8), (8, 9), ()])), max_size=4
    )
)
@settings(max_examples=25, deadline=None)
def test_what_is_called_crowded_has_no_schedule(rows: list[tuple[int, tuple[int, ...]]]) -> None:
    lines = [LineFacts(n + 5, "A", times=t, months=m) for n, (t, m) in enumerate(rows)]
    facts = ScheduleFacts((group(*lines),))
    found = [short for short in shortages(facts) if short.kind == ShortageKind.CROWDED]
    if found:
        assert solve(build_problem(facts, roomy=True).problem, seconds=5, explain=False).status == (
            SolverStatus.IMPOSSIBLE
        )


def test_a_rhythm_that_was_interrupted_gives_way_to_what_is_still_ahead() -> None:
    days = DAYS[:6]
    routine = LineFacts(5, "A", times=9, even=True, due=6)
    training = LineFacts(6, "B", times=2)
    made = relaxed(group(routine, training, days=days))
    assert [missing_parts(made, line) for line in made.lines] == [4, 2]
    assert [unschedulable_count(made, line) for line in made.lines] == [5, 0]
    assert shortages(ScheduleFacts((made,))) == ()
    # A year that has not begun is told that it is too full, and nothing is taken from it.
    fresh = group(LineFacts(5, "A", times=6, even=True), training, days=days)
    assert relaxed(fresh) == fresh


def test_days_that_an_audience_has_given_away_are_not_taken() -> None:
    lower = AudienceFacts(3, ((10, 1),), levels=(1, 2))
    upper = AudienceFacts(4, ((10, 1),), levels=(4, 5))
    whole = AudienceFacts(None, ((10, 2),))
    line = LineFacts(5, "A", audience=3)
    made = group(
        line,
        audiences=(whole, lower, upper),
        taken=(TakenFacts(DAYS[0], 4), TakenFacts(DAYS[1], 3), TakenFacts(DAYS[2], None)),
    )
    days = parts_ahead(made, line)[0].window.days
    assert DAYS[0] in days
    assert not {DAYS[1], DAYS[2]} & set(days)


def test_who_can_share_a_teacher() -> None:
    lower = AudienceFacts(1, (), levels=(1, 2, 3))
    upper = AudienceFacts(2, (), levels=(4, 5, 6))
    sport = AudienceFacts(3, (), subject="PJOK")
    faith = AudienceFacts(4, (), subject="PAI")
    whole = AudienceFacts(None, ())
    assert not may_share(lower, upper) and not may_share(sport, faith)
    assert may_share(lower, sport) and may_share(sport, lower)
    assert all(may_share(whole, one) for one in (lower, upper, sport, faith))


def test_pins_and_former_places_reach_the_solver() -> None:
    line = LineFacts(5, "A", times=2)
    made = group(line, upcoming=(UpcomingFacts(1, 5, DAYS[3], 11, pin_date=True),))
    wish = Assignment(5, 2, DAYS[20], 12, None, pin_host=True)
    built = build_problem(ScheduleFacts((made,)), [wish])
    first, second = built.problem.meetings
    assert (first.pinned_slot, first.pinned_host) == (3, None)
    assert first.was == (3, 1)
    assert (second.pinned_slot, second.pinned_host, second.was) == (None, 2, (20, 2))


def test_the_last_host_behind_us_is_not_the_next() -> None:
    facts = ScheduleFacts((group(LineFacts(5, "A"), last=(DAYS[0] - timedelta(7), 11)),))
    built = build_problem(facts)
    assert placed(built, solve(built.problem, seconds=10))[0].host != 11


def test_an_honest_rotation_is_never_better_than_the_best() -> None:
    built = build_problem(ScheduleFacts((group(LineFacts(5, "A", times=4)),)))
    found = solve(built.problem, seconds=10)
    plain = plain_rotation_km(built, found, Objective.TOTAL)
    best = total_km(built, [choice.host for choice in found.choices])
    assert plain is not None and plain >= best
    assert found.total_teacher_km == best


def test_reasons_hold_the_figures_that_decided() -> None:
    line = LineFacts(5, "A", times=2, even=True)
    after = LineFacts(6, "B", after=5)
    schools = (
        SchoolFacts(10, "SD 0", served=1, size=1),
        SchoolFacts(11, "SD 1", size=2),
        SchoolFacts(12, "SD 2", size=3, closed=(DAYS[5],)),
    )
    facts = ScheduleFacts((group(line, after, schools=schools),))
    rows = [
        Assignment(5, 1, DAYS[5], 11),
        Assignment(5, 2, DAYS[20], 12, pin_host=True),
        Assignment(6, 1, DAYS[25], 10),
    ]
    first = meeting_reasons(facts, rows, (5, 1))
    assert first.host is not None
    assert (first.host.turns_before, first.host.turns_here) == (0, 1)
    assert (first.host.turns_least, first.host.turns_most) == (1, 2)
    # One teacher comes two kilometres, three come two: 8; to SD 0 it would be 16.
    assert (first.host.km, first.host.km_least, first.host.km_most) == (8.0, 8.0, 16.0)
    assert first.host.closed == (12,)
    assert (first.day.before, first.day.after, first.day.middle) == (None, DAYS[20], DAYS[7])
    assert meeting_reasons(facts, rows, (6, 1)).day.waits_for == DAYS[20]


def test_the_same_facts_have_the_same_sign() -> None:
    one, two = (ScheduleFacts((group(LineFacts(5, "A", times=2)),)) for _ in range(2))
    assert facts_digest(one) == facts_digest(two)
    assert facts_digest(one) != facts_digest(ScheduleFacts((group(LineFacts(5, "A", times=3)),)))


def test_a_host_gets_no_turn_in_a_month_it_dislikes_if_nothing_else_suffers() -> None:
    """August asks for one meeting, September for two; the first school would rather not in August."""
    lines = (LineFacts(5, "A", months=(8,)), LineFacts(6, "B", times=2, months=(9,)))
    plain = group(*lines)
    wished = tuple(replace(row, disliked=(8,)) for row in plain.schools[:2])
    made = replace(plain, schools=(*wished, plain.schools[2]))
    free, kept = (build_problem(ScheduleFacts((one,))) for one in (plain, made))
    rows = placed(kept, solve(kept.problem, seconds=10))
    assert rows[0].host == 12
    assert total_km(kept, [c.host for c in solve(kept.problem, seconds=10).choices]) == total_km(
        free, [c.host for c in solve(free.problem, seconds=10).choices]
    )
    why = meeting_reasons(ScheduleFacts((made,)), rows, (5, 1)).host
    assert why is not None and (why.disliked, why.unwilling) == (False, (10, 11))
    there = [replace(rows[0], host=10), *rows[1:]]
    why = meeting_reasons(ScheduleFacts((made,)), there, (5, 1)).host
    assert why is not None and (why.disliked, why.unwilling) == (True, (11,))
