"""Who has not begun or met an obstacle is named only to those who record, and to nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes
from gugus.minutes.papers.minutes import made_minutes
from gugus.people.rules.roles import Role
from gugus.steps.models import Step
from gugus.steps.services.reports import ReportContent, report_steps
from tests.support.ciawi import actor_of
from tests.support.html import page_of
from tests.support.meetings import give, make_meeting, url
from tests.support.paper_contents import docx_text
from tests.support.world import World

COLLEAGUE = "Guru Rekaan 2"
RECORDERS = {Role.SECRETARY, Role.CHAIR, Role.SECTION_HEAD, Role.LEAD_TEACHER}
OUTSIDE = {Role.DISTRICT_OFFICER, Role.SITE_ADMIN, Role.EVALUATOR}
READERS = [role for role in Role if role not in OUTSIDE]


@pytest.fixture
def colleague(world: World) -> Step:
    """A colleague's step of a week ago that met an obstacle."""
    last = make_meeting(world, date=world.today - timedelta(days=7), state="held")
    Minutes.objects.create(meeting=last, state=Minutes.State.FINAL, decisions="Mencoba")
    give(last, world.teachers[2], what="Langkah guru ketiga")
    return give(
        last, world.teachers[1], what="Langkah rekan", state="tried", report="Murid saya takut"
    )


@pytest.fixture
def after(world: World, colleague: Step) -> Meeting:
    del colleague
    return make_meeting(world)


def _pages(world: World, colleague: Step, after: Meeting) -> list[str]:
    code = world.group.code
    return [
        url(after),
        url(colleague.meeting, "langkah/"),
        url(colleague.meeting, "notulen/"),
        url(after, "notulen/"),
        reverse("home:home", args=[code]),
        reverse("steps:my_steps", args=[code]),
        reverse("agenda:list", args=[code]),
    ]


@pytest.mark.parametrize("role", READERS)
def test_pages_name_colleagues_only_to_those_who_record(
    world: World, colleague: Step, after: Meeting, role: Role
) -> None:
    client = world.client(role)
    shown = {
        address: page_of(client.get(address)).text for address in _pages(world, colleague, after)
    }
    named = {address for address, text in shown.items() if "Murid saya takut" in text}
    named |= {address for address, text in shown.items() if "Langkah rekan" in text}
    assert bool(named) == (role in RECORDERS)
    assert all(COLLEAGUE not in text for text in shown.values()) or role in RECORDERS
    assert "1 ada kendala · 1 belum" in shown[url(after)]


def test_the_minutes_paper_counts_and_names_nobody(
    world: World, colleague: Step, after: Meeting
) -> None:
    del world, colleague
    text = docx_text(made_minutes(after))
    assert "Dari 2 langkah: 0 sudah, 1 dicoba, ada kendala, 1 belum." in text
    assert "Langkah rekan" not in text
    assert "Murid saya takut" not in text


def test_a_teacher_shares_the_sentence_without_a_name_and_takes_it_back(
    world: World, after: Meeting
) -> None:
    last = make_meeting(world, date=world.today - timedelta(days=7), state="held")
    step = give(last, world.teachers[0], state="tried", report="Waktunya kurang")
    own, other = world.client(Role.TEACHER), world.client(Role.SUPERVISOR)
    address = reverse("steps:share", args=[world.group.code, step.pk])
    assert other.post(address, {"shared": "1"}).status_code == 404
    assert world.client(Role.SECRETARY).post(address, {"shared": "1"}).status_code in (403, 404)
    own.post(address, {"shared": "1"})
    assert page_of(other.get(url(after))).says("Yang dibagikan guru, tanpa nama", "Waktunya kurang")
    own.post(address)
    assert "Waktunya kurang" not in page_of(other.get(url(after))).text


def test_another_sentence_is_not_shared_because_the_first_one_was(world: World) -> None:
    last = make_meeting(world, date=world.today - timedelta(days=7), state="held")
    step = give(last, world.teachers[0], state="tried", report="Satu", shared=True)
    told = ReportContent(step_id=step.pk, state="tried", report="Dua")
    report_steps(
        actor=actor_of(world, Role.TEACHER), now=last.made_at, reports=[told], reach=[step.pk]
    )
    step.refresh_from_db()
    assert ("Dua" in step.report, step.shared) == (True, False)
