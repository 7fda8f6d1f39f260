"""A move of a draft is taken back at one press; what was told to teachers is said before it moves."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gugus.agenda.services import call_meeting
from gugus.meetings.models import Meeting
from gugus.people.clock import year_here
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.programme.models import Line, Programme
from gugus.schedule.models import DraftChange, DraftMeeting, ScheduleDraft
from gugus.schedule.pages.changes import undo_rows
from gugus.schedule.queries.drafts import draft_meetings, undoable_changes
from gugus.schedule.queries.names import names_of_draft
from gugus.schedule.rules.undo import draft_before_move
from gugus.schedule.services.adoption import adopt_draft, is_outdated
from gugus.schedule.services.drafts import move_draft_meeting, pin_draft_meeting, solve_draft_again
from gugus.schedule.services.undo import undo_draft_change
from gugus.timetable.rules.assignment import PIN_FIELDS, Assignment, PartKey, by_part
from tests.support.html import Part, mentions, page_of
from tests.support.jobs import run_jobs
from tests.support.schedules import NOW, Year, block, build_year, planned, run
from tests.support.world import World

ROWS = st.builds(
    Assignment,
    st.integers(1, 2),
    st.integers(1, 2),
    st.dates(date(2026, 8, 1), date(2026, 8, 9)),
    st.integers(1, 3),
    st.none(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
SCHEDULES = st.lists(ROWS).map(by_part)
KEYS = st.tuples(st.integers(1, 2), st.integers(1, 2))


@given(SCHEDULES, SCHEDULES, KEYS)
def test_all_return_but_what_was_pinned_since(
    now: dict[PartKey, Assignment], before: dict[PartKey, Assignment], moved: PartKey
) -> None:
    found = draft_before_move(now, before, moved)
    assert found.rows.keys() == before.keys()
    stay = True
    for key, row in found.rows.items():
        here = now.get(key)
        if key == moved or here is None:
            assert row == before[key]
            continue
        for name, pin_field in PIN_FIELDS.items():
            pinned = getattr(here, pin_field)
            assert getattr(row, pin_field) == pinned
            wanted = here if pinned else before[key]
            assert getattr(row, name) == getattr(wanted, name)
            stay = stay and getattr(row, name) == getattr(before[key], name)
    assert found.is_whole == stay


@pytest.fixture
def year(world: World) -> Year:
    return build_year(world)


Rows = list[dict[str, Any]]
FIGURES = ("status", "gap", "total_km", "worst_km", "moved", "clash", "facts_digest", "as_of")


def state_of(draft: ScheduleDraft) -> tuple[Rows, dict[str, Any]]:
    draft.refresh_from_db()
    cells = ("line", "part", "date", "host", "speaker", "pin_date", "pin_host", "was_date")
    rows = draft.meetings.order_by("line", "part").values(*cells)
    return list(rows), {name: getattr(draft, name) for name in FIGURES}


def test_an_impossible_move_is_taken_back_whole_and_at_once(year: Year) -> None:
    draft = run(year)
    row = draft_meetings(draft)[0]
    closed = next(school for school in year.schools if school.pk != row.host_id)
    block(year, row.date, "Hari jadi", closed)
    draft = solve_draft_again(actor=year.actor, now=NOW, draft=draft, wait=True)
    # The day is set, and on that day the school is closed.
    pin_draft_meeting(
        actor=year.actor, now=NOW, row=draft_meetings(draft)[0], pins=frozenset({"pin_date"})
    )
    before = state_of(draft)
    row = draft_meetings(draft)[0]
    moving = replace(row.assignment, host=closed.pk)
    draft = move_draft_meeting(actor=year.actor, now=NOW, row=row, to=moving, wait=True)
    assert draft.status == "impossible"
    (change,) = undoable_changes(draft)
    rows = list(draft_meetings(draft))
    (shown,) = undo_rows(draft, rows, [change], names_of_draft(draft, rows, [change]))
    assert shown.is_main and "tidak ada susunan" in shown.worse
    assert f"ke {closed.name}" in shown.text
    back = undo_draft_change(actor=year.actor, now=NOW, change=change)
    assert (back.pk, back.state) == (draft.pk, "ready")
    assert state_of(back) == before
    assert not is_outdated(back)
    assert AuditEntry.objects.filter(verb="schedule_draft.move_undone").count() == 1
    with pytest.raises(Refused, match="sudah dibatalkan"):
        undo_draft_change(actor=year.actor, now=NOW, change=change)
    assert adopt_draft(actor=year.actor, now=NOW, draft=back).made == 6


def test_pins_of_others_that_came_later_stay(year: Year) -> None:
    draft = run(year)
    before, _figures = state_of(draft)
    row = draft_meetings(draft)[0]
    other = next(school for school in year.schools if school.pk != row.host_id)
    there = replace(row.assignment, host=other.pk)
    draft = move_draft_meeting(actor=year.actor, now=NOW, row=row, to=there, wait=True)
    stays = next(one for one in draft_meetings(draft) if one.pk != row.pk and not one.why)
    pin_draft_meeting(actor=year.actor, now=NOW, row=stays, pins=frozenset({"pin_date"}))
    (change, _pin) = undoable_changes(draft)
    back = undo_draft_change(actor=year.actor, now=NOW, change=change, wait=True)
    after, _figures = state_of(back)
    pinned = {**next(r for r in before if (r["line"], r["part"]) == (stays.line_id, stays.part))}
    assert {**pinned, "pin_date": True} in after
    assert [one for one in after if one["pin_date"]] == [{**pinned, "pin_date": True}]
    # One that was pinned where the move had brought it: it stays, and the rest is solved around it.
    draft = move_draft_meeting(
        actor=year.actor, now=NOW, row=draft_meetings(back)[0], to=there, wait=True
    )
    changed = next(one for one in draft_meetings(draft) if one.pk != row.pk and one.why)
    pin_draft_meeting(
        actor=year.actor, now=NOW, row=changed, pins=frozenset({"pin_date", "pin_host"})
    )
    (change, _pin) = undoable_changes(draft)
    back = undo_draft_change(actor=year.actor, now=NOW, change=change, wait=True)
    there = draft_meetings(back).get(line=changed.line_id, part=changed.part)
    assert (there.date, there.host_id) == (changed.date, changed.host_id)
    assert back.status == "optimal"
    returned = draft_meetings(back).get(line=row.line_id, part=row.part)
    assert not returned.pin_host


def test_a_pin_that_makes_it_impossible_is_let_go(year: Year) -> None:
    draft = run(year)
    row = draft_meetings(draft)[0]
    pin_draft_meeting(actor=year.actor, now=NOW, row=row, pins=frozenset({"pin_date"}))
    rows, changes = list(draft_meetings(draft)), undoable_changes(draft)
    assert not list(undo_rows(draft, rows, changes, names_of_draft(draft, rows, changes)))
    block(year, row.date, "Upacara")
    draft = solve_draft_again(actor=year.actor, now=NOW, draft=draft, wait=True)
    assert draft.status == "impossible"
    (change,) = undoable_changes(draft)
    back = undo_draft_change(actor=year.actor, now=NOW, change=change, wait=True)
    assert back.status == "optimal"
    assert not DraftMeeting.objects.filter(pin_date=True).exists()
    pin_draft_meeting(
        actor=year.actor, now=NOW, row=draft_meetings(back)[0], pins=frozenset({"pin_date"})
    )
    pin_draft_meeting(actor=year.actor, now=NOW, row=draft_meetings(back)[0], pins=frozenset())
    assert undoable_changes(back) == []


def test_what_is_gone_since_is_arranged_anew(year: Year) -> None:
    draft = run(year)
    row = draft_meetings(draft)[0]
    other = next(school for school in year.schools if school.pk != row.host_id)
    draft = move_draft_meeting(
        actor=year.actor, now=NOW, row=row, to=replace(row.assignment, host=other.pk), wait=True
    )
    Line.objects.exclude(pk=row.line_id).delete()
    back = undo_draft_change(
        actor=year.actor, now=NOW, change=undoable_changes(draft)[0], wait=True
    )
    assert back.status == "optimal"
    assert {one.line_id for one in draft_meetings(back)} == {row.line_id}


def url(name: str, *parts: object) -> str:
    return reverse(name, args=["rekaan-1", *parts])


def test_one_tap_on_the_page_takes_the_move_back(year: Year) -> None:
    Programme.objects.filter(pk=year.programme.pk).update(school_year=year_here() + 1)
    chair: Client = year.world.client(Role.CHAIR)
    chair.post(url("schedule:run"), {"tahun": year_here() + 1})
    draft = ScheduleDraft.objects.get()
    run_jobs()
    before = state_of(draft)
    row = draft_meetings(draft)[0]
    address = url("schedule:take_back", draft.pk)
    assert not page_of(chair.get(url("schedule:draft", draft.pk))).leads_to(address)
    other = next(school for school in year.schools if school.pk != row.host_id)
    chair.post(url("schedule:move", row.pk), {"date": row.date.isoformat(), "host": other.pk})
    key = DraftChange.objects.get().pk
    # While it is being solved nothing is changed.
    waiting = page_of(chair.post(address, {"perubahan": key}, follow=True))
    assert "sedang disusun" in waiting.told
    draft.refresh_from_db()
    run_jobs()
    page = page_of(chair.get(url("schedule:draft", draft.pk)))
    assert page.forms[address].value("perubahan") == str(key)
    assert year.world.client(Role.TEACHER).post(address, {"perubahan": key}).status_code == 404
    said = page_of(chair.post(address, {"perubahan": key}, follow=True))
    assert said.notices and not said.alerts
    assert state_of(draft) == before
    again = page_of(chair.post(address, {"perubahan": key}, follow=True))
    assert "sudah dibatalkan" in again.told


def test_who_was_invited_already_is_counted_before_the_meeting_moves(year: Year) -> None:
    Line.objects.filter(pk=year.training.pk).delete()
    # Days of the next school year, so that all of it is ahead whenever the tests run.
    ahead = year_here() + 1 - 2026
    programme = Programme.objects.get(pk=year.programme.pk)
    programme.school_year += ahead
    programme.save()
    lost = date(2026 + ahead, 9, 16)
    lost += timedelta((2 - lost.weekday()) % 7)
    called = planned(year, lost, year.routine, year.schools[1])
    call_meeting(actor=year.actor, now=NOW, meeting=called)
    chair: Client = year.world.client(Role.CHAIR)

    def draft_page() -> Part:
        chair.post(url("schedule:run"), {"tahun": programme.school_year})
        draft = ScheduleDraft.objects.get(state="waiting")
        run_jobs()
        return page_of(chair.get(url("schedule:draft", draft.pk)))

    assert "diundang" not in draft_page().told
    block(year, lost, "Asesmen")
    page = draft_page()
    assert page.notice("1 pertemuan", "7 guru")
    draft = ScheduleDraft.objects.get(state="ready")
    said = page_of(chair.post(url("schedule:adopt", draft.pk), follow=True))
    assert mentions(said.told, 1) and "undangan" in said.told
    called.refresh_from_db()
    assert called.date != lost and called.state == Meeting.State.CALLED
