"""What a person finds is what that person may open: every role, every find, every text."""

import re
from collections.abc import Iterable
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from gugus.catchup.models import Reflection
from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from gugus.people.models import RoleAssignment, Speaker, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from gugus.problems.models import Problem
from gugus.search.queries.kinds import searchables
from gugus.search.services.index import refresh_index
from gugus.steps.models import Step, StepOffer
from tests.support.addresses import addresses
from tests.support.certificates import issued
from tests.support.html import page_of
from tests.support.samples import samples
from tests.support.world import SINCE, World, client_of

# A word that stands in every record below, and nowhere else.
WORD = "zamrud"
MOMENT = "2026-11-01T08:00:00+07:00"


@pytest.fixture
def told(world: World) -> dict[str, set[Role]]:
    """Records of every kind with the word; by a second word of each, who may find it."""
    members = {role for role in Role if role not in _OUTSIDE}
    recorders = {Role.SECRETARY, Role.CHAIR, Role.SECTION_HEAD, Role.LEAD_TEACHER}
    samples(world)
    held = Meeting.objects.create(
        group=world.group, title=f"{WORD} pertemuansatu", date=date(2026, 11, 4),
        starts_at="13:00", ends_at="15:00", state=Meeting.State.HELD,
    )  # fmt: skip
    Minutes.objects.create(
        meeting=held, state=Minutes.State.FINAL, discussion=f"{WORD} notulenselesai",
        decisions=f"{WORD} keputusanselesai",
    )  # fmt: skip
    draft = Meeting.objects.create(
        group=world.group, title="Lain", date=date(2026, 11, 5), starts_at="13:00", ends_at="15:00"
    )
    Minutes.objects.create(
        meeting=draft, discussion=f"{WORD} notulenrancangan", decisions=f"{WORD} putusanrancangan"
    )
    Problem.objects.create(
        group=world.group, raised_by=world.users[Role.TREASURER], named=False,
        words=f"{WORD} masalahkelas", raised_at=MOMENT,
    )  # fmt: skip
    own, other = world.teachers[0], world.teachers[-1]
    StepOffer.objects.create(
        meeting=held, what=f"{WORD} langkahbersama", due_on=held.date,
        stamp_at=MOMENT, stamp_id=uuid4(),
    )  # fmt: skip
    for teacher, word in ((own, "langkahsendiri"), (other, "langkahorang")):
        Step.objects.create(
            meeting=held, teacher=teacher, what=f"{WORD} {word}", due_on=held.date,
            report=f"{WORD} laporanrahasia",
        )  # fmt: skip
    Reflection.objects.create(
        group=world.group, teacher=own, learnt=f"{WORD} jurnalrahasia", written_at=MOMENT,
        stamp_at=MOMENT, stamp_id=uuid4(),
    )  # fmt: skip
    Teacher.objects.create(school=world.schools[1], name="Zamrud Gurubaru")
    Teacher.objects.create(school=world.schools[1], name="Zamrud Gurukeluar", active=False)
    Speaker.objects.create(name="Zamrud Narasumber").groups.add(world.group)
    head = {Role.SCHOOL_HEAD} if own.school_id == world.schools[0].pk else set()
    head_of_other = {Role.SCHOOL_HEAD} if other.school_id == world.schools[0].pk else set()
    return {
        "pertemuansatu": members,
        "notulenselesai": members,
        "keputusanselesai": members,
        "notulenrancangan": recorders,
        "putusanrancangan": recorders,
        "masalahkelas": members,
        "langkahbersama": recorders,
        "langkahsendiri": recorders | {Role.TEACHER, Role.SUPERVISOR} | head,
        "langkahorang": recorders | {Role.SUPERVISOR} | head_of_other,
        "laporanrahasia": set(),
        "jurnalrahasia": set(),
        "gurubaru": members,
        "gurukeluar": {Role.SECRETARY, Role.CHAIR},
        "narasumber": members,
    }


_OUTSIDE = {Role.DISTRICT_OFFICER, Role.SITE_ADMIN, Role.EVALUATOR}


def _search(client: Client, world: World, typed: str, **more: str) -> str:
    address = reverse("search:search", args=[world.group.code])
    response = client.get(address, {"q": typed, **more})
    assert response.status_code == 200
    return unescape(response.content.decode())


def _client(world: World, role: Role) -> Client:
    """Read anew: samples gave some of them other passwords."""
    return client_of(User.objects.get(pk=world.users[role].pk))


@pytest.mark.parametrize("index", ["read", "unread"])
def test_each_role_finds_what_it_may_see_and_no_word_more(
    world: World, told: dict[str, set[Role]], index: str
) -> None:
    """Whether the worker has read the words yet or not."""
    while index == "read" and refresh_index():
        pass
    wrong = []
    for role in set(Role) - _OUTSIDE:
        client = _client(world, role)
        for word, may in told.items():
            # The words themselves are typed, so they stand in the field: what is found is a link.
            found = _finds(_search(client, world, f"{WORD} {word}"), word)
            if found != (role in may):
                wrong.append(f"{role} {'finds' if found else 'misses'} {word}")
    assert not wrong


def _finds(page: str, word: str) -> bool:
    return f"<mark>{word}</mark>" in _inside(page).lower()


def _inside(page: str) -> str:
    return page.partition('<div id="hasil">')[2].partition("</main>")[0]


def test_nothing_found_leads_to_a_closed_door_or_tells_of_what_is_behind_one(
    world: World, told: dict[str, set[Role]]
) -> None:
    issued(world)
    wrong = []
    for role in set(Role) - _OUTSIDE:
        client = _client(world, role)
        kinds = [("", WORD), ("guru", "guru"), ("sekolah", "sdn"), ("sertifikat", "sertifikat")]
        kinds += [("undangan", "undangan"), ("berkas", "semester"), ("berkas", "lpj")]
        pages = [_search(client, world, typed, jenis=kind) for kind, typed in kinds]
        wrong += [f"{role} reads {w}" for w in _hidden(told, role) if w in "".join(pages)]
        # One of each kind of paper is enough: they are drawn for every look.
        for path in _one_of_each(path for page in pages for path in _results(page)):
            if client.get(path).status_code != 200:
                wrong.append(f"{role}: {path}")
    assert not wrong


def _one_of_each(paths: Iterable[str]) -> list[str]:
    """All pages, and of papers of the same kind the first."""
    known = {re.sub(r"[0-9]+", "#", path) if "pdf" in path else path: path for path in paths}
    return [path for path in known.values() if path.startswith("/g/")]


def _results(page: str) -> list[str]:
    return list(page_of(_inside(page)).links)


def _hidden(told: dict[str, set[Role]], role: Role) -> list[str]:
    return [word for word, may in told.items() if role not in may]


def test_who_is_outside_finds_no_search(world: World) -> None:
    address = reverse("search:search", args=[world.group.code])
    for role in _OUTSIDE:
        assert world.client(role).get(address, {"q": WORD}).status_code == 404
    assert client_of(world.outsider).get(address, {"q": WORD}).status_code == 404


def test_another_group_finds_nothing_of_this_one(world: World, told: dict[str, set[Role]]) -> None:
    everything = User.objects.create_user("everything", "Contoh Serba Bisa")
    for role in (Role.SECRETARY, Role.CHAIR, Role.SUPERVISOR):
        RoleAssignment.objects.create(user=everything, role=role, since=SINCE, group=world.other)
    client = client_of(everything)
    for drained in (False, True):
        while drained and refresh_index():
            pass
        for typed in (WORD, "zamrut"):
            response = client.get(reverse("search:search", args=[world.other.code]), {"q": typed})
            assert not _results(response.content.decode())


@pytest.mark.parametrize("kind", searchables().values(), ids=lambda kind: kind.kind)
def test_a_kind_asks_for_what_the_guard_of_its_page_asks_for(kind) -> None:
    assert frozenset(kind.anyof) == addresses()[kind.address].anyof
