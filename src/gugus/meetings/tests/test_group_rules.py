"""The group's own numbers."""

import pytest
from django.test import Client

from gugus.meetings.models import GroupRules
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import AuditEntry
from tests.support.world import World

URL = "/g/rekaan-1/aturan-pertemuan/"


def sent(client: Client, **typed: object) -> dict[str, object]:
    """What a browser sends: the numbers as seen, with what was typed over them."""
    seen = client.get(URL).context["page"].form
    values = {name: seen[name].value() for name in seen.fields}
    return {f"initial-{name}": value for name, value in values.items()} | values | typed


def test_defaults_hold_until_something_is_changed(world: World) -> None:
    client = world.client(Role.SECRETARY)
    form = client.get(URL).context["page"].form
    assert [form[name].value() for name in form.fields] == [12, 0, 75]
    client.post(URL, sent(client))
    assert AuditEntry.objects.filter(verb="meeting_rules.changed").count() == 0
    assert client.post(URL, sent(client, catch_up_percent="50")).status_code == 302
    rules = GroupRules.objects.get(group=world.group)
    assert (rules.meetings_a_year, rules.catch_up_percent, rules.certificate_percent) == (
        12, 50, 75,
    )  # fmt: skip
    entry = AuditEntry.objects.get(verb="meeting_rules.changed")
    assert entry.data == {"fields": ["catch_up_percent"]}


def test_two_officers_who_change_different_numbers_both_stay(world: World) -> None:
    first, second = world.client(Role.SECRETARY), world.client(Role.CHAIR)
    one, two = sent(first, catch_up_percent="50"), sent(second, meetings_a_year="16")
    first.post(URL, one)
    second.post(URL, two)
    rules = GroupRules.objects.get(group=world.group)
    assert (rules.catch_up_percent, rules.meetings_a_year) == (50, 16)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("catch_up_percent", "101"),
        ("catch_up_percent", "-1"),
        ("certificate_percent", "0"),
        ("meetings_a_year", "setengah"),
        ("meetings_a_year", "9" * 30),
        ("meetings_a_year", ""),
    ],
)
def test_an_impossible_number_is_refused_and_the_rest_kept(
    world: World, name: str, typed: str
) -> None:
    client = world.client(Role.SECRETARY)
    other = "certificate_percent" if name != "certificate_percent" else "meetings_a_year"
    response = client.post(URL, sent(client, **{name: typed, other: "33"}))
    assert response.status_code == 422
    form = response.context["page"].form
    assert name in form.errors and form[other].value() == "33"
    assert not GroupRules.objects.filter(group=world.group).exists()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.SCHOOL_HEAD, Role.SUPERVISOR, Role.TREASURER])
def test_only_who_runs_the_group_changes_its_rules(world: World, role: Role) -> None:
    assert world.client(role).get(URL).status_code == 404
