"""From pressing *Susun jadwal* to a year in the calendar, and back."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from gugus.agenda.services import call_meeting
from gugus.calendar.models import PlanSettings
from gugus.hosts.models import HostSettings
from gugus.meetings.models import Meeting, MeetingMove
from gugus.people.models import Speaker, StudyGroup
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.rules import HEARTBEAT_TIMEOUT
from gugus.programme.models import Line
from gugus.schedule.models import Placement, ScheduleDraft, ScheduleRun
from gugus.schedule.queries.drafts import draft_meetings
from gugus.schedule.services.adoption import (
    adopt_draft,
    is_outdated,
    may_undo_adoption,
    undo_adoption,
)
from gugus.schedule.services.drafts import (
    discard_schedule_draft,
    move_draft_meeting,
    pin_draft_meeting,
    solve_draft_again,
)
from gugus.schedule.services.runs import resume_schedule_run, start_schedule_run
from gugus.speakers.models import SpeakerAbsence
from tests.support.jobs import run_jobs
from tests.support.schedules import (
    NOW,
    TODAY,
    WEDNESDAY,
    YEAR,
    Year,
    block,
    build_year,
    make_line,
    planned,
    run,
)
from tests.support.world import World


@pytest.fixture
def year(world: World) -> Year:
    return build_year(world)


def test_a_year_that_keeps_every_rule(year: Year) -> None:
    lost = date(2026, 8, 12)
    block(year, lost, "Lomba kecamatan")
    block(year, date(2026, 8, 5), "Hari jadi", year.schools[0])
    draft = run(year)
    assert (draft.state, draft.status, draft.gap) == ("ready", "optimal", 0)
    rows = list(draft_meetings(draft))
    assert [row.line for row in rows].count(year.training) == 2
    assert [row.line for row in rows].count(year.routine) == 4
    days = [row.date for row in rows]
    assert len(set(days)) == 6
    assert all(day.weekday() == WEDNESDAY and day > TODAY for day in days)
    assert lost not in days
    training = [row.date for row in rows if row.line == year.training]
    assert all(day.month == 8 for day in training)
    assert training[1] - training[0] >= timedelta(14)
    hosts = [row.host_id for row in rows]
    assert all(one != two for one, two in pairwise(hosts))
    assert {hosts.count(school.pk) for school in year.schools} == {2}
    on_the_fifth = [row.host for row in rows if row.date == date(2026, 8, 5)]
    assert year.schools[0] not in on_the_fifth
    assert draft.total_km is not None and draft.total_km > 0
    assert draft.distance_basis == "coordinates"
    assert ScheduleRun.objects.count() == 1 and Job.objects.get().state == Job.State.DONE


def test_the_calendar_is_left_alone_until_a_person_takes_it(year: Year) -> None:
    draft = run(year)
    assert not Meeting.objects.exists()
    counts = adopt_draft(actor=year.actor, now=NOW, draft=draft)
    assert (counts.made, counts.moved, counts.kept) == (6, 0, 0)
    meetings = list(Meeting.objects.order_by("date"))
    assert [m.date for m in meetings] == [row.date for row in draft_meetings(draft)]
    assert {m.state for m in meetings} == {"planned"}
    first = Meeting.objects.filter(line=year.routine).first()
    assert first is not None
    assert (first.title, first.agenda) == ("Diskusi rutin", "Membuka\nBerlatih")
    # 12 JP in 4 meetings: 3 JP of 45 minutes each.
    assert f"{first.starts_at:%H:%M}-{first.ends_at:%H:%M}" == "13:00-15:15"
    assert Placement.objects.filter(draft=draft).count() == 6
    assert AuditEntry.objects.filter(verb="schedule_draft.adopted").count() == 1
    with pytest.raises(Refused, match="sudah dipakai"):
        adopt_draft(actor=year.actor, now=NOW, draft=draft)
    assert Meeting.objects.count() == 6


def test_a_second_press_joins_and_a_third_replaces(year: Year) -> None:
    first = start_schedule_run(actor=year.actor, now=NOW, group=year.group, year=YEAR)
    assert first.state == "waiting"
    assert start_schedule_run(actor=year.actor, now=NOW, group=year.group, year=YEAR) == first
    run_jobs()
    second = run(year)
    first.refresh_from_db()
    assert (first.state, second.state) == ("discarded", "ready")


def test_what_was_broken_off_goes_on(year: Year) -> None:
    draft = start_schedule_run(actor=year.actor, now=NOW, group=year.group, year=YEAR)
    still = resume_schedule_run(
        actor=year.actor, now=NOW + timedelta(seconds=5), draft=draft, wait=True
    )
    assert still.state == "waiting"
    later = NOW + HEARTBEAT_TIMEOUT + timedelta(seconds=1)
    assert resume_schedule_run(actor=year.actor, now=later, draft=draft, wait=True).state == "ready"


def test_work_that_fails_says_so_and_loses_nothing(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise RuntimeError("no memory")

    with monkeypatch.context() as patched:
        patched.setattr("gugus.schedule.services.joint.search_schedule", fails)
        assert run(year).state == "failed"
    draft = run(year)
    assert draft.state == "ready"
    with monkeypatch.context() as patched:
        patched.setattr("gugus.schedule.services.joint.search_schedule", fails)
        draft = solve_draft_again(actor=year.actor, now=NOW, draft=draft, wait=True)
    assert (draft.state, draft.status, draft_meetings(draft).count()) == ("ready", "unknown", 6)


def test_in_mid_year_what_was_missed_is_not_crammed_in(year: Year) -> None:
    """On the first of October half of the routine's days are gone, and all of the training's."""
    draft = run(year, NOW + timedelta(days=73))
    assert draft.status == "optimal"
    rows = list(draft_meetings(draft))
    assert {row.line for row in rows} == {year.routine}
    assert len(rows) == 2
    upcoming = planned(year, date(2026, 10, 14), year.routine, year.schools[0])
    again = run(year, NOW + timedelta(days=73))
    assert again.moved == 0
    assert [row.meeting for row in draft_meetings(again)].count(upcoming) == 1
    assert draft_meetings(again).count() == 2


@pytest.mark.parametrize(
    ("take_away", "word"),
    [("weekday", "Hari belajar"), ("lines", "Program"), ("hosts", "tuan rumah")],
)
def test_what_is_missing_is_said_at_once(year: Year, take_away: str, word: str) -> None:
    if take_away == "weekday":
        PlanSettings.objects.update(weekday=None)
    elif take_away == "lines":
        Line.objects.all().delete()
    else:
        for school in year.schools:
            HostSettings.objects.create(group=year.group, school=school, may_host=False)
    with pytest.raises(Refused, match=word):
        run(year)
    assert not ScheduleDraft.objects.exists()


def test_more_parts_than_days_is_said_in_numbers(year: Year) -> None:
    Line.objects.filter(pk=year.training.pk).update(times=5)
    draft = run(year)
    assert (draft.state, draft.status) == ("ready", "impossible")
    assert draft.clash == [
        {
            "rule": "few_days",
            "parts": [[year.training.pk, 0]],
            "school": None,
            "speaker": None,
            "wanted": 5,
            "days": 2,
            "between": [],
        }
    ]
    with pytest.raises(Refused):
        adopt_draft(actor=year.actor, now=NOW, draft=draft)


def test_a_clash_names_its_line_and_speaker(year: Year) -> None:
    speaker = Speaker.objects.create(name="Bu Contoh Ahli")
    speaker.groups.add(year.group)
    Line.objects.filter(pk=year.training.pk).update(speaker=speaker)
    SpeakerAbsence.objects.create(
        speaker=speaker, first_day=date(2026, 8, 1), last_day=date(2026, 8, 31)
    )
    draft = run(year)
    assert draft.status == "impossible"
    assert any(row["speaker"] == speaker.pk for row in draft.clash)
    lines = {line for row in draft.clash for line, _part in row["parts"]}
    assert lines == {year.training.pk}


def test_a_year_that_has_begun_counts_what_was_held(year: Year) -> None:
    Line.objects.filter(pk=year.training.pk).delete()
    held = planned(year, date(2026, 8, 5), year.routine, year.schools[0])
    Meeting.objects.filter(pk=held.pk).update(state="held")
    kept = planned(year, date(2026, 9, 16), year.routine, year.schools[1])
    draft = run(year, NOW + timedelta(weeks=4))
    rows = [row for row in draft_meetings(draft) if row.line == year.routine]
    assert [row.part for row in rows] == [2, 3, 4]
    assert all(row.date > date(2026, 8, 17) for row in rows)
    stays = next(row for row in rows if row.meeting == kept)
    assert (stays.date, stays.host) == (kept.date, kept.host)
    assert (stays.was_date, draft.moved) == (kept.date, 0)


def test_a_meeting_that_lost_its_day_moves_and_says_so(year: Year) -> None:
    Line.objects.filter(pk=year.training.pk).delete()
    lost = planned(year, date(2026, 9, 16), year.routine, year.schools[1])
    block(year, lost.date, "Asesmen")
    draft = run(year)
    row = next(row for row in draft_meetings(draft) if row.meeting == lost)
    assert row.date != lost.date
    assert (row.was_date, row.was_host, draft.moved) == (lost.date, lost.host, 1)
    counts = adopt_draft(actor=year.actor, now=NOW, draft=draft)
    assert (counts.made, counts.moved, counts.kept) == (3, 1, 0)
    lost.refresh_from_db()
    assert lost.date == row.date
    assert MeetingMove.objects.get(meeting=lost).old_date == row.was_date


def test_meetings_may_change_places(year: Year) -> None:
    """What two meetings take from each other is no clash."""
    one = planned(year, date(2026, 9, 16), year.routine, year.schools[0])
    two = planned(year, date(2026, 10, 14), year.routine, year.schools[1])
    draft = run(year)
    rows = {row.meeting_id: row for row in draft_meetings(draft) if row.meeting_id}
    rows[one.pk].date, rows[two.pk].date = two.date, one.date
    for row in rows.values():
        row.save()
    adopt_draft(actor=year.actor, now=NOW, draft=draft)
    days = {m.pk: m.date for m in Meeting.objects.filter(pk__in=rows)}
    assert days == {one.pk: two.date, two.pk: one.date}


def test_what_changed_since_is_not_adopted(year: Year) -> None:
    draft = run(year)
    assert not is_outdated(draft)
    block(year, draft_meetings(draft)[2].date, "Upacara")
    assert is_outdated(draft)
    with pytest.raises(Refused, match="ada yang berubah"):
        adopt_draft(actor=year.actor, now=NOW, draft=draft)
    assert not Meeting.objects.exists()


def test_a_day_that_passed_is_not_adopted(year: Year) -> None:
    draft = run(year)
    with pytest.raises(Refused, match="sudah lewat"):
        adopt_draft(actor=year.actor, now=NOW + timedelta(weeks=5), draft=draft)


def test_a_meeting_made_by_hand_keeps_its_day_free(year: Year) -> None:
    day = draft_meetings(run(year))[0].date
    planned(year, day, None)
    again = run(year)
    assert day not in [row.date for row in draft_meetings(again)]
    adopt_draft(actor=year.actor, now=NOW, draft=again)
    assert Meeting.objects.filter(date=day).count() == 1


def test_pins_hold_and_few_others_move(year: Year) -> None:
    draft = run(year)
    before = {(row.line_id, row.part): row for row in draft_meetings(draft)}
    row = next(row for row in before.values() if row.line == year.training and row.part == 2)
    other = next(school for school in year.schools if school.pk != row.host_id)
    there = replace(row.assignment, host=other.pk)
    again = move_draft_meeting(actor=year.actor, now=NOW, row=row, to=there, wait=True)
    assert (again.pk, again.state, again.status) == (draft.pk, "ready", "optimal")
    after = {(row.line_id, row.part): row for row in draft_meetings(again)}
    moved = after[year.training.pk, 2]
    assert (moved.host, moved.pin_host, moved.pin_date) == (other, True, False)
    same = [
        key
        for key, one in after.items()
        if (one.date, one.host_id) == (before[key].date, before[key].host_id)
    ]
    # Turns stay even and no host comes twice running, so that others give way: a few.
    assert len(same) >= 3
    told = [one for one in after.values() if "before" in one.why]
    assert {(one.line_id, one.part) for one in told} == set(after) - set(same) - {moved_key(row)}
    with pytest.raises(Refused, match="masih sama"):
        move_draft_meeting(actor=year.actor, now=NOW, row=moved, to=moved.assignment)


def moved_key(row: object) -> tuple[int, int]:
    """The meeting that the person moved: it does not count as moved by the solver."""
    return row.line_id, row.part  # type: ignore[attr-defined]


def test_a_pin_against_a_rule_is_named(year: Year) -> None:
    draft = run(year)
    row = draft_meetings(draft)[0]
    closed = block(year, row.date, "Akreditasi", row.host)
    pin_draft_meeting(actor=year.actor, now=NOW, row=row, pins=frozenset({"pin_date", "pin_host"}))
    again = solve_draft_again(actor=year.actor, now=NOW, draft=draft, wait=True)
    assert again.status == "impossible"
    assert {one["rule"] for one in again.clash} == {"pin_slot", "pin_host", "school_open"}
    # What the person worked on is still there, to be let go of.
    row = draft_meetings(again)[0]
    assert row.pin_host
    pin_draft_meeting(actor=year.actor, now=NOW, row=row, pins=frozenset())
    assert solve_draft_again(actor=year.actor, now=NOW, draft=again, wait=True).status == "optimal"
    assert (
        closed.school != draft_meetings(again)[0].host
        or draft_meetings(again)[0].date != closed.first_day
    )


def test_taking_back_leaves_nothing_behind(year: Year) -> None:
    mine = planned(year, date(2026, 9, 16), year.routine, year.schools[1])
    block(year, mine.date, "Asesmen")
    draft = run(year)
    adopt_draft(actor=year.actor, now=NOW, draft=draft)
    assert may_undo_adoption(ScheduleDraft.objects.get(pk=draft.pk))
    with pytest.raises(Refused):
        discard_schedule_draft(actor=year.actor, now=NOW, draft=draft)
    undo_adoption(actor=year.actor, now=NOW, draft=draft)
    assert list(Meeting.objects.values_list("pk", "date")) == [(mine.pk, date(2026, 9, 16))]
    draft.refresh_from_db()
    assert draft.state == "ready"
    assert draft_meetings(draft).count() == 6
    adopt_draft(actor=year.actor, now=NOW, draft=draft)
    assert Meeting.objects.count() == 6


def test_once_teachers_were_called_it_stays(year: Year) -> None:
    draft = run(year)
    adopt_draft(actor=year.actor, now=NOW, draft=draft)
    draft.refresh_from_db()
    first = Meeting.objects.order_by("date")[0]
    call_meeting(actor=year.actor, now=NOW, meeting=first)
    assert not may_undo_adoption(draft)
    with pytest.raises(Refused, match="sudah diundang"):
        undo_adoption(actor=year.actor, now=NOW, draft=draft)
    assert Meeting.objects.count() == 6


def test_study_groups_meet_side_by_side_unless_they_share_teachers(year: Year) -> None:
    Line.objects.all().delete()
    upper = StudyGroup.objects.create(group=year.group, name="Kelas tinggi", class_levels=[4, 5])
    both = StudyGroup.objects.create(group=year.group, name="Kelas 3-4", class_levels=[3, 4])
    # Four Wednesdays in August, four meetings each: the classes apart meet on the same days.
    for audience in (year.world.lower, upper):
        make_line(year.programme, audience.name, study_group=audience, times=4, months=[8], jp=12)
    draft = run(year)
    assert draft.status == "optimal"
    assert len({row.date for row in draft_meetings(draft)}) == 4
    make_line(year.programme, both.name, study_group=both, times=1, months=[8])
    assert run(year).status == "impossible"


def test_a_follow_up_comes_after_the_whole_training(year: Year) -> None:
    follow = make_line(year.programme, "Tindak lanjut", times=1, months=[8, 9], after=year.training)
    rows = list(draft_meetings(run(year)))
    last = max(row.date for row in rows if row.line == year.training)
    assert all(row.date > last for row in rows if row.line == follow)


def test_a_plan_of_a_year_that_is_over_is_refused(year: Year) -> None:
    with pytest.raises(Refused, match="sudah lewat"):
        run(year, NOW + timedelta(days=400))
