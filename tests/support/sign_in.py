"""Persons at the door: with a password, with a PIN, with a link."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from gugus.platform.foundation.services import prepare_link, prepare_pin, store_key
from tests.support.world import World

PASSWORD = "tujuh kuda biru"


def teacher_with_keys(teacher: Teacher) -> tuple[str, str]:
    """Give a teacher a link and a PIN; return both secrets."""
    if teacher.user is None:
        teacher.user = User.objects.create_user(f"guru-{teacher.pk}", teacher.name)
        teacher.save()
    keys = prepare_link(user_id=teacher.user.pk), prepare_pin(user_id=teacher.user.pk)
    for key in keys:
        store_key(key=key, issued_by=teacher.user.pk, now=timezone.now())
    return keys[0].secret, keys[1].secret


def officer(world: World) -> User:
    user = User.objects.get(pk=world.users[Role.SECRETARY].pk)
    user.set_password(PASSWORD)
    user.save()
    return user


def by_password(client: Client, password: str = PASSWORD, **more: str):
    data = {"username": "secretary-1", "password": password, **more}
    return client.post(reverse("accounts:sign_in_password"), data)


def by_pin(client: Client, name: str, pin: str, code: str = "rekaan-1"):
    return client.post(reverse("accounts:sign_in"), {"code": code, "name": name, "pin": pin})


def person_of(client: Client) -> str | None:
    return client.session.get("_auth_user_id")
