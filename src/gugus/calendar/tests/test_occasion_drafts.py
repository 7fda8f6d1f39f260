"""Tables and calendar files: looked through first, applied whole, never doubled."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from gugus.calendar.interchange import IMPORTER
from gugus.calendar.models import CalendarEvent
from gugus.calendar.services.reader import read_event_file
from gugus.cores.formats.tables import to_xlsx
from gugus.people.access import load_actor
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.interchange.services import (
    apply_draft,
    decide_rows,
)
from tests.support.calendar_drafts import at, drafted
from tests.support.html import mentions, page_of
from tests.support.world import World

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
TABLE = (
    "No\tKegiatan\tTanggal\n"
    "1\tAsesmen Sumatif\t7-11 Desember 2026\n"
    "2\tArisan\t20/12/2026\n"
    "3\tHUT RI\t17 Agustus 2026\n"
    "4\tBelum pasti\tmenyusul\n"
    "5\tTahun lalu\t1/2/2026\n"
)


def calendar(*events: str, method: str = "", head: str = "") -> bytes:
    head += f"METHOD:{method}\r\n" if method else ""
    return f"BEGIN:VCALENDAR\r\n{head}{''.join(events)}END:VCALENDAR\r\n".encode()


def event(uid: str, day: str, title: str = "Rapat dinas", *more: str) -> str:
    lines = ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART;VALUE=DATE:{day}", *more]
    return "\r\n".join([*lines, "END:VEVENT", ""])


def apply(
    world: World, draft: ImportDraft, decisions: dict[int, str] | None = None
) -> dict[str, int]:
    actor = load_actor(world.users[Role.SECRETARY])
    decide_rows(draft=draft, decisions=decisions or {})
    done = apply_draft(IMPORTER, actor=actor, actor_id=actor.user_id, now=NOW, draft=draft)
    return {name: n for name, n in done.outcome.items() if n}


def stored(**only: Any) -> list[tuple[str, str, bool]]:
    rows = CalendarEvent.objects.filter(**only).order_by("first_day", "id")
    return [(row.title, f"{row.first_day:%d%m}-{row.last_day:%d%m}", row.blocks) for row in rows]


def test_nothing_is_stored_before_it_is_applied_and_then_what_was_taken(world: World) -> None:
    draft = drafted(world, TABLE)
    assert not CalendarEvent.objects.exists()
    faults = [row.values["fault"] for row in draft.rows.filter(verdict="unread").order_by("number")]
    assert faults == ["no_date", "outside"]
    # An exam keeps the group from meeting unless somebody says otherwise; other things do not.
    assert apply(world, draft, {4: "skip"}) == {"new": 2}
    assert stored() == [("Asesmen Sumatif", "0712-1112", True), ("Arisan", "2012-2012", False)]
    assert list(CalendarEvent.objects.values_list("kind", "origin").order_by("first_day")) == [
        ("exam", "pasted"), ("other", "pasted"),
    ]  # fmt: skip
    draft.refresh_from_db()
    assert draft.state == "applied" and not draft.rows.exists()


def test_the_same_table_again_doubles_nothing(world: World) -> None:
    apply(world, drafted(world, TABLE))
    assert apply(world, drafted(world, TABLE)) == {}
    # The third is a holiday already: left out unless somebody wants it.
    assert CalendarEvent.objects.count() == 2


def test_a_draft_is_applied_once(world: World) -> None:
    draft = drafted(world, TABLE)
    apply(world, draft)
    with pytest.raises(Refused, match="diterapkan"):
        apply(world, draft)


def test_the_same_file_again_changes_and_never_doubles(world: World) -> None:
    series = event("r", "20261201", "Rapat dinas", "RRULE:FREQ=WEEKLY;COUNT=3")
    apply(world, drafted(world, calendar(series, event("k", "20261205", "Kemah"))))
    assert CalendarEvent.objects.filter(uid="r").count() == 3
    CalendarEvent.objects.filter(uid="k").update(kind="school_event", blocks=True)
    moved = event("k", "20261219", "Kemah pindah")
    fewer = event("r", "20261201", "Rapat dinas", "RRULE:FREQ=WEEKLY;COUNT=3",
                  "EXDATE;VALUE=DATE:20261208")  # fmt: skip
    done = apply(world, drafted(world, calendar(fewer, moved)))
    assert done == {"changed": 1, "gone": 1}
    # What a person said about the event stays with it.
    assert stored(uid="k") == [("Kemah pindah", "1912-1912", True)]
    assert [days for _title, days, _blocks in stored(uid="r")] == ["0112-0112", "1512-1512"]


def test_what_a_file_calls_off_goes_unless_somebody_keeps_it(world: World) -> None:
    apply(world, drafted(world, calendar(event("a", "20261201"), event("b", "20261202"))))
    pks = dict(CalendarEvent.objects.values_list("uid", "pk"))
    off = calendar(event("a", "20261201"), event("b", "20261202"), method="CANCEL")
    draft = drafted(world, off)
    kept = draft.rows.get(findings__pk=pks["b"]).number
    done = apply(world, draft, {kept: "skip"})
    assert done == {"gone": 1}
    assert list(CalendarEvent.objects.values_list("uid", flat=True)) == ["b"]


def trial(name: str) -> bytes:
    """A file as a service hands it out, beside the repository."""
    found = Path(__file__).parents[5] / "shared" / "trials" / name
    if not found.exists():
        pytest.skip(f"{found} is not here")
    return found.read_bytes()


def test_a_revised_file_lists_what_it_no_longer_has_and_keeps_it_unless_somebody_says(
    world: World,
) -> None:
    first, revised = trial("05-holidays-first.ics"), trial("05-holidays-revised.ics")
    named = {row.values["title"]: row.decision for row in drafted(world, first).rows.all()}
    assert named["Hari Pahlawan (bukan libur)"] == "tampil"
    # Known by its name; the day is a day off already, so it needs no event.
    assert named["Hari Raya Natal"] == "skip"
    draft = drafted(world, first)
    everything = dict.fromkeys(draft.rows.values_list("number", flat=True), "hambat")
    apply(world, draft, everything)
    kinds = dict(CalendarEvent.objects.values_list("title", "kind"))
    assert kinds["Hari Raya Natal"] == kinds["Idul Fitri (tentatif)"] == "holiday"
    draft = drafted(world, revised)
    gone = {row.findings["title"]: row for row in draft.rows.filter(verdict="withdrawn")}
    assert {(name, row.findings["first"], row.decision) for name, row in gone.items()} == {
        ("Idul Fitri (tentatif)", "2027-03-10", "skip"),
        ("Cuti Bersama Idul Fitri", "2027-03-08", "skip"),
    }
    page = page_of(
        world.client(Role.CHAIR).get(
            at(world, "calendar:event_draft", draft.pk), {"bagian": "withdrawn"}
        )
    )
    assert page.entry("Idul Fitri (tentatif)", "Hapus dari kalender")
    assert apply(world, draft, {gone["Idul Fitri (tentatif)"].number: "hapus"})["gone"] == 1
    assert not CalendarEvent.objects.filter(first_day=date(2027, 3, 10)).exists()
    assert CalendarEvent.objects.filter(first_day=date(2027, 3, 8)).exists()


def test_only_what_the_same_calendar_had_is_asked_about(world: World) -> None:
    """Not the district's when the school's is read, nor what was typed, nor another half-year."""
    name = "X-WR-CALNAME:Libur\r\n"
    apply(world, drafted(world, calendar(event("d", "20261202", "Dinas"))))
    both = [event("a", "20261203"), event("b", "20261204"), event("c", "20270402")]
    apply(world, drafted(world, calendar(*both, head=name)))
    again = drafted(world, calendar(event("x", "20261210"), head=name))
    assert [row.findings["uid"] for row in again.rows.filter(verdict="withdrawn")] == ["a", "b"]
    # A calendar without a name is known by the events that it names again.
    bare = drafted(world, calendar(event("a", "20261203")))
    assert {row.findings["uid"] for row in bare.rows.filter(verdict="withdrawn")} == {"b", "d"}


def test_a_revised_table_lists_what_it_no_longer_has(world: World) -> None:
    apply(world, drafted(world, TABLE))
    revised = TABLE.replace("20/12/2026", "21/12/2026")
    draft = drafted(world, revised)
    (row,) = draft.rows.filter(verdict="withdrawn")
    assert (row.findings["title"], row.findings["first"]) == ("Arisan", "2026-12-20")
    # Another table has nothing in common with it, and asks nothing.
    other = drafted(world, "Kegiatan\tTanggal\nRapat\t3 Desember 2026\n")
    assert not other.rows.filter(verdict="withdrawn").exists()


def test_two_schools_may_have_the_same_file(world: World) -> None:
    data = calendar(event("a", "20261201"))
    for school in (None, *world.schools):
        assert apply(world, drafted(world, data, school)) == {"new": 1}
    assert CalendarEvent.objects.filter(uid="a").count() == 3
    assert apply(world, drafted(world, data, world.schools[1])) == {}


def test_an_event_may_take_the_day_that_another_leaves(world: World) -> None:
    """The days of a series swap: rows that change never meet on the way."""
    two = [f"RDATE;VALUE=DATE:202612{day:02}" for day in (8, 15)]
    apply(world, drafted(world, calendar(event("r", "20261201", "Rapat", *two))))
    later = [f"RDATE;VALUE=DATE:202612{day:02}" for day in (15, 22)]
    apply(world, drafted(world, calendar(event("r", "20261208", "Rapat", *later))))
    assert [days for _t, days, _b in stored()] == ["0812-0812", "1512-1512", "2212-2212"]


def test_a_newer_reading_takes_the_place_of_an_older_one(world: World) -> None:
    old, new = drafted(world, TABLE), drafted(world, TABLE)
    old.refresh_from_db()
    assert (old.state, new.state) == ("discarded", "ready")
    with pytest.raises(Refused, match="sudah dibuang"):
        apply(world, old)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_apply_at_once_store_once(world: World) -> None:
    draft, barrier = drafted(world, calendar(event("a", "20261201"))), Barrier(2)
    said: list[object] = []

    def run() -> None:
        barrier.wait()
        try:
            said.append(apply(world, draft))
        except Refused as refusal:
            said.append(refusal.message)
        finally:
            connection.close()

    threads = [Thread(target=run) for _n in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert CalendarEvent.objects.count() == 1
    assert sorted(isinstance(one, dict) for one in said) == [False, True]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "tidak memuat acara"),
        (calendar(event("a", "20200101")), "tahun pelajaran ini"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"BEGIN:A\r\n" * 9, "terlalu rumit"),
        (b"\x00\x01\x02 bukan tabel", "tidak dapat dibaca"),
        (b"PK\x03\x04rusak", "tidak dapat dibaca"),
        (b"<html><table>", "halaman web"),
        (b"x" * (2 * 1024 * 1024 + 1), "2 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    world: World, data: bytes, words: str
) -> None:
    client = world.client(Role.SECRETARY)
    file = SimpleUploadedFile("berkas.ics", data)
    page = client.post(at(world, "calendar:events_import"), {"file": file, "year": 2026})
    assert page.status_code == 422
    assert words in page_of(page)
    assert not ImportDraft.objects.exists()


def test_a_workbook_and_a_csv_are_read_like_a_pasted_table(world: World) -> None:
    book = to_xlsx("Kalender", ["Kegiatan", "Tanggal"], [["Asesmen", 46363.0], ["Arisan", "x"]])
    lines = "Kegiatan;Tanggal\r\nAsesmen;7/12/2026\r\nArisan;x\r\n".encode("cp1252")
    for data in (book, lines):
        read = read_event_file(group=world.group, data=data, year=2026)
        assert [(row["title"], row.get("first"), row.get("fault")) for row in read.rows] == [
            ("Asesmen", "2026-12-07", None), ("Arisan", None, "no_date"),
        ]  # fmt: skip


def test_the_whole_way_through_the_pages(world: World) -> None:
    client = world.client(Role.CHAIR)
    answer = client.post(at(world, "calendar:events_import"), {"text": TABLE, "year": 2026})
    page = client.get(answer.url)
    tabs = {str(tab.title): tab.count for tab in page.context["page"].tabs}
    assert tabs == {"Acara baru": 3, "Tidak terbaca": 2}
    # 17 August is a day off already: left out unless somebody wants it.
    chosen = {
        row.shown.title: next(choice.value for choice in row.choices if choice.chosen)
        for row in page.context["page"].rows
    }
    assert chosen == {"HUT RI": "skip", "Asesmen Sumatif": "hambat", "Arisan": "tampil"}
    html = page_of(client.get(answer.url, {"bagian": "unread"}))
    assert html.entry("Belum pasti", "Tanggalnya tidak terbaca")
    assert html.entry("Tahun lalu", "Di luar tahun pelajaran ini")
    assert page_of(client.get(at(world, "calendar:calendar"))).leads_to(answer.url)
    draft = ImportDraft.objects.get()
    there = at(world, "calendar:draft_apply", draft.pk)
    words = {
        f"baris-{row.number}": choice.value
        for row in page.context["page"].rows
        for choice in row.choices
        if choice.chosen
    }
    confirm = page_of(client.get(there))
    assert list(confirm.all("dl")[0].facts.values()) == ["1", "1", "0", "0"]
    done = client.post(there, words, follow=True)
    assert mentions(page_of(done).told, "2 baru", "0 berubah", "0 dihapus")
    again = client.post(there, words, follow=True)
    assert "sudah diterapkan" in page_of(again).told
    assert CalendarEvent.objects.count() == 2


def test_what_changed_since_the_preview_is_left_and_said(world: World) -> None:
    apply(world, drafted(world, calendar(event("k", "20261205", "Kemah"))))
    draft = drafted(world, calendar(event("k", "20261219", "Kemah pindah")))
    CalendarEvent.objects.update(title="Kemah besar")
    assert apply(world, draft) == {"left": 1}
    assert stored() == [("Kemah besar", "0512-0512", False)]
    client = world.client(Role.CHAIR)
    page = page_of(client.get(at(world, "calendar:event_draft", draft.pk)))
    assert page.says("1 baris tidak diterapkan")


def test_a_preview_can_be_thrown_away(world: World) -> None:
    client, draft = world.client(Role.CHAIR), drafted(world, TABLE)
    done = client.post(at(world, "calendar:draft_discard", draft.pk), follow=True)
    assert page_of(done).notices and not page_of(done).alerts
    thrown = page_of(client.get(at(world, "calendar:event_draft", draft.pk)))
    assert "dibuang" in thrown.heading and not thrown.forms
    assert not CalendarEvent.objects.exists()


def test_an_empty_form_and_a_table_without_rows_say_what_is_missing(world: World) -> None:
    client = world.client(Role.CHAIR)
    for text, words in (("", "tempel tabelnya"), ("\n\n", "tempel tabelnya"),
                        ("Kegiatan\tTanggal", "Tidak ada baris")):  # fmt: skip
        page = client.post(at(world, "calendar:events_import"), {"text": text, "year": 2026})
        assert page.status_code == 422
        assert words in page_of(page)
    file = BytesIO(b"x" * 10)
    assert (
        client.post(at(world, "calendar:events_import"), {"file": file, "year": "x"}).status_code
        == 422
    )
