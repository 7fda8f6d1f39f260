"""What `competence` adds: needs in the navigation, ratings that wait, pages to answer on the phone."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.competence.access import (
    RatingTask,
    offline_pages,
    own_answers,
    raters_of,
    rating_tasks,
    rounds_to_look_at,
    rounds_to_rate_in,
)
from gugus.competence.models import Rater
from gugus.people.registry import (
    Answers,
    Capability,
    DemoPart,
    HomePart,
    Listed,
    NavPlace,
    OfflinePage,
    OwnRecords,
    OwnRows,
    Questions,
    Shown,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import deleted, kept
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.formats import short_date
from gugus.platform.web.links import TaskLink


def _ask(viewer: Viewer) -> Questions:
    if not raters_of(viewer.actor, viewer.group):
        return {}
    return {"rounds": count_of(rounds_to_look_at(viewer.actor, viewer.group))}


_TO_RATE = {"to_rate_in": Listed("rounds", lambda one: rounds_to_rate_in(one.actor, one.group))}


def _read(viewer: Viewer, answers: Answers) -> tuple[RatingTask, ...]:
    return rating_tasks(raters_of(viewer.actor, viewer.group), answers["to_rate_in"])


def _ratings(viewer: Viewer, tasks: tuple[RatingTask, ...]) -> Iterator[TaskLink]:
    for task in tasks:
        href = reverse("competence:rating", args=[viewer.group.code])
        yield TaskLink(_title(task), href, _until(task))


def _title(task: RatingTask) -> str:
    if task.rater == Rater.SELF:
        return _("Isi penilaian diri: %(round)s") % {"round": task.round.name}
    return ngettext("Nilai %(n)s guru: %(round)s", "Nilai %(n)s guru: %(round)s", task.waiting) % {
        "n": task.waiting,
        "round": task.round.name,
    }


def _until(task: RatingTask) -> str:
    if task.round.closes_on is None:
        return ""
    return _("sampai %(day)s") % {"day": short_date(task.round.closes_on)}


def _own_sheets(viewer: Viewer) -> Iterable[OfflinePage]:
    for href, title in offline_pages(viewer.actor, viewer.group):
        yield OfflinePage(href, title)


def _own(viewer: Viewer) -> OwnRows | None:
    return own_answers(viewer.actor, viewer.group, viewer.teacher) if viewer.teacher else None


capability = Capability(
    held=(
        *deleted("competence.Assessment.teacher"),
        *kept("the hand that wrote it, without a name", "competence.Assessment.rated_by"),
    ),
    tabs=(
        Tab(
            "competence:needs",
            noop("Kebutuhan"),
            NavPlace.PROGRAMME,
            May.SEE_NEEDS,
            10,
            prefixes=("kebutuhan/",),
        ),
        Tab(
            "competence:rating",
            noop("Isi penilaian"),
            NavPlace.PROGRAMME,
            May.RATE_SELF,
            10,
            prefixes=("kebutuhan/nilai/",),
            under="competence:needs",
            unless=NavPlace.SUPPORT,
        ),
        Tab(
            "competence:rounds",
            noop("Pengukuran"),
            NavPlace.PROGRAMME,
            May.RUN_ROUNDS,
            20,
            prefixes=("kebutuhan/ukur/",),
            under="competence:needs",
        ),
        Tab(
            "competence:rating",
            noop("Penilaian"),
            NavPlace.SUPPORT,
            May.RATE_AS_HEAD,
            10,
            prefixes=("kebutuhan/nilai/",),
            also=(May.RATE_AS_SUPERVISOR,),
        ),
    ),
    home=HomePart(_ask, _read, _TO_RATE, waiting=(Shown(30, _ratings),)),
    offline_records=_own_sheets,
    own_records=(
        OwnRecords(
            "ratings", noop("Penilaian"), 110, _own, ("round", "rater", "indicator_code", "value")
        ),
    ),
    demo=(
        DemoPart("needs", "gugus.config.example.competence.build_summary", after=("people",)),
        DemoPart("round", "gugus.config.example.competence.build_round", after=("needs",)),
    ),
    title=noop("Pengukuran"),
    deeds={
        "assessment.submitted": noop("menyerahkan penilaian"),
        "assessment.unlocked": noop("membuka kembali penilaian"),
        "framework.loaded": noop("memuat kerangka kompetensi"),
        "round.closed": noop("menutup pengukuran"),
        "round.discarded": noop("membuang pengukuran"),
        "round.opened": noop("membuka pengukuran"),
        "round.reopened": noop("membuka kembali pengukuran"),
        "round.summary_recorded": noop("mencatat ringkasan pengukuran"),
    },
    private_deeds=frozenset({"assessment.submitted"}),
    samples="gugus.competence.tests.samples.samples",
)
