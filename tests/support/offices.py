"""Offices given, agreed to and shown, as the pages do it."""

from django.test import Client
from django.urls import reverse

from gugus.accounts.models import OfficeProposal
from gugus.people.models import RoleAssignment
from gugus.people.rules.roles import Role
from tests.support.html import page_of
from tests.support.world import World

LIST = reverse("accounts:officers", args=["rekaan-1"])
GIVE = reverse("accounts:officers_give", args=["rekaan-1"])


def give(client: Client, role: Role, **more: object):
    data = {"role": role, "school": "", "teacher": "", "name": "", "username": "", **more}
    return client.post(GIVE, data)


def shown(page: str) -> tuple[str, str]:
    """User name and password that the page shows once."""
    _door, username, password = page_of(page).facts.values()
    return username, password


def approved(world: World, by: Role = Role.CHAIR):
    """The answer of whoever approves what was proposed last."""
    one = OfficeProposal.objects.latest("pk")
    address = reverse("accounts:proposal_approve", args=["rekaan-1", one.pk])
    return world.client(by).post(address)


def halves(proposed, approved) -> tuple[str, str]:
    """User name and whole password, from the pages of both who made them."""
    _door, first = page_of(proposed).facts.values()
    username, second = shown(approved.content.decode())
    return username, f"{first}-{second}"


def office(world: World, role: Role) -> RoleAssignment:
    return RoleAssignment.objects.get(user=world.users[role], role=role)


def act(client: Client, what: str, row: RoleAssignment):
    return client.post(reverse(f"accounts:officers_{what}", args=["rekaan-1", row.pk]))
