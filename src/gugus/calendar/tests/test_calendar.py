"""The group's calendar: shown to all, written by those who plan, holidays overruled and back."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse

from gugus.calendar.models import CalendarEvent, HolidayException, PlanSettings
from gugus.calendar.pages.months import months_over
from gugus.calendar.queries.days import blocked_days
from gugus.calendar.services import undo as undoing
from gugus.calendar.services.events import (
    CalendarEventContent,
    add_calendar_event,
    add_holiday_exception,
    change_calendar_event,
    delete_calendar_event,
)
from gugus.calendar.services.undo import restore_calendar_event, undo_token
from gugus.meetings.models import Meeting
from gugus.people.access import load_actor
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from tests.support.html import mentions, page_of
from tests.support.meetings import make_meeting
from tests.support.world import World

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
EXAM = (date(2026, 12, 7), date(2026, 12, 11))


def at(world: World, name: str, *parts: object) -> str:
    return reverse(name, args=[world.group.code, *parts])


def wanted(**more: Any) -> CalendarEventContent:
    usual = {"kind": "exam", "title": "Asesmen Sumatif", "first_day": EXAM[0],
             "last_day": EXAM[1], "school": None, "blocks": True}  # fmt: skip
    return CalendarEventContent(**(usual | more))


def add(world: World, **more: Any) -> CalendarEvent:
    return add_calendar_event(
        actor=load_actor(world.users[Role.SECRETARY]),
        now=NOW,
        group=world.group,
        wanted=wanted(**more),
    )


def typed(**more: Any) -> dict[str, Any]:
    usual = {"kind": "exam", "title": "Asesmen Sumatif", "first_day": "2026-12-07",
             "last_day": "2026-12-11", "school": "", "blocks": "1"}  # fmt: skip
    return usual | more


def test_an_occasion_is_added_changed_and_taken_out(world: World) -> None:
    chair = load_actor(world.users[Role.CHAIR])
    row = add(world)
    assert len(blocked_days(world.group, *EXAM)) == 5
    change_calendar_event(
        actor=chair, now=NOW, group=world.group, event=row, wanted=wanted(blocks=False)
    )
    assert blocked_days(world.group, *EXAM) == {}
    delete_calendar_event(actor=chair, now=NOW, group=world.group, event=row)
    # A second tap, or another officer at once: gone is gone.
    delete_calendar_event(actor=chair, now=NOW, group=world.group, event=row)
    verbs = AuditEntry.objects.filter(group_id=world.group.pk).order_by("id")
    assert [(one.verb, one.data) for one in verbs] == [
        ("calendar_event.added", {}),
        ("calendar_event.changed", {"fields": ["blocks"]}),
        ("calendar_event.deleted", {}),
    ]


def test_the_same_occasion_twice_is_refused(world: World) -> None:
    add(world)
    with pytest.raises(Refused) as caught:
        add(world, title="ASESMEN SUMATIF")
    assert caught.value.field == "title"
    add(world, school=world.schools[0])
    assert CalendarEvent.objects.count() == 2


def test_who_changes_what_somebody_took_out_hears_of_it(world: World) -> None:
    row = add(world)
    CalendarEvent.objects.all().delete()
    with pytest.raises(Refused, match="pengurus lain"):
        change_calendar_event(
            actor=load_actor(world.users[Role.CHAIR]),
            now=NOW,
            group=world.group,
            event=row,
            wanted=wanted(),
        )


def test_only_a_day_off_can_be_overruled(world: World) -> None:
    actor = load_actor(world.users[Role.CHAIR])
    with pytest.raises(Refused):
        add_holiday_exception(actor=actor, now=NOW, group=world.group, day=date(2026, 8, 18))
    for _twice in range(2):
        add_holiday_exception(actor=actor, now=NOW, group=world.group, day=date(2026, 8, 17))
    assert HolidayException.objects.count() == 1


def test_the_page_shows_everybody_what_is_on_and_what_is_free(world: World) -> None:
    PlanSettings.objects.create(group=world.group, weekday=2)
    add(world)
    add(world, title="Akreditasi", school=world.schools[0], kind="school_event")
    Meeting.objects.create(
        group=world.group, title="Diskusi", date=date(2026, 12, 9), starts_at=time(13),
        ends_at=time(15), host=world.schools[0],
    )  # fmt: skip
    for day, state in ((16, "planned"), (23, "cancelled"), (30, "held")):
        make_meeting(world, date=date(2026, 12, day), state=state)
    page = world.client(Role.TEACHER).get(at(world, "calendar:calendar"), {"tahun": 2026})
    shown = page.context["page"]
    assert (shown.weekday, shown.may_plan) == ("Rabu", False)
    assert [(half.free, half.total) for half in shown.semesters] == [(24, 27), (24, 26)]
    december = next(
        month for month in (*shown.past, *shown.months) if month.anchor == "bulan-2026-12"
    )
    assert mentions(december.free, "Rabu", "2, 23", "2 dari 5")
    rows = [(row.days, row.title, row.flag) for row in december.entries]
    assert ("Sen 7 – Jum 11", "Asesmen Sumatif", "1 hari belajar hilang") in rows
    assert ("Sen 7 – Jum 11", "Akreditasi", "tidak menjadi tuan rumah") in rows
    assert ("Rab 9", "Diskusi", "bentrok dengan Asesmen Sumatif") in rows
    assert ("Jum 25", "Hari Raya Natal", "") in rows
    html = page_of(page)
    assert not html.leads_to(at(world, "calendar:holiday"))
    assert not html.leads_to(at(world, "calendar:event_new"))


def test_an_empty_calendar_says_what_is_missing(world: World) -> None:
    page = world.client(Role.CHAIR).get(at(world, "calendar:calendar"), {"tahun": 2027})
    html = page_of(page)
    assert html.empty and html.leads_to(at(world, "schedule:settings"))
    assert html.leads_to(at(world, "calendar:event_new")) and html.leads_to(
        at(world, "calendar:holiday")
    )
    assert mentions(html.told, 2028)
    assert "perkiraan" in html


def test_only_a_day_off_that_takes_a_meeting_can_be_overruled_on_the_page(world: World) -> None:
    """On a group's Monday Independence Day is in the way, Christmas (a Friday) is not."""
    PlanSettings.objects.create(group=world.group, weekday=0)
    shown = (
        world.client(Role.CHAIR)
        .get(at(world, "calendar:calendar"), {"tahun": 2026})
        .context["page"]
    )
    offered = {row.holiday for month in (*shown.past, *shown.months) for row in month.entries}
    assert "2026-08-17" in offered
    assert "2026-12-25" not in offered


def test_months_that_are_over_are_folded_away() -> None:
    assert [months_over(2026, date(*day)) for day in
            ((2026, 7, 1), (2026, 11, 21), (2027, 6, 30), (2027, 7, 1), (2026, 6, 30))] == [
        0, 4, 11, 0, 0,
    ]  # fmt: skip


def test_a_month_is_a_sheet_of_days_too(world: World) -> None:
    """Monday first, several things a day, what lasts in each week, told apart by words."""
    PlanSettings.objects.create(group=world.group, weekday=2)
    add(world, first_day=date(2026, 11, 26), last_day=date(2026, 12, 1))
    add(world, title="Rapat dinas", kind="district", first_day=date(2026, 12, 1),
        last_day=date(2026, 12, 1))  # fmt: skip
    client = world.client(Role.CHAIR)
    page = client.get(at(world, "calendar:calendar"), {"tahun": 2026, "bulan": "semua"})
    shown = page.context["page"]
    months = {month.anchor: month for month in (*shown.past, *shown.months)}
    december = months["bulan-2026-12"]
    assert [len(week) for week in december.weeks] == [7] * 5
    assert december.weeks[0][0] is None
    first = december.weeks[0][1]
    assert [(item.entry.word, item.named) for item in first.items] == [
        ("Ujian atau asesmen", True),
        ("Acara dinas atau kecamatan", True),
    ]
    assert mentions(december.counts, "1 ujian", "2 libur", "1 acara")
    assert [day.number for week in december.weeks for day in week if day and day.is_free] == [
        2, 9, 16, 23, 30,
    ]  # fmt: skip
    # Thursday says its name, Friday goes on, Monday says it again.
    names = [
        item.named
        for week in months["bulan-2026-11"].weeks
        for day in week
        if day
        for item in day.items
    ]
    assert names == [True, False, False, False, True]
    assert all(month.is_open for month in months.values())
    html = page_of(page)
    assert len(html.all("details")) == 12 + bool(shown.past)
    folded = f"{at(world, 'calendar:calendar')}?tahun=2026"
    assert folded in html.links and f"{folded}&bulan=semua" not in html.links


def test_the_group_meets_on_a_holiday_and_takes_it_back(world: World) -> None:
    client, day = world.client(Role.SECRETARY), date(2026, 8, 17)
    answer = client.post(at(world, "calendar:holiday"), {"hari": "2026-08-17"})
    assert answer.url.endswith("?tahun=2026&bulan=2026-08#bulan-2026-08")
    assert blocked_days(world.group, day, day) == {}
    shown = page_of(client.get(at(world, "calendar:calendar"), {"tahun": 2026}))
    assert shown.has("input", name="kembali", value="1")
    client.post(at(world, "calendar:holiday"), {"hari": "2026-08-17", "kembali": "1"})
    assert len(blocked_days(world.group, day, day)) == 1
    for wrong in ("2026-08-18", "besok", ""):
        assert (
            client.post(at(world, "calendar:holiday"), {"hari": wrong}, follow=True).status_code
            == 200
        )
    assert not HolidayException.objects.exists()


def test_the_form_keeps_what_was_typed_when_it_is_refused(world: World) -> None:
    client = world.client(Role.SECTION_HEAD)
    wrong = [
        typed(last_day="2026-12-01"),
        typed(first_day=""),
        typed(title=""),
        typed(kind="pesta"),
        typed(last_day="2028-12-11"),
        typed(school=str(world.other_school.pk)),
    ]
    for data in wrong:
        page = client.post(at(world, "calendar:event_new"), data)
        assert page.status_code == 422
        assert page_of(page).alerts
    assert not CalendarEvent.objects.exists()
    page = client.post(
        at(world, "calendar:event_new"), typed(last_day="", school=world.schools[1].pk)
    )
    row = CalendarEvent.objects.get()
    assert page.url.endswith("#bulan-2026-12")
    assert (row.last_day, row.school, row.blocks) == (date(2026, 12, 7), world.schools[1], True)
    again = client.post(
        at(world, "calendar:event_new"), typed(last_day="", school=world.schools[1].pk)
    )
    assert "sudah ada" in page_of(again).errors["title"]


def test_change_and_delete_through_the_pages(world: World) -> None:
    client, row = world.client(Role.CHAIR), add(world)
    assert page_of(client.get(at(world, "calendar:event_edit", row.pk))).value("title") == row.title
    client.post(at(world, "calendar:event_edit", row.pk), typed(title="ASAS", blocks="0"))
    row.refresh_from_db()
    assert (row.title, row.blocks) == ("ASAS", False)
    page = page_of(client.get(at(world, "calendar:event_delete", row.pk)))
    assert "ASAS" in page.heading
    client.post(at(world, "calendar:event_delete", row.pk))
    assert not CalendarEvent.objects.exists()
    assert client.get(at(world, "calendar:event_delete", row.pk)).status_code == 404


def test_what_was_taken_out_comes_back_as_it_was(world: World) -> None:
    client = world.client(Role.CHAIR)
    row = add(world, school=world.schools[0])
    CalendarEvent.objects.filter(pk=row.pk).update(uid="a@b", origin="calendar")
    kept = CalendarEvent.objects.values().get()
    page = client.post(at(world, "calendar:event_delete", row.pk), follow=True)
    # At the top of the page, in its month: what is offered is seen.
    assert page.redirect_chain[-1][0].endswith("&bulan=2026-12")
    gone = page.context["page"].gone
    assert gone.title == "Asesmen Sumatif"
    assert page_of(page).leads_to(at(world, "calendar:event_restore"))
    # It is offered once, like a message.
    assert client.get(at(world, "calendar:calendar")).context["page"].gone is None
    others = [
        (world.client(Role.SECRETARY), {"acara": gone.token}),
        (client, {"acara": gone.token[:-2]}),
        (client, {}),
    ]
    for somebody, data in others:
        said = somebody.post(at(world, "calendar:event_restore"), data, follow=True)
        assert "tidak dapat" in page_of(said).told
    answer = client.post(at(world, "calendar:event_restore"), {"acara": gone.token})
    assert answer.url.endswith("&bulan=2026-12#bulan-2026-12")
    assert {**CalendarEvent.objects.values().get(), "id": 0} == {**kept, "id": 0}
    again = client.post(at(world, "calendar:event_restore"), {"acara": gone.token}, follow=True)
    assert "sudah ada" in page_of(again).told
    CalendarEvent.objects.update(title="Diganti")
    again = client.post(at(world, "calendar:event_restore"), {"acara": gone.token}, follow=True)
    assert page_of(again).told
    assert CalendarEvent.objects.count() == 1


def test_undoing_is_short_lived(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = load_actor(world.users[Role.CHAIR])
    row = add(world)
    token = undo_token(actor, row)
    delete_calendar_event(actor=actor, now=NOW, group=world.group, event=row)
    monkeypatch.setattr(undoing, "UNDO_WITHIN", timedelta(seconds=-1))
    with pytest.raises(Refused, match="diurungkan"):
        restore_calendar_event(actor=actor, now=NOW, group=world.group, token=token)
