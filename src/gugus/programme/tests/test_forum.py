"""The forum's session: who was there, how they stood, and the programme that is agreed by it."""

from datetime import date

import pytest
from django.urls import reverse

from gugus.people.models import Membership, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.documents.render import to_docx, to_pdf
from gugus.platform.foundation.errors import Refused
from gugus.programme.models import Forum, ForumVoice, Programme
from gugus.programme.papers.forum import forum_paper
from gugus.programme.rules.status import ProgrammeTransition, TransitionRequest
from gugus.programme.services import change_status
from gugus.programme.services.forum import ForumSession, ForumVoiceContent, record_forum
from tests.support.ciawi import NOW, YEAR, actor_of, programme
from tests.support.html import page_of
from tests.support.world import World, client_of

DAY = date(2026, 11, 20)
SESSION = ForumSession(DAY, "SDN Rekaan 01", "Contoh ketua", "Disepakati dengan perubahan JP")


@pytest.fixture
def made(world: World) -> Programme:
    return programme(world)


def voice(
    teacher: Teacher | None, stand: str = "agrees", name: str = "", note: str = ""
) -> ForumVoiceContent:
    return ForumVoiceContent(teacher, name, None, stand, note)


def recorded(world: World, made: Programme) -> Forum:
    voices = [
        voice(world.teachers[0]),
        voice(world.teachers[1], "reserves", note="JP ditambah"),
        voice(None, "disagrees", "Pak Contoh Tamu"),
    ]
    return record_forum(
        actor=actor_of(world, Role.CHAIR), now=NOW, programme=made, session=SESSION, voices=voices
    )


def address(world: World, made: Programme) -> str:
    return reverse("programme:agree", args=[world.group.code, made.pk])


def sent(world: World, **more: object) -> dict[str, object]:
    whole = {"dated": "2026-11-20", "place": "SDN Rekaan 01", "chaired_by": "Contoh ketua"}
    return {**whole, "note": "Disepakati", **more}


def test_a_session_agrees_the_programme_whatever_the_count(world: World, made: Programme) -> None:
    forum = recorded(world, made)
    made.refresh_from_db()
    assert (made.status, made.agreed_on, made.agreed_note) == ("agreed", DAY, SESSION.note)
    stands = list(forum.voices.values_list("stand", flat=True))
    assert stands == ["agrees", "reserves", "disagrees"]
    # The school stays that of the day, wherever the teacher goes.
    assert forum.voices.first().school == world.teachers[0].school  # type: ignore[union-attr]


def test_a_session_with_nobody_is_refused_and_agrees_nothing(world: World, made: Programme) -> None:
    chair = actor_of(world, Role.CHAIR)
    with pytest.raises(Refused):
        record_forum(actor=chair, now=NOW, programme=made, session=SESSION, voices=[])
    made.refresh_from_db()
    assert made.status == "draft"
    assert not Forum.objects.exists()


def test_somebody_twice_or_from_elsewhere_is_refused(world: World, made: Programme) -> None:
    chair = actor_of(world, Role.CHAIR)
    for voices in (
        [voice(world.teachers[0]), voice(world.teachers[0], "disagrees")],
        [voice(world.other_teacher)],
    ):
        with pytest.raises(Refused):
            record_forum(actor=chair, now=NOW, programme=made, session=SESSION, voices=voices)
    assert not ForumVoice.objects.exists()


def test_who_belongs_by_themselves_is_heard(world: World, made: Programme) -> None:
    guest = world.other_teacher
    Membership.objects.create(teacher=guest, group=world.group)
    record_forum(
        actor=actor_of(world, Role.CHAIR), now=NOW, programme=made, session=SESSION,
        voices=[voice(guest)],
    )  # fmt: skip
    assert ForumVoice.objects.get().teacher == guest


def test_an_agreed_programme_takes_no_second_session(world: World, made: Programme) -> None:
    recorded(world, made)
    with pytest.raises(Refused):
        recorded(world, made)
    assert Forum.objects.count() == 1


def test_the_form_lists_each_school_and_every_member_once(world: World, made: Programme) -> None:
    Teacher.objects.filter(pk=world.teachers[2].pk).update(additional_duty="Kepala Sekolah")
    page = world.client(Role.CHAIR).get(address(world, made)).context["page"]
    assert [row.detail for row in page.representatives] == [s.name for s in world.schools]
    assert page.representatives[0].name == world.teachers[2].name
    assert page.representatives[1].name_field is not None
    named = [row.name for bench in page.benches for row in bench.rows]
    assert world.teachers[2].name not in named
    assert len(named) == len(world.teachers) - 1


def test_all_agree_marks_those_who_are_named_and_keeps_what_was_typed(
    world: World, made: Programme
) -> None:
    client, where = world.client(Role.SECRETARY), address(world, made)
    first = world.teachers[0].pk
    marked = {f"m{first}-stand": "disagrees", "note": "Ramai"}
    answer = client.post(where, sent(world, **marked, isi="semua"))
    assert answer.status_code == 200
    page = answer.context["page"]
    stands = {row.key: row.stand.value() for bench in page.benches for row in bench.rows}
    assert stands.pop(f"m{first}") == "disagrees"
    assert set(stands.values()) == {"agrees"}
    # No head is known and no name was typed: nobody can have agreed.
    assert {row.stand.value() for row in page.representatives} <= {"", None}
    assert page.form["note"].value() == "Ramai"
    assert not Forum.objects.exists()


def test_the_secretary_records_it_and_members_read_it(world: World, made: Programme) -> None:
    one, school = world.teachers[0], world.schools[0]
    rows = {
        f"m{one.pk}-stand": "reserves",
        f"m{one.pk}-note": "JP ditambah",
        f"r{school.pk}-name": "Bu Contoh Kepala",
        f"r{school.pk}-stand": "agrees",
        "g1-name": "Pak Contoh UPTD",
        "g1-stand": "agrees",
    }
    assert world.client(Role.SECRETARY).post(
        address(world, made), sent(world, **rows)
    ).status_code == 302  # fmt: skip
    forum = Forum.objects.get()
    reader = world.client(Role.TEACHER)
    page = reader.get(reverse("programme:forum", args=[world.group.code, forum.pk]))
    text = page_of(page)
    assert text.says("3 hadir", "1 sekolah", "2 setuju", "1 setuju dengan catatan")
    assert text.entry("Bu Contoh Kepala") and text.entry("JP ditambah")
    year = reader.get(
        reverse("programme:programme", args=[world.group.code]), {"tahun": YEAR}
    ).context["page"]
    assert [row.stands for row in year.forums] == [True]
    assert client_of(world.outsider).get(page.request["PATH_INFO"]).status_code == 404


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ({}, "__all__"),
        ({"g1-stand": "agrees"}, "g1-name"),
        ({"g1-name": "Pak Contoh"}, "g1-stand"),
        ({"g1-name": "Pak Contoh", "g1-stand": "reserves"}, "g1-note"),
        ({"g1-name": "Pak Contoh", "g1-stand": "lain"}, "g1-stand"),
        ({"g1-name": "x" * 151, "g1-stand": "agrees"}, "g1-name"),
    ],
)
def test_ugly_rows_are_refused_beside_their_field(
    world: World, made: Programme, rows: dict[str, object], field: str
) -> None:
    answer = world.client(Role.CHAIR).post(address(world, made), sent(world, **rows))
    assert answer.status_code == 422
    assert field in answer.context["page"].form.errors
    assert not Forum.objects.exists()


def test_after_reopening_the_session_stays_as_a_former_one(world: World, made: Programme) -> None:
    forum = recorded(world, made)
    chair = actor_of(world, Role.CHAIR)
    wish = TransitionRequest(ProgrammeTransition.REOPEN, DAY, "Dana turun")
    change_status(actor=chair, now=NOW, programme=made, wish=wish)
    where = reverse("programme:forum", args=[world.group.code, forum.pk])
    assert page_of(world.client(Role.TEACHER).get(where)).notices


def test_the_record_of_the_session_prints(world: World, made: Programme) -> None:
    paper = forum_paper(recorded(world, made))
    assert to_pdf(paper).startswith(b"%PDF")
    assert to_docx(paper)
    table = next(block for block in paper.blocks if hasattr(block, "rows") and len(block.rows) == 3)
    assert [row[3] for row in table.rows] == [
        "Setuju", "Setuju dengan catatan: JP ditambah", "Tidak setuju",
    ]  # fmt: skip
    with_kind = reverse("programme:forum_paper", args=[world.group.code, 1, "exe"])
    assert world.client(Role.TEACHER).get(with_kind).status_code == 404


def test_after_the_forum_signing_is_the_main_button(world: World, made: Programme) -> None:
    there = f"{reverse('programme:programme', args=[world.group.code])}?tahun={made.school_year}"
    chair = world.client(Role.CHAIR)
    assert page_of(chair.get(there)).main_actions == ["Tambah program"]
    recorded(world, made)
    assert page_of(chair.get(there)).main_actions == ["Tanda tangani"]
    # Who may not sign goes on with the lines.
    assert page_of(world.client(Role.SECRETARY).get(there)).main_actions == ["Tambah program"]
