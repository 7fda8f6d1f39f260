"""Lines that wait for other lines: kept, shown, copied, and never in a ring."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gugus.people.rules.roles import Role
from gugus.programme.models import Line, Programme
from gugus.programme.rules.dependencies import dependency_cycle
from gugus.programme.services import copy_lines
from tests.support.ciawi import NOW, YEAR, actor_of, programme, typed
from tests.support.html import page_of
from tests.support.world import World


@pytest.fixture
def made(world: World) -> Programme:
    return programme(world)


def _edit(world: World, line: Line, **changes: object) -> int:
    address = reverse("programme:edit_line", args=[world.group.code, line.pk])
    seen = line.changed_at.isoformat() if line.changed_at else ""
    answer = world.client(Role.SECRETARY).post(
        address, typed(title=line.title, seen=seen, **changes)
    )
    line.refresh_from_db()
    return answer.status_code


def test_a_line_waits_for_another_and_says_so(world: World, made: Programme) -> None:
    first, second = made.lines.all()[:2]
    assert _edit(world, second, after=first.pk, package="a", rhythm="berkala") == 302
    assert second.after == first
    address = reverse("programme:line", args=[world.group.code, second.pk])
    page = page_of(world.client(Role.TEACHER).get(address))
    assert first.title in page
    assert page.says("2 kali", "berkala", "3 minggu")
    assert page.says("Paket a")


def test_a_ring_is_refused_with_its_lines(world: World, made: Programme) -> None:
    one, two, three = made.lines.all()[:3]
    assert _edit(world, two, after=one.pk) == 302
    assert _edit(world, three, after=two.pk) == 302
    address = reverse("programme:edit_line", args=[world.group.code, one.pk])
    answer = world.client(Role.SECRETARY).post(address, typed(title=one.title, after=three.pk))
    assert answer.status_code == 422
    said = str(answer.context["page"].form.errors["after"])
    assert all(line.title in said for line in (one, two, three))
    one.refresh_from_db()
    assert one.after is None


def test_a_line_cannot_wait_for_itself_or_for_another_year(world: World, made: Programme) -> None:
    line = made.lines.first()
    assert line is not None
    assert _edit(world, line, after=line.pk) == 422
    other = programme(world, year=YEAR - 1).lines.first()
    assert other is not None
    assert _edit(world, line, after=other.pk) == 422


def test_copies_wait_for_copies(world: World, made: Programme) -> None:
    first, second, third = made.lines.all()[:3]
    Line.objects.filter(pk=second.pk).update(after=first, times=3, weeks_between=2, package="a")
    Line.objects.filter(pk=third.pk).update(after=first)
    new = Programme.objects.create(group=world.group, school_year=YEAR + 1)
    chosen = Line.objects.filter(pk__in=[first.pk, second.pk]).prefetch_related("needs")
    copy_lines(actor=actor_of(world), now=NOW, programme=new, lines=chosen)
    copied = {line.title: line for line in new.lines.all()}
    assert copied[second.title].after == copied[first.title]
    assert (copied[second.title].times, copied[second.title].weeks_between) == (3, 2)
    assert copied[second.title].package == "a"
    third.refresh_from_db()
    # A line that comes over later waits for the copy that is there already.
    copy_lines(actor=actor_of(world), now=NOW, programme=new, lines=[third])
    assert new.lines.get(title=third.title).after == copied[first.title]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12))
def test_orders_that_were_let_through_have_no_ring(wishes: list[tuple[int, int]]) -> None:
    waits: dict[int, int | None] = dict.fromkeys(range(8))
    for line, after in wishes:
        if not dependency_cycle(line, after, waits):
            waits[line] = after
    for line in waits:
        seen, here = set(), waits[line]
        while here is not None:
            assert here not in seen
            seen.add(here)
            here = waits[here]
