"""What `opening` adds: the opening of a year, and proposals that wait for who signs."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.opening.queries.proposals import proposals_by_year, proposals_waiting
from gugus.people.registry import (
    Answers,
    Capability,
    DemoPart,
    HomePart,
    NavPlace,
    Questions,
    Shown,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.foundation.erasure import kept
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.links import TaskLink, year_href


def _ask(viewer: Viewer) -> Questions:
    if not viewer.may(May.SIGN_PROGRAMME):
        return {}
    return {"proposals": count_of(proposals_waiting(viewer.group))}


def _read(viewer: Viewer, answers: Answers) -> Mapping[int, int]:
    return proposals_by_year(viewer.group) if answers.get("proposals") else {}


def _proposals(viewer: Viewer, by_year: Mapping[int, int]) -> Iterator[TaskLink]:
    for year, n in sorted(by_year.items()):
        text = ngettext(
            "%(n)s usulan program %(year)s menunggu keputusan",
            "%(n)s usulan program %(year)s menunggu keputusan",
            n,
        ) % {"n": n, "year": school_year_label(year)}
        yield TaskLink(text, year_href("opening:opening", viewer.group.code, year))


capability = Capability(
    held=(
        *kept(
            "the hand that wrote it, without a name",
            "opening.Finding.written_by",
            "opening.LineProposal.decided_by",
        ),
    ),
    tabs=(
        Tab(
            "opening:opening",
            noop("Pembukaan"),
            NavPlace.PROGRAMME,
            May.EDIT_PROGRAMME,
            30,
            prefixes=("pembukaan/",),
            short=noop("Pembukaan tahun"),
            waits=("proposals",),
        ),
        Tab(
            "opening:findings",
            noop("Temuan"),
            NavPlace.PROGRAMME,
            May.EDIT_PROGRAMME,
            10,
            prefixes=("program/temuan/",),
            under="opening:opening",
            unless=NavPlace.SUPPORT,
        ),
        Tab(
            "opening:findings",
            noop("Temuan"),
            NavPlace.SUPPORT,
            May.WRITE_FINDINGS,
            40,
            prefixes=("program/temuan/",),
        ),
    ),
    home=HomePart(_ask, _read, waiting=(Shown(120, _proposals),)),
    demo=(
        DemoPart(
            "last_year",
            "gugus.config.example.opening.build_last_year",
            after=("certificates", "speakers", "catchup", "problems"),
        ),
        DemoPart("findings", "gugus.config.example.opening.build_findings", after=("last_year",)),
    ),
    title=noop("Pembukaan tahun"),
    deeds={
        "finding.recorded": noop("mencatat temuan"),
        "finding.restored": noop("mengembalikan temuan"),
        "finding.withdrawn": noop("menarik temuan"),
        "proposal.accepted": noop("menerima usulan program"),
        "proposal.declined": noop("menolak usulan program"),
        "proposal.reconsidered": noop("mempertimbangkan lagi usulan program"),
        "proposals.gathered": noop("mengumpulkan usulan program"),
    },
    samples="gugus.opening.tests.samples.samples",
)
