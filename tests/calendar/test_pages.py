"""The main pages of every role, and every form with a day in it, at the moments of the calendar."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.cash.services.entries import write_entry
from gugus.closing.services import CashCount, close_month
from gugus.config.places import ON_ROSTER, installed_apps, layout
from gugus.people.clock import current_year
from gugus.people.registry import NavPlace, Tab, capabilities
from gugus.people.rules.roles import TABLE, Role
from gugus.people.rules.years import school_year_label, school_year_of
from gugus.platform.foundation.errors import Refused
from gugus.programme.models import Programme
from tests.support.cash_book import source, treasurer, what
from tests.support.clock import Moment
from tests.support.meetings import give, make_meeting
from tests.support.programme_lines import line
from tests.support.samples import samples
from tests.support.world import World

pytestmark = pytest.mark.calendar

# Read by every role; of the others each by the first that reaches it.
MAIN = {"home:home", "agenda:list", "programme:programme", "competence:needs"}
HERE = "/g/rekaan-1/"


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def living(world: World, moment: Moment) -> World:
    """A group with something on every page, and meetings and steps around this day."""
    samples(world)
    # The samples give everybody a password, to which sessions are bound.
    for user in (*world.users.values(), world.outsider):
        user.refresh_from_db()
    for days in (-30, -1, 0, 1, 30):
        meeting = make_meeting(world, date=moment.day + timedelta(days=days), state="called")
        give(meeting, world.teachers[0], due_on=moment.day + timedelta(days=days))
    return world


def _tabs_of(role: Role) -> list[Tab]:
    rights = TABLE[role] | ({ON_ROSTER} if role == Role.TEACHER else frozenset[str]())
    found = layout(installed_apps(), (role,), rights).tabs.values()
    return [page for tabs in found for tab in tabs for page in tab.pages]


def test_every_role_reads_its_main_pages(living: World, moment: Moment) -> None:
    """With the school year of the day where the group lives in the frame of each.

    The four main ones are read by every role, the others by the first that reaches them.
    """
    year, seen = school_year_label(school_year_of(moment.day)), set[str]()
    for role in (role for role in Role if role not in (Role.DISTRICT_OFFICER, Role.SITE_ADMIN)):
        client = living.client(role)
        reached = {tab.name for tab in _tabs_of(role)}
        for name in sorted((reached & MAIN) | (reached - seen)):
            assert year in body(client, reverse(name, args=["rekaan-1"])), (role, name)
        seen |= reached
    declared = {tab for one in capabilities().values() for tab in one.tabs}
    assert seen == {tab.name for tab in declared if tab.place != NavPlace.REGION}
    for role in (Role.DISTRICT_OFFICER, Role.SITE_ADMIN):
        assert living.client(role).get("/", follow=True).status_code == 200


def test_the_year_that_is_meant_is_the_groups(world: World, moment: Moment) -> None:
    year = school_year_of(moment.day)
    assert current_year(world.group) == year
    line(Programme.objects.create(group=world.group, school_year=year), title="Baris tahun ini")
    assert "Baris tahun ini" in body(world.client(Role.TEACHER), f"{HERE}program/")


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.SECRETARY, "kebutuhan/ukur/buka/"),
        (Role.SECRETARY, "anggota/pengurus/baru/"),
        (Role.SUPERVISOR, "program/temuan/tulis/"),
        (Role.TREASURER, "kas/catat/"),
    ],
)
def test_forms_begin_with_the_groups_today(
    world: World, moment: Moment, role: Role, path: str
) -> None:
    source(world)
    assert f'value="{moment.day.isoformat()}"' in body(world.client(role), f"{HERE}{path}")


def test_the_year_to_open_is_the_next_one_in_the_last_eight_weeks(
    world: World, moment: Moment
) -> None:
    year = school_year_of(moment.day + timedelta(weeks=8))
    assert school_year_label(year) in body(world.client(Role.SECRETARY), f"{HERE}pembukaan/")
    world.client(Role.SECRETARY).post(f"{HERE}pembukaan/mulai/")
    assert Programme.objects.get(group=world.group).school_year == year


def test_the_last_month_can_be_counted_and_this_one_not_before_its_end(
    world: World, moment: Moment
) -> None:
    this = moment.day.replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    keeper, now = treasurer(world), timezone.now()
    for day in (last, moment.day):
        write_entry(actor=keeper, now=now, group=world.group, what=what(world, 50_000, day))
    asked = body(world.client(Role.TREASURER), HERE)
    assert f"/kas/periksa/{last:%Y-%m}/" in asked
    assert f"/kas/periksa/{this:%Y-%m}/" not in asked
    close_month(actor=keeper, now=now, group=world.group, month=last, count=CashCount({50_000: 1}))
    with pytest.raises(Refused):
        close_month(
            actor=keeper, now=now, group=world.group, month=this, count=CashCount({50_000: 2})
        )
