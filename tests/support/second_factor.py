"""A person at the door with a second factor, as tests need one."""

import re
from base64 import b32decode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from tests.support.html import page_of
from tests.support.world import World

PASSWORD = "tujuh kuda biru"
SET_UP = reverse("second_factor:set_up")
OWN = reverse("second_factor:second_factor")
DOOR = reverse("accounts:sign_in_password")
ASKED = reverse("accounts:sign_in_code")


def officer(world: World, role: Role = Role.SECRETARY) -> User:
    """Somebody with a password."""
    user = User.objects.get(pk=world.users[role].pk)
    user.set_password(PASSWORD)
    user.save()
    return user


def code_of(secret: str, away: int = 0) -> str:
    """What a phone with this secret shows now, or some half minutes away."""
    counter = TOTP(b32decode(secret), 6, SHA1(), 30)
    return counter.generate(int(timezone.now().timestamp()) + 30 * away).decode()


def set_up(client: Client) -> tuple[str, list[str]]:
    """Set it up as a person would; the secret and the codes on paper."""
    page = page_of(client.get(SET_UP))
    secret = re.sub(r"\s", "", page.only("b", class_="secret").text)
    # A code of the half minute before is right too, and leaves the present one unused.
    data = {"sealed": page.value("sealed"), "code": code_of(secret, -1)}
    answer = client.post(SET_UP, data)
    assert "no-store" in answer["Cache-Control"]
    return secret, [code.text for code in page_of(answer).all("b", class_="secret")]


def at_the_door(username: str = "secretary-1", password: str = PASSWORD) -> Client:
    """A browser in which the password was typed."""
    client = Client()
    client.post(DOOR, {"username": username, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
