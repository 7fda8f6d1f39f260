"""After the signature: revisions with numbers and reasons, and the supervisor who takes note."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gugus.people.rules.roles import Role
from gugus.platform.documents.render import to_pdf
from gugus.platform.foundation.append_only import AppendOnlyError
from gugus.platform.foundation.errors import Refused
from gugus.programme.models import Line, Programme, Revision
from gugus.programme.papers import programme_paper
from gugus.programme.queries import line_version
from gugus.programme.queries.revisions import revisions_in_force, waits_for_supervisor
from gugus.programme.rules.revisions import LineChangeKind, line_changes
from gugus.programme.rules.status import ProgrammeTransition, TransitionRequest
from gugus.programme.services import LineContent, change_status
from gugus.programme.services.acknowledgement import acknowledge_programme
from gugus.programme.services.revisions import (
    add_line_by_revision,
    remove_line_by_revision,
    revise_line,
)
from tests.support.ciawi import NOW, YEAR, actor_of, measure, programme, typed
from tests.support.html import mentions, page_of
from tests.support.world import World

TODAY = date(2026, 11, 21)
NEW = LineContent(
    kind="penunjang", title="Literasi digital", objective="Guru terampil", activities="Latihan",
    need_ids=frozenset(), study_group=None, strategy="workshop", speaker=None, speaker_note="",
    product="", jp=6, months=(3,), cost=250_000, times=2,
)  # fmt: skip


@pytest.fixture
def made(world: World) -> Programme:
    measure(world)
    return signed(world, programme(world))


def step(world: World, made: Programme, what: ProgrammeTransition) -> Programme:
    wish = TransitionRequest(what, TODAY, "Wakil 7 sekolah")
    return change_status(actor=actor_of(world, Role.CHAIR), now=NOW, programme=made, wish=wish)


def signed(world: World, made: Programme) -> Programme:
    return step(world, step(world, made, ProgrammeTransition.AGREE), ProgrammeTransition.SIGN)


def content_of(line: Line) -> LineContent:
    names = [name for name in LineContent.__dataclass_fields__ if name != "need_ids"]
    needs = frozenset(line.needs.values_list("pk", flat=True))
    values = {name: getattr(line, name) for name in names}
    return LineContent(**{**values, "months": tuple(line.months), "need_ids": needs})


def revised(world: World, line: Line, **changes: object) -> Revision:
    return revise_line(
        actor=actor_of(world, Role.CHAIR),
        now=NOW,
        line=line,
        content=replace(content_of(line), **changes),
        seen=line_version(Line.objects.get(pk=line.pk)),
        reason="Narasumber berhalangan",
    )


def test_a_revision_keeps_what_was_and_what_is(world: World, made: Programme) -> None:
    line = made.lines.get(title="Penilaian dan evaluasi")
    first = revised(world, line, jp=8, months=(9, 10))
    assert (first.number, first.dated, first.reason) == (1, TODAY, "Narasumber berhalangan")
    (change,) = line_changes(first.before, first.after)
    assert change.what == LineChangeKind.CHANGED
    assert {(f.field, f.old, f.new) for f in change.fields} == {
        ("jp", "4", "8"), ("months", "Agu, Feb", "Sep, Okt"),
    }  # fmt: skip
    made.refresh_from_db()
    assert (made.status, made.agreed_on, made.signed_on) == ("signed", TODAY, TODAY)
    assert revised(world, Line.objects.get(pk=line.pk), jp=9).number == 2


def test_lines_are_added_and_removed_with_their_trace(world: World, made: Programme) -> None:
    chair = actor_of(world, Role.CHAIR)
    one = add_line_by_revision(
        actor=chair, now=NOW, programme=made, content=NEW, reason="Permintaan anggota"
    )
    added = made.lines.get(title=NEW.title)
    assert [c.what for c in line_changes(one.before, one.after)] == [LineChangeKind.ADDED]
    two = remove_line_by_revision(actor=chair, now=NOW, line=added, reason="Dana tidak turun")
    assert (one.number, two.number) == (1, 2)
    (change,) = line_changes(two.before, two.after)
    assert (change.what, change.title) == (LineChangeKind.REMOVED, "Literasi digital")
    assert not made.lines.filter(title=NEW.title).exists()


def test_a_refusal_gives_the_number_back(world: World, made: Programme) -> None:
    line, chair = made.lines.first(), actor_of(world, Role.CHAIR)
    assert line is not None
    with pytest.raises(Refused):
        revised(world, line)  # nothing differs
    twin = replace(NEW, title=line.title, kind=line.kind)
    with pytest.raises(Refused):
        add_line_by_revision(actor=chair, now=NOW, programme=made, content=twin, reason="x")
    with pytest.raises(Refused):
        remove_line_by_revision(actor=chair, now=NOW, line=line, reason="  ")
    assert Line.objects.filter(pk=line.pk).exists()
    assert revised(world, line, jp=40).number == 1


def test_a_stale_form_revises_nothing(world: World, made: Programme) -> None:
    line = made.lines.first()
    assert line is not None
    revised(world, line, jp=40)
    with pytest.raises(Refused):
        revise_line(
            actor=actor_of(world, Role.CHAIR), now=NOW, line=line, content=content_of(line),
            seen="", reason="x",
        )  # fmt: skip
    assert Revision.objects.count() == 1


def test_only_a_signed_programme_is_revised(world: World) -> None:
    draft = programme(world)
    line = draft.lines.first()
    assert line is not None
    with pytest.raises(Refused):
        revised(world, line, jp=40)
    assert not Revision.objects.exists()


def test_a_revision_never_changes(world: World, made: Programme) -> None:
    line = made.lines.first()
    assert line is not None
    revision = revised(world, line, jp=40)
    revision.reason = "Lain"
    with pytest.raises(AppendOnlyError):
        revision.save()
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE programme_revision SET reason = 'Lain'")


def test_the_chair_revises_on_the_screen_and_everybody_reads_it(
    world: World, made: Programme
) -> None:
    code, line = world.group.code, made.lines.first()
    assert line is not None
    where = reverse("programme:revise", args=[code, line.pk])
    chair = world.client(Role.CHAIR)
    sent = typed(title=line.title, kind=line.kind, reason="Jadwal bergeser", seen="")
    assert chair.post(where, {**sent, "reason": ""}).status_code == 422
    assert chair.post(where, sent).status_code == 302
    again = chair.post(where, {**sent, "jp": "9"})  # an older form than what stands
    assert again.status_code == 422
    page = world.client(Role.TEACHER).get(
        reverse("programme:programme", args=[code]), {"tahun": YEAR}
    )
    text = page_of(page)
    assert text.entry("revisi ke-1") and text.says("Revisi ke-1", "Jadwal bergeser")
    assert not any("disepakati" in state for state in text.states)
    add = reverse("programme:revise_add", args=[code, made.pk])
    assert chair.post(add, typed(reason="Usul anggota")).status_code == 302
    new = made.lines.get(title="Penguatan komunikasi")
    out = reverse("programme:revise_remove", args=[code, new.pk])
    assert chair.get(out).status_code == 200
    assert chair.post(out, {"reason": "Batal"}).status_code == 302
    assert list(Revision.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert world.client(Role.SECRETARY).get(where).status_code == 404


def test_the_paper_names_revisions_and_who_took_note(world: World, made: Programme) -> None:
    line = made.lines.first()
    assert line is not None
    revised(world, line, jp=40)
    supervisor = actor_of(world, Role.SUPERVISOR)
    acknowledge_programme(actor=supervisor, now=NOW, programme=made, dated=TODAY, note="Lanjutkan")
    made.refresh_from_db()
    paper = programme_paper(made, TODAY)
    whole = repr(paper)
    assert mentions(paper.subtitle, "REVISI KE-1", "21 NOV 2026")
    assert "Revisi ke-1" in whole and "Narasumber berhalangan" in whole
    assert "“4” menjadi “40”" in whole
    assert "Mengetahui, 21 November 2026" in whole
    assert "Lanjutkan" in whole
    assert to_pdf(paper).startswith(b"%PDF")


def test_the_supervisor_takes_note_of_each_state_once(world: World, made: Programme) -> None:
    code = world.group.code
    where = reverse("programme:acknowledge", args=[code, made.pk])
    client = world.client(Role.SUPERVISOR)
    assert client.post(where, {"dated": "2999-01-01", "note": ""}).status_code == 422
    assert client.post(where, {"dated": "2026-11-20", "note": ""}).status_code == 422
    actor = actor_of(world, Role.SUPERVISOR)

    def take_note() -> Programme:
        return acknowledge_programme(
            actor=actor, now=NOW, programme=made, dated=TODAY, note="Jalankan sesuai jadwal"
        )

    assert not waits_for_supervisor(take_note())
    with pytest.raises(Refused):
        take_note()
    line = made.lines.first()
    assert line is not None
    revised(world, line, jp=40)
    made.refresh_from_db()
    assert waits_for_supervisor(made)
    text = page_of(client.get(reverse("programme:programme", args=[code]), {"tahun": YEAR}))
    assert text.leads_to(where)
    assert take_note().acknowledged_revision == 1
    assert world.client(Role.CHAIR).get(where).status_code == 404


def test_reopening_clears_the_acknowledgement_and_numbers_run_on(
    world: World, made: Programme
) -> None:
    line = made.lines.first()
    assert line is not None
    revised(world, line, jp=40)
    acknowledge_programme(
        actor=actor_of(world, Role.SUPERVISOR), now=NOW, programme=made, dated=TODAY, note="Baik"
    )
    back = step(world, made, ProgrammeTransition.REOPEN)
    assert (back.acknowledged_on, back.acknowledged_by, back.acknowledged_note) == (None, None, "")
    assert revisions_in_force(back) == []
    signed(world, back)
    assert revised(world, Line.objects.get(pk=line.pk), jp=41).number == 2


TEXTS = st.dictionaries(st.sampled_from(["title", "jp", "months"]), st.sampled_from(["", "4", "8"]))


@given(
    st.dictionaries(st.integers(1, 5).map(str), st.none() | TEXTS),
    st.dictionaries(st.integers(1, 5).map(str), st.none() | TEXTS),
)
def test_differences_lead_from_what_was_to_what_is(
    before: dict[str, dict[str, str] | None], after: dict[str, dict[str, str] | None]
) -> None:
    now = {key: dict(before.get(key) or {}) for key in {*before, *after}}
    for change in line_changes(before, after):
        for field in change.fields:
            assert now[str(change.line)].get(field.field, "") == field.old != field.new
            now[str(change.line)][field.field] = field.new
    for key, texts in now.items():
        kept = {name: text for name, text in texts.items() if text}
        assert kept == {name: text for name, text in (after.get(key) or {}).items() if text}
