"""Roster import: preview, decide, apply, and the command's report."""

import json
import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import connection
from django.utils import timezone

from gugus.people.access import Actor, load_actor
from gugus.people.models import RoleAssignment, School, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.platform.interchange import services as interchange
from gugus.platform.interchange.models import ImportDraft, ImportRow
from gugus.platform.interchange.services import (
    NewImport,
    apply_draft,
    decide_rows,
    discard_draft,
    preview_import,
    read_stored_draft,
)
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.queries import latest_job
from gugus.roster.interchange import IMPORTER
from gugus.roster.services import imports as roster_imports
from gugus.roster.services.imports import import_dapodik_file
from tests.support import dapodik
from tests.support.dapodik import grid, roster_file, spreadsheetml, teacher
from tests.support.world import SINCE, World

NUPTK, NUPTK2 = "0908301661318609", "0993518190937865"
NOW = datetime(2026, 8, 3, 9, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def actor(world: World) -> Actor:
    return load_actor(world.users[Role.SECRETARY])


def preview(
    world: World,
    actor: Actor,
    *rows: dapodik.Row,
    school: School | None = None,
    data: bytes = b"",
    now: datetime = NOW,
) -> ImportDraft:
    what = NewImport(
        group_id=world.group.pk,
        data=data or roster_file(*rows),
        file_name="daftar_guru.xlsx",
        subject={"school": (school or world.schools[0]).pk},
    )
    return preview_import(IMPORTER, actor_id=actor.user_id, now=now, what=what)


def apply_roster(*, actor: Actor, draft: ImportDraft, now: datetime) -> ImportDraft:
    return apply_draft(IMPORTER, actor=actor, actor_id=actor.user_id, now=now, draft=draft)


def counts(draft: ImportDraft) -> dict[str, int]:
    return dict(Counter(draft.rows.values_list("verdict", flat=True)))


def run(world: World, *rows: dapodik.Row, dry_run: bool = False, **options: Any) -> dict[str, Any]:
    return import_dapodik_file(
        data=options.pop("data", None) or roster_file(*rows),
        school=options.pop("school", world.schools[0]),
        dry_run=dry_run,
        now=NOW,
        progress=options.pop("progress", lambda _done, _total: None),
    )


def test_nothing_is_stored_before_it_is_applied(world: World, actor: Actor) -> None:
    before = Teacher.objects.count()
    draft = preview(world, actor, teacher("Bu Contoh Baru", nuptk=NUPTK))
    assert draft.state == ImportDraft.State.READY
    assert counts(draft) == {"new": 1}
    assert Teacher.objects.count() == before


def test_applying_stores_the_kept_columns(world: World, actor: Actor) -> None:
    row = teacher(
        "Bu Contoh Baru",
        nuptk=NUPTK,
        employment="PPPK",
        phone="0800",
        email="baru@contoh.invalid",
        duty="Wali kelas",
        rank="IX",
    )
    draft = apply_roster(actor=actor, draft=preview(world, actor, row), now=NOW)
    made = Teacher.objects.get(nuptk=NUPTK)
    assert (made.school, made.name, made.sex, made.nip) == (
        world.schools[0],
        "Bu Contoh Baru",
        "P",
        None,
    )
    assert (made.employment, made.staff_kind, made.phone) == ("PPPK", "Guru Kelas", "0800")
    assert (made.email, made.additional_duty, made.rank) == (
        "baru@contoh.invalid",
        "Wali kelas",
        "IX",
    )
    assert draft.outcome == {"new": 1, "changed": 0, "skipped": 0, "left": 0}
    assert not draft.rows.exists()


def test_the_same_file_twice_changes_nothing(world: World, actor: Actor) -> None:
    rows = [teacher("Bu Contoh Baru", nuptk=NUPTK), teacher("Pak Tanpa Nomor", sex="L")]
    apply_roster(actor=actor, draft=preview(world, actor, *rows), now=NOW)
    stored = list(Teacher.objects.order_by("pk").values())
    draft = preview(world, actor, *rows)
    assert counts(draft) == {"unchanged": 2}
    apply_roster(actor=actor, draft=draft, now=NOW)
    assert list(Teacher.objects.order_by("pk").values()) == stored


def test_changes_are_shown_and_blank_cells_erase_nothing(world: World, actor: Actor) -> None:
    held = Teacher.objects.create(
        school=world.schools[0], name="Bu Contoh Baru", nuptk=NUPTK, phone="0800", rank="III/a"
    )
    draft = preview(world, actor, teacher("Bu Contoh Baru", nuptk=NUPTK, rank="III/b"))
    row = draft.rows.get()
    assert row.verdict == "changed"
    assert ["rank", "III/a", "III/b"] in row.findings["changes"]
    apply_roster(actor=actor, draft=draft, now=NOW)
    held.refresh_from_db()
    assert (held.rank, held.phone) == ("III/b", "0800")


@pytest.mark.parametrize(
    ("decision", "teachers"), [("same", 0), ("other", 1), ("skip", 0), ("", 0)]
)
def test_a_namesake_waits_for_a_person(
    world: World, actor: Actor, decision: str, teachers: int
) -> None:
    held = world.teachers[0]  # of schools[0], without numbers
    before = Teacher.objects.count()
    draft = preview(world, actor, teacher(held.name, nuptk=NUPTK))
    assert counts(draft) == {"duplicate": 1}
    if decision:
        assert decide_rows(draft=draft, decisions={6: decision}) == 1
    apply_roster(actor=actor, draft=draft, now=NOW)
    held.refresh_from_db()
    assert Teacher.objects.count() == before + teachers
    assert held.nuptk == (NUPTK if decision == "same" else None)


def test_only_possible_decisions_are_taken(world: World, actor: Actor) -> None:
    Teacher.objects.create(school=world.schools[0], name="Bu Lama", nuptk=NUPTK)
    draft = preview(world, actor, teacher("Bu Lain", nuptk=NUPTK), teacher("Bu Baru"))
    decisions = {6: "other", 7: "same", 99: "skip"}
    assert decide_rows(draft=draft, decisions=decisions) == 0
    assert dict(draft.rows.values_list("number", "decision")) == {6: "", 7: "other"}


def test_a_teacher_moves_between_schools_of_the_group(world: World, actor: Actor) -> None:
    held = Teacher.objects.create(school=world.schools[1], name="Bu Pindah", nuptk=NUPTK)
    draft = preview(world, actor, teacher("Bu Pindah", nuptk=NUPTK))
    assert draft.rows.get().findings["reason"] == "other_school"
    decide_rows(draft=draft, decisions={6: "same"})
    apply_roster(actor=actor, draft=draft, now=NOW)
    held.refresh_from_db()
    assert held.school == world.schools[0]


def test_a_school_outside_the_group_is_not_revealed(world: World, actor: Actor) -> None:
    Teacher.objects.filter(pk=world.other_teacher.pk).update(nuptk=NUPTK, phone="0899")
    draft = preview(world, actor, teacher("Bu Ingin Tahu", nuptk=NUPTK))
    row = draft.rows.get()
    found = row.findings
    assert (found["reason"], found["teacher"], found["changes"]) == ("elsewhere", None, [])
    assert decide_rows(draft=draft, decisions={6: "same"}) == 0
    told = run(world, teacher("Bu Ingin Tahu", nuptk=NUPTK), dry_run=True)["rows"][0]["reason"]
    assert "Seberang" not in told


def test_what_changed_since_the_preview_is_left_alone(world: World, actor: Actor) -> None:
    held = Teacher.objects.create(
        school=world.schools[0], name="Bu Contoh Baru", nuptk=NUPTK, rank="III/a"
    )
    draft = preview(
        world,
        actor,
        teacher("Bu Contoh Baru", nuptk=NUPTK, rank="III/b"),
        teacher("Bu Lain Lagi", nuptk=NUPTK2),
    )
    Teacher.objects.filter(pk=held.pk).update(rank="III/c")
    Teacher.objects.create(school=world.schools[1], name="Bu Lain Lagi", nuptk=NUPTK2)
    draft = apply_roster(actor=actor, draft=draft, now=NOW)
    assert draft.outcome == {"new": 0, "changed": 0, "skipped": 0, "left": 2}
    held.refresh_from_db()
    assert held.rank == "III/c"


def test_a_draft_is_applied_once(world: World, actor: Actor) -> None:
    draft = preview(world, actor, teacher("Bu Contoh Baru"))
    apply_roster(actor=actor, draft=draft, now=NOW)
    with pytest.raises(Refused):
        apply_roster(actor=actor, draft=draft, now=NOW)
    with pytest.raises(Refused):
        discard_draft(actor_id=actor.user_id, draft=draft, now=NOW)
    assert Teacher.objects.filter(name="Bu Contoh Baru").count() == 1


def test_two_previews_of_one_file_add_a_teacher_once(world: World, actor: Actor) -> None:
    rows = [teacher("Bu Contoh Baru", nuptk=NUPTK), teacher("Pak Tanpa Nomor", sex="L")]
    drafts = [preview(world, actor, *rows) for _n in range(2)]
    for draft in drafts:
        apply_roster(actor=actor, draft=draft, now=NOW)
    assert Teacher.objects.filter(name__in=["Bu Contoh Baru", "Pak Tanpa Nomor"]).count() == 2
    drafts[1].refresh_from_db()
    assert drafts[1].outcome["new"] == 0


def test_a_discarded_draft_leaves_no_rows(world: World, actor: Actor) -> None:
    draft = preview(world, actor, teacher())
    discard_draft(actor_id=actor.user_id, draft=draft, now=NOW)
    draft.refresh_from_db()
    assert draft.state == ImportDraft.State.DISCARDED
    assert not ImportRow.objects.exists()


def test_forgotten_drafts_are_emptied_by_the_next_upload(world: World, actor: Actor) -> None:
    old = preview(world, actor, teacher())
    preview(world, actor, teacher(), now=NOW + timedelta(days=15))
    old.refresh_from_db()
    assert old.state == ImportDraft.State.DISCARDED
    assert not old.rows.exists()


def test_a_school_that_left_the_group_is_not_written_to(world: World, actor: Actor) -> None:
    draft = preview(world, actor, teacher("Bu Contoh Baru"))
    world.schools[0].memberships.all().delete()
    with pytest.raises(Refused):
        apply_roster(actor=actor, draft=draft, now=NOW)
    assert not Teacher.objects.filter(name="Bu Contoh Baru").exists()


def test_a_refused_file_leaves_nothing(world: World, actor: Actor) -> None:
    with pytest.raises(Refused, match="Data murid tidak dibaca"):
        preview(world, actor, data=roster_file(teacher(), title="Daftar Peserta Didik"))
    assert not ImportDraft.objects.exists()


def test_a_file_refused_in_the_background_says_why(
    world: World,
    actor: Actor,
    aside: list[Callable[[], None]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        draft = preview(world, actor, data=roster_file(teacher(), title="Daftar Peserta Didik"))
    assert draft.state == ImportDraft.State.READING
    aside.pop()()
    draft.refresh_from_db()
    assert draft.state == "refused"
    assert "Data murid tidak dibaca" in draft.refusal
    assert not draft.rows.exists()


def test_an_unforeseen_fault_is_told_without_its_words(
    world: World, actor: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise KeyError(dapodik.SECRETS["NIK"])

    monkeypatch.setattr(roster_imports, "read_teacher_roster", fail)
    with pytest.raises(Refused, match="gangguan di server"):
        preview(world, actor, teacher())
    assert "KeyError" in caplog.text
    assert dapodik.SECRETS["NIK"] not in caplog.text


def test_sensitive_values_are_nowhere(
    world: World, actor: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for data in (roster_file(teacher()), spreadsheetml(grid([teacher("Pak Contoh Dua")]))):
        draft = preview(world, actor, data=data)
        assert counts(draft) == {"new": 1}
        everything = _database_text() + caplog.text
        apply_roster(actor=actor, draft=draft, now=NOW)
        everything += _database_text() + caplog.text
        for name, value in dapodik.SECRETS.items():
            assert value not in everything, name
    assert "NIK" in draft.notes["dropped_columns"]


def _database_text() -> str:
    with connection.cursor() as cursor:
        text = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            text.append(repr(cursor.fetchall()))
    return "".join(text)


def test_the_audit_trail_holds_ids_and_field_names_only(world: World, actor: Actor) -> None:
    held = Teacher.objects.create(school=world.schools[0], name="Bu Lama", nuptk=NUPTK)
    rows = [teacher("Bu Lama", nuptk=NUPTK, phone="0812345"), teacher("Bu Contoh Baru")]
    apply_roster(actor=actor, draft=preview(world, actor, *rows), now=NOW)
    entry = AuditEntry.objects.get(verb="import_draft.applied")
    assert entry.user_id == actor.user_id
    assert set(entry.data["changed"][str(held.pk)]) == {"phone", "sex", "staff_kind"}
    assert "0812345" not in json.dumps(entry.data)


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """Every file is a large one; what the thread would do is kept here."""
    started: list[Callable[[], None]] = []

    class Aside:
        def __init__(self, target: Callable[[], None], **_options: Any) -> None:
            self.target = target

        def start(self) -> None:
            started.append(self.target)

    monkeypatch.setattr("gugus.platform.jobs.services.queue.Thread", Aside)
    # The thread of the test keeps its connection.
    monkeypatch.setattr("gugus.platform.jobs.services.queue.connection", Mock())
    monkeypatch.setattr("gugus.platform.jobs.services.queue.close_old_connections", Mock())
    monkeypatch.setattr(interchange, "MAX_INLINE_BYTES", -1)
    return started


def test_large_files_are_read_aside_and_small_ones_at_once(
    world: World,
    actor: Actor,
    aside: list[Callable[[], None]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        draft = preview(world, actor, teacher())
    assert draft.state == ImportDraft.State.READING
    aside.pop()()
    draft.refresh_from_db()
    job = latest_job(draft)
    assert job is not None
    assert (draft.state, job.state) == (ImportDraft.State.READY, Job.State.DONE)
    assert counts(draft) == {"new": 1}
    assert "NIK" in draft.notes["dropped_columns"]


def test_a_draft_thrown_away_while_it_is_read_stays_empty(
    world: World, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interchange, "MAX_INLINE_BYTES", -1)
    draft = preview(world, actor, teacher())
    discard_draft(actor_id=actor.user_id, draft=draft, now=NOW)
    read_stored_draft(IMPORTER, draft.pk, roster_file(teacher()))
    draft.refresh_from_db()
    job = latest_job(draft)
    assert job is not None and job.state == Job.State.CANCELLED
    assert draft.state == ImportDraft.State.DISCARDED
    assert not draft.rows.exists()


def test_report_of_the_command(world: World) -> None:
    Teacher.objects.create(school=world.schools[0], name="Bu Lama", nuptk=NUPTK)
    rows = [
        teacher("Bu Contoh Baru"),
        teacher(world.teachers[0].name, nuptk=NUPTK2),
        teacher("Bu Keliru", nuptk="123"),
        teacher("Bu Lama", nuptk=NUPTK, phone="0800"),
    ]
    heard: list[tuple[int, int]] = []
    dry = run(world, *rows, dry_run=True, progress=lambda *step: heard.append(step))
    before = Teacher.objects.count()
    assert set(dry) == {"rows", "counts", "dropped_columns"}
    assert dry["counts"] == {"new": 1, "unchanged": 0, "changed": 1, "duplicate": 1, "refused": 1}
    assert [(r["row"], r["name"], r["verdict"]) for r in dry["rows"]] == [
        (6, "Bu Contoh Baru", "new"),
        (7, world.teachers[0].name, "duplicate"),
        (8, "Bu Keliru", "refused"),
        (9, "Bu Lama", "changed"),
    ]
    assert [bool(r["reason"]) for r in dry["rows"]] == [False, True, True, False]
    assert dry["dropped_columns"][0] == "NIK"
    assert heard[-1][0] == heard[-1][1]
    json.dumps(dry)
    assert run(world, *rows) == dry
    assert Teacher.objects.count() == before + 1
    assert run(world, *rows)["counts"]["unchanged"] == 2


def test_command_says_in_words_what_file_it_got(world: World) -> None:
    with pytest.raises(Refused, match="Tenaga Kependidikan"):
        run(world, data=roster_file(teacher(), title="Daftar Tenaga Kependidikan"))


def test_command_works_for_a_school_without_group(world: World) -> None:
    world.schools[0].memberships.all().delete()
    assert run(world, teacher("Bu Contoh Baru"))["counts"]["new"] == 1


def test_a_head_who_keeps_the_roster_moves_nobody_to_the_own_school_by_a_list(
    world: World, actor: Actor
) -> None:
    """A head reads the ratings of the own school's teachers."""
    held = Teacher.objects.create(school=world.schools[1], name="Bu Pindah", nuptk=NUPTK)
    RoleAssignment.objects.create(
        user_id=actor.user_id, role=Role.SCHOOL_HEAD, group=world.group, school=world.schools[0],
        since=SINCE,
    )  # fmt: skip
    head = load_actor(world.users[Role.SECRETARY])
    draft = preview(world, head, teacher("Bu Pindah", nuptk=NUPTK))
    decide_rows(draft=draft, decisions={6: "same"})
    with pytest.raises(Refused, match="pengurus lain"):
        apply_roster(actor=head, draft=draft, now=NOW)
    held.refresh_from_db()
    assert held.school == world.schools[1]
    # Whoever is new there, or was there before, comes by the list as ever.
    own = preview(world, head, teacher("Bu Contoh Baru", nuptk=NUPTK2))
    apply_roster(actor=head, draft=own, now=NOW)
    assert Teacher.objects.filter(nuptk=NUPTK2, school=world.schools[0]).exists()
