"""Groups that share speakers: who hangs together, and each group's part of a joint answer."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gugus.cores.scheduling import Schedule, solve
from gugus.timetable.rules.facts import (
    AudienceFacts,
    FairnessFacts,
    GroupFacts,
    LineFacts,
    ScheduleFacts,
    SchoolFacts,
    SpeakerFacts,
)
from gugus.timetable.rules.joint import (
    components,
    fits_one_problem,
    group_solution,
    speaker_days,
    speakers_used,
    with_speakers_taken,
)
from gugus.timetable.rules.problem import build_problem

DAYS = tuple(date(2026, 8, 5) + timedelta(weeks=week) for week in range(4))
MEMBERS = st.dictionaries(
    st.integers(1, 12), st.frozensets(st.integers(100, 106), max_size=3), max_size=10
)


def group(key: int, times: int = 2, speakers: tuple[int, ...] = (7,)) -> GroupFacts:
    """Two schools two kilometres apart, one line; school keys are 10 times the group's."""
    schools = (SchoolFacts(10 * key, "A", size=3), SchoolFacts(10 * key + 1, "B", size=1))
    everybody = AudienceFacts(None, ((10 * key, 3), (10 * key + 1, 1)))
    line = LineFacts(100 * key, "Pelatihan", times=times, months=(8,), speakers=speakers)
    return GroupFacts(key, DAYS, schools, ((0.0, 2.0), (2.0, 0.0)), (line,), (everybody,))


def joint(*groups: GroupFacts) -> ScheduleFacts:
    return ScheduleFacts(groups, (SpeakerFacts(7, "Bu Contoh"), SpeakerFacts(8, "Pak Contoh")))


@given(MEMBERS)
def test_components_are_the_groups_that_reach_each_other(
    members: dict[int, frozenset[int]],
) -> None:
    found = components(members)
    assert sorted(key for some in found for key in some) == sorted(members)
    where = {key: some for some in found for key in some}
    for one, speakers in members.items():
        for other, others in members.items():
            if speakers & others:
                assert where[one] == where[other]
    for some in found:
        reached, edge = {some[0]}, [some[0]]
        while edge:
            now = edge.pop()
            near = {key for key in some if key not in reached and members[key] & members[now]}
            reached |= near
            edge += near
        assert reached == set(some)


def test_only_speakers_of_meetings_ahead_bind_groups() -> None:
    assert speakers_used(group(1)) == {7}
    assert speakers_used(group(1, times=0)) == frozenset()


def test_a_joint_schedule_shares_the_speaker_and_splits_into_each_groups_own() -> None:
    groups = (group(1), group(2))
    whole = build_problem(joint(*groups))
    found = solve(whole.problem, seconds=10)
    assert found.status == "optimal"
    shares = []
    for one in groups:
        own = build_problem(ScheduleFacts((one,), joint().speakers))
        share = group_solution(whole, found, own)
        assert (share.status, len(share.choices)) == ("optimal", 2)
        assert {own.schools[choice.host][0] for choice in share.choices} == {one.key}
        shares.append((own, share))
    days = [day for own, share in shares for day in speaker_days(own, share)[7]]
    assert len(days) == len(set(days)) == 4
    totals = [share.total_teacher_km or 0 for _own, share in shares]
    assert sum(totals) == found.total_teacher_km
    # One meeting at each school: three travel once, one travels once.
    assert totals == [8.0, 8.0]
    assert [share.worst_teacher_km for _own, share in shares] == [2.0, 2.0]


def test_every_group_keeps_its_own_rules_of_turns_in_a_joint_search() -> None:
    """The second group lets turns differ and a school be host twice running; the first does not."""
    free = replace(group(2), fair=FairnessFacts(spread=9, twice_running=True))
    for groups in ((group(1), free), (free, group(1))):
        whole = build_problem(joint(*groups))
        assert not whole.problem.fairness_of("1").twice_running
        assert whole.problem.fairness_of("2").twice_running
        found = solve(whole.problem, seconds=10)
        hosts: dict[int, list[int]] = {1: [], 2: []}
        for choice in found.choices:
            key, school = whole.schools[choice.host]
            hosts[key].append(school)
        assert sorted(hosts[1]) == [10, 11]
        # Three of its four teachers are at home there.
        assert hosts[2] == [20, 20]


def test_an_answer_without_choices_has_no_share() -> None:
    whole, own = build_problem(joint(group(1))), build_problem(joint(group(1)))
    assert group_solution(whole, Schedule("impossible"), own).choices == ()


def test_days_given_to_others_are_taken() -> None:
    facts = joint(group(1))
    facts = ScheduleFacts(facts.groups, (SpeakerFacts(7, "Bu Contoh", (DAYS[0],), most=2),))
    (speaker,) = with_speakers_taken(facts, {7: [DAYS[1]], 8: [DAYS[2]]}).speakers
    assert (speaker.away, speaker.most) == (DAYS[:2], 1)


def test_what_is_too_large_is_not_one_problem() -> None:
    assert fits_one_problem(joint(group(1), group(2)))
    assert not fits_one_problem(joint(*(group(key) for key in range(1, 150))))
    assert not fits_one_problem(joint(group(1, times=400)))
