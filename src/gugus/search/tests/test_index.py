"""The index says what the records say after every write, whoever writes."""

from datetime import date

import pytest
from django.db import connection, models

from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from gugus.people.rules.roles import Role
from gugus.problems.models import Problem, ProblemProposal
from gugus.search.models import ChangedRecord, IndexEntry
from gugus.search.queries.kinds import searchables
from gugus.search.services.index import entries_of, refresh_index
from gugus.search.services.triggers import keep_index_true
from gugus.steps.models import Step, StepOffer
from tests.support.samples import samples
from tests.support.world import World

COMPARED = ("kind", "record", "group", "title", "words", "day")


def _drain() -> None:
    while refresh_index():
        pass


def _as_records_say() -> set[tuple[object, ...]]:
    return {
        tuple(getattr(one, name) for name in COMPARED)
        for kind in searchables().values()
        if kind.records is not None
        for one in entries_of(kind, kind.records().values_list("pk", flat=True))
    }


def _as_index_says() -> set[tuple[object, ...]]:
    return set(IndexEntry.objects.values_list(*COMPARED))


def _meeting(world: World, title: str = "Membaca bersama") -> Meeting:
    return Meeting.objects.create(
        group=world.group, title=title, date=date(2026, 11, 4), starts_at="13:00", ends_at="15:00"
    )


def test_everything_there_is_stands_in_the_index(world: World) -> None:
    samples(world)
    _drain()
    assert _as_index_says() == _as_records_say()
    assert len(set(IndexEntry.objects.values_list("kind", flat=True))) >= 6


def test_a_changed_text_is_gone_at_once_and_read_anew(world: World) -> None:
    made = _meeting(world)
    _drain()
    assert IndexEntry.objects.filter(kind="pertemuan", words__contains=" baca ").exists()
    # Past every service and signal.
    Meeting.objects.filter(pk=made.pk).update(title="Berhitung cepat")
    assert not IndexEntry.objects.filter(kind="pertemuan", record=made.pk).exists()
    _drain()
    assert _as_index_says() == _as_records_say()
    assert IndexEntry.objects.get(kind="pertemuan", record=made.pk).title == (
        " berhitung  cepat  hitung "
    )


def test_what_says_nothing_new_costs_nothing(world: World) -> None:
    made = _meeting(world)
    _drain()
    made.state, made.sequence = Meeting.State.HELD, 7
    made.save()
    assert not ChangedRecord.objects.exists()


def test_a_deleted_record_leaves_nothing(world: World) -> None:
    made = _meeting(world)
    Minutes.objects.create(meeting=made, discussion="Rahasia", decisions="Mencoba")
    _drain()
    made.delete()
    assert not IndexEntry.objects.filter(kind__in=["pertemuan", "notulen", "keputusan"]).exists()
    _drain()
    assert _as_index_says() == _as_records_say() and not ChangedRecord.objects.exists()


def test_parts_of_a_record_are_its_text(world: World) -> None:
    by = world.users[Role.TEACHER]
    moment = "2026-11-01T08:00:00+07:00"
    problem = Problem.objects.create(
        group=world.group, raised_by=by, words="Murid lambat", raised_at=moment
    )
    _drain()
    said = ProblemProposal.objects.create(
        problem=problem, words="Kartu pecahan", made_by=by, made_at=moment
    )
    assert not IndexEntry.objects.filter(kind="masalah").exists()
    _drain()
    assert " kartu " in IndexEntry.objects.get(kind="masalah").words
    said.delete()
    _drain()
    assert " kartu " not in IndexEntry.objects.get(kind="masalah").words


def test_steps_that_everybody_gets_at_the_door_are_no_entries(world: World) -> None:
    made, teacher = _meeting(world), world.teachers[0]
    offer = StepOffer.objects.create(
        meeting=made, what="Kartu kata", due_on=made.date,
        stamp_at="2026-11-04T15:00:00+07:00", stamp_id="00000000-0000-0000-0000-000000000001",
    )  # fmt: skip
    _drain()
    step = Step.objects.create(
        meeting=made, teacher=teacher, offer=offer, what=offer.what, due_on=made.date
    )
    assert not ChangedRecord.objects.exists()
    Step.objects.filter(pk=step.pk).update(offer=None)
    _drain()
    assert IndexEntry.objects.filter(kind="langkah", record=step.pk).exists()


def test_triggers_come_back_and_what_was_missed_is_read(world: World) -> None:
    made = _meeting(world)
    _drain()
    on = " ON meetings_meeting" if connection.vendor == "postgresql" else ""
    ending = "" if connection.vendor == "postgresql" else "_insert"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER gugus_search_pertemuan_meetings_meeting{ending}{on}")
    other = _meeting(world, "Yang terlewat")
    _drain()
    assert not IndexEntry.objects.filter(kind="pertemuan", record=other.pk).exists()
    IndexEntry.objects.filter(record=made.pk).update(edition=0)
    keep_index_true()
    _drain()
    assert _as_index_says() == _as_records_say()
    _meeting(world, "Sesudahnya")
    assert ChangedRecord.objects.exists()


def test_no_name_of_a_person_is_read_from_the_roster_into_the_index() -> None:
    declared = {table.model for kind in searchables().values() for table in kind.tables}
    assert not declared & {"people.Teacher", "foundation.User", "catchup.Reflection"}
    private = {"report", "raised_by", "teacher", "note", "reason", "closed_reason"}
    read = {name for kind in searchables().values() for t in kind.tables for name in t.texts}
    assert not read & private


@pytest.mark.parametrize(
    "kind", [k for k in searchables().values() if k.tables], ids=lambda k: k.kind
)
def test_declared_tables_and_fields_exist(kind) -> None:
    from django.apps import apps

    for table in kind.tables:
        names = {field.name for field in apps.get_model(table.model)._meta.get_fields()}
        assert {*table.texts, table.record} <= names
    assert issubclass(kind.records().model, models.Model)


def test_who_is_erased_is_in_no_entry(world: World) -> None:
    made = _meeting(world)
    row = Minutes.objects.create(meeting=made, discussion="Zulkarnaen memimpin")
    _drain()
    assert IndexEntry.objects.filter(words__contains=" zulkarnaen ").exists()
    # As erasing does: past every service of minutes.
    Minutes.objects.filter(pk=row.pk).update(discussion="(nama dihapus) memimpin")
    assert not IndexEntry.objects.filter(words__contains="zulkarnaen").exists()
    _drain()
    assert not IndexEntry.objects.filter(words__contains="zulkarnaen").exists()
