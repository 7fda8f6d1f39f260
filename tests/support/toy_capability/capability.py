"""What the loans add."""

from collections.abc import Iterator

from django.urls import reverse

from gugus.people.models import Group
from gugus.people.registry import (
    Answers,
    Bead,
    Capability,
    DemoPart,
    HomePart,
    NavPlace,
    OfflineEntry,
    OwnRecords,
    OwnRows,
    Questions,
    Shown,
    Subject,
    Tab,
    ThreadItem,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.links import TaskLink
from tests.support.toy_capability.models import Loan


def _ask(viewer: Viewer) -> Questions:
    lent = Loan.objects.filter(group=viewer.group)
    return {"lent": count_of(lent), "out": count_of(lent.filter(returned=False))}


def _out(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    if answers["out"] and viewer.may(May.RECORD_MEETING):
        href = reverse("toy_capability:loans", args=[viewer.group.code])
        yield TaskLink(f"{answers['out']} barang belum kembali", href)


def _lent(viewer: Viewer, answers: Answers) -> ThreadItem:
    href = reverse("toy_capability:loans", args=[viewer.group.code])
    return ThreadItem("Pinjaman", str(answers["lent"]), "", href, "")


def _own(viewer: Viewer) -> OwnRows:
    return Loan.objects.filter(group=viewer.group).values("code", "thing")


def loans_by_key(group: Group) -> dict[str, str]:
    """What an evaluator may be invited to look at."""
    return {loan.code: loan.thing for loan in Loan.objects.filter(group=group)}


capability = Capability(
    tabs=(
        Tab(
            "toy_capability:loans",
            "Pinjaman",
            NavPlace.GROUP,
            May.RECORD_MEETING,
            45,
            prefixes=("pinjaman/",),
            waits=("out",),
        ),
    ),
    home=HomePart(_ask, waiting=(Shown(65, _out),), thread=(Bead(65, _lent),)),
    offline=(OfflineEntry("toy_capability:loans", "Pinjaman", May.SEE_GROUP),),
    own_records=(OwnRecords("loans", "Pinjaman", 65, _own, ("thing",)),),
    subjects=(Subject("loan", "Pinjaman", loans_by_key, "toy_capability:invited_loan"),),
    demo=(DemoPart("loans", "tests.support.toy_capability.demo.build", after=("people",)),),
    samples="tests.support.toy_capability.samples.samples",
)
