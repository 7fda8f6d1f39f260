"""What `accounts` adds: keys and officers in the navigation, and whoever still cannot sign in."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.people.queries import teachers_without_sign_in
from gugus.people.registry import (
    Answers,
    Capability,
    HomePart,
    MenuEntry,
    MenuSection,
    Questions,
    Shown,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.links import TaskLink


def _ask(viewer: Viewer) -> Questions:
    if not viewer.may(May.ISSUE_KEYS):
        return {}
    return {"without_key": count_of(teachers_without_sign_in(viewer.group, viewer.today))}


def _without_key(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    n = answers.get("without_key")
    if n:
        text = ngettext(
            "%(n)s guru belum punya tautan atau PIN", "%(n)s guru belum punya tautan atau PIN", n
        ) % {"n": n}
        yield TaskLink(text, reverse("accounts:keys", args=[viewer.group.code]))


capability = Capability(
    menu=(
        MenuEntry(
            "accounts:keys",
            noop("Tautan dan PIN"),
            "key",
            May.ISSUE_KEYS,
            MenuSection.GROUP,
            60,
            ("kunci/",),
        ),
        MenuEntry(
            "accounts:officers",
            noop("Pengurus dan akun"),
            "person",
            May.MANAGE_OFFICERS,
            MenuSection.GROUP,
            70,
            ("pengurus-akun/",),
        ),
    ),
    home=HomePart(_ask, waiting=(Shown(95, _without_key),)),
    samples="gugus.accounts.tests.samples.samples",
)
