"""What `membership` adds: requests of other groups on Beranda, samples of one."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.membership.queries import requests_around
from gugus.people.registry import (
    Answers,
    Capability,
    HomePart,
    NavPlace,
    Questions,
    Shown,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import deleted
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.links import TaskLink


def _ask(viewer: Viewer) -> Questions:
    if not viewer.may(May.EDIT_MEMBERS):
        return {}
    return {"asked_for": count_of(requests_around(viewer.group))}


def _requests(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    n = answers.get("asked_for")
    if n:
        text = ngettext(
            "Kelompok lain mengundang %(n)s guru kelompok ini",
            "Kelompok lain mengundang %(n)s guru kelompok ini",
            n,
        ) % {"n": n}
        yield TaskLink(text, reverse("membership:requests", args=[viewer.group.code]))


capability = Capability(
    tabs=(
        Tab(
            "membership:requests",
            noop("Permintaan bergabung"),
            NavPlace.GROUP,
            May.EDIT_MEMBERS,
            20,
            prefixes=("anggota/permintaan/",),
            under="people:members",
        ),
    ),
    held=(*deleted("membership.MembershipRequest.teacher"),),
    home=HomePart(_ask, waiting=(Shown(94, _requests),)),
    title=noop("Guru di dua kelompok"),
    deeds={
        "membership.asked": noop("meminta guru dari kelompok lain"),
        "membership.agreed": noop("menyetujui guru ikut kelompok lain"),
        "membership.declined": noop("menolak permintaan kelompok lain"),
    },
    samples="gugus.membership.tests.samples.samples",
)
