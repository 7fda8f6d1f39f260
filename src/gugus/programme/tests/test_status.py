from datetime import date

import pytest
from django.urls import reverse

from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.programme.models import Programme, StatusChange
from gugus.programme.rules.status import ProgrammeTransition, TransitionRequest
from gugus.programme.services import (
    change_status,
    choose_needs_round,
    delete_line,
    write_programme_texts,
)
from tests.support.ciawi import NOW, YEAR, actor_of, measure, programme, typed
from tests.support.html import page_of
from tests.support.world import World

TODAY = date(2026, 11, 21)


@pytest.fixture
def made(world: World) -> Programme:
    measure(world)
    return programme(world)


def step(
    world: World, made: Programme, what: ProgrammeTransition, note: str = "Wakil 7 sekolah"
) -> Programme:
    return change_status(
        actor=actor_of(world, Role.CHAIR),
        now=NOW,
        programme=made,
        wish=TransitionRequest(what, TODAY, note),
    )


def signed(world: World, made: Programme) -> Programme:
    return step(world, step(world, made, ProgrammeTransition.AGREE), ProgrammeTransition.SIGN)


def test_from_draft_to_signature_leaves_a_history(world: World, made: Programme) -> None:
    done = signed(world, made)
    assert (done.status, done.agreed_on, done.signed_on) == ("signed", TODAY, TODAY)
    assert done.agreed_note == "Wakil 7 sekolah"
    assert list(made.changes.values_list("status", flat=True)) == ["agreed", "signed"]
    assert AuditEntry.objects.filter(verb="programme.signed", object_id=made.pk).count() == 1


def test_a_signature_from_a_stale_page_is_refused(world: World, made: Programme) -> None:
    """The decision is taken on the row as it stands, not on the page that was looked at."""
    signed(world, made)
    stale = made
    assert stale.status == "draft"
    with pytest.raises(Refused):
        step(world, stale, ProgrammeTransition.AGREE)
    assert StatusChange.objects.count() == 2


def test_reopening_keeps_the_reason_and_unlocks(world: World, made: Programme) -> None:
    signed(world, made)
    back = step(world, made, ProgrammeTransition.REOPEN, "Dana BOS turun separuh")
    assert (back.status, back.agreed_on, back.signed_on, back.signed_by) == (
        "draft", None, None, None,
    )  # fmt: skip
    page = world.client(Role.TEACHER).get(
        reverse("programme:programme", args=[world.group.code]), {"tahun": YEAR}
    )
    assert "Dana BOS turun separuh" in page_of(page)
    change = StatusChange.objects.latest("pk")
    entry = AuditEntry.objects.get(verb="programme.reopened")
    assert entry.data == {"change": change.pk}


def test_everything_is_locked_once_signed(world: World, made: Programme) -> None:
    signed(world, made)
    client, code = world.client(Role.SECRETARY), world.group.code
    line = made.lines.first()
    assert (
        client.post(reverse("programme:add_line", args=[code, made.pk]), typed()).status_code == 422
    )
    edit = reverse("programme:edit_line", args=[code, line.pk])
    assert client.post(edit, typed()).status_code == 422
    client.post(reverse("programme:delete_line", args=[code, line.pk]))
    assert made.lines.filter(pk=line.pk, title=line.title).exists()
    assert made.lines.count() == 5
    actor = actor_of(world)
    with pytest.raises(Refused):
        write_programme_texts(actor=actor, now=NOW, programme=made, texts={"background": "x"})
    with pytest.raises(Refused):
        choose_needs_round(actor=actor, now=NOW, programme=made, round_=made.needs_round)


def test_what_was_agreed_does_not_vanish_and_its_change_is_marked(
    world: World, made: Programme
) -> None:
    step(world, made, ProgrammeTransition.AGREE)
    line = made.lines.first()
    with pytest.raises(Refused):
        delete_line(actor=actor_of(world), now=NOW, line=line)
    address = reverse("programme:edit_line", args=[world.group.code, line.pk])
    client = world.client(Role.SECRETARY)
    assert client.post(address, typed()).status_code == 302
    page = client.get(reverse("programme:programme", args=[world.group.code]), {"tahun": YEAR})
    marked = [
        row.line.title
        for group in page.context["page"].groups
        for row in group.rows
        if row.changed_after_agreement
    ]
    assert marked == ["Penguatan komunikasi"]


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [
        ("agree", {"dated": "2999-01-01", "note": "x"}, "dated"),
        ("agree", {"dated": "0001-01-01", "note": "x"}, "dated"),
        ("agree", {"dated": "kemarin", "note": "x"}, "dated"),
        ("agree", {"dated": "", "note": ""}, "note"),
        ("sign", {"dated": "2026-07-01", "note": ""}, "__all__"),
        ("reopen", {"note": " "}, "note"),
    ],
)
def test_ugly_steps_are_refused_with_words(
    world: World, made: Programme, name: str, data: dict[str, str], field: str
) -> None:
    address = reverse(f"programme:{name}", args=[world.group.code, made.pk])
    answer = world.client(Role.CHAIR).post(address, data)
    assert answer.status_code == 422
    assert field in answer.context["page"].form.errors
    made.refresh_from_db()
    assert made.status == "draft"


def test_an_empty_programme_cannot_be_agreed(world: World, made: Programme) -> None:
    made.lines.all().delete()
    with pytest.raises(Refused):
        step(world, made, ProgrammeTransition.AGREE)


def test_the_secretary_records_agreement_but_only_the_chair_signs(
    world: World, made: Programme
) -> None:
    def status(role: Role, name: str) -> int:
        address = reverse(name, args=[world.group.code, made.pk])
        return world.client(role).get(address).status_code

    assert status(Role.SECRETARY, "programme:agree") == 200
    assert status(Role.SECRETARY, "programme:sign") == 404
    assert status(Role.SECRETARY, "programme:reopen") == 404
    assert status(Role.TREASURER, "programme:agree") == 404
    assert status(Role.CHAIR, "programme:sign") == 200
