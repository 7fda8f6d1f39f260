"""What `problems` adds: problems from class in the navigation, on the phone, and those that wait."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.people.registry import (
    Answers,
    Capability,
    DemoPart,
    HomePart,
    NavPlace,
    OfflineEntry,
    OwnRecords,
    OwnRows,
    Questions,
    Shown,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import blanked, kept
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.links import TaskLink
from gugus.problems.queries import own_problems, own_proposals, own_trials, problems_waiting
from gugus.problems.searchable import SEARCHABLES


def _ask(viewer: Viewer) -> Questions:
    if not viewer.may(May.RECORD_MEETING):
        return {}
    return {"waiting": count_of(problems_waiting(viewer.group))}


def _waiting(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    n = answers.get("waiting")
    if n:
        text = ngettext(
            "%(n)s masalah kelas menunggu jalan keluar",
            "%(n)s masalah kelas menunggu jalan keluar",
            n,
        ) % {"n": n}
        yield TaskLink(text, reverse("problems:problems", args=[viewer.group.code]))


def _own_problems(viewer: Viewer) -> OwnRows:
    return own_problems(viewer.group, viewer.actor.user_id, viewer.teacher_id)


def _own_proposals(viewer: Viewer) -> OwnRows:
    return own_proposals(viewer.group, viewer.actor.user_id, viewer.teacher_id)


def _own_trials(viewer: Viewer) -> OwnRows:
    return own_trials(viewer.group, viewer.actor.user_id, viewer.teacher_id)


capability = Capability(
    held=(
        *blanked("problems.Problem.teacher", named=False, voice=None, photo=None, teacher=None),
        *blanked("problems.ProblemProposal.teacher", teacher=None),
        *blanked("problems.Trial.teacher", teacher=None),
        *kept(
            "the hand that wrote it, without a name",
            "problems.Problem.raised_by",
            "problems.ProblemProposal.made_by",
            "problems.Trial.made_by",
        ),
    ),
    tabs=(
        Tab(
            "problems:problems",
            noop("Masalah"),
            NavPlace.CLASSROOM,
            May.RAISE_PROBLEM,
            20,
            prefixes=("masalah/",),
        ),
    ),
    home=HomePart(_ask, waiting=(Shown(80, _waiting),)),
    offline=(
        OfflineEntry("problems:problems", noop("Masalah kelas"), May.RAISE_PROBLEM, order=60),
        OfflineEntry("problems:raise", noop("Ajukan masalah"), May.RAISE_PROBLEM, order=70),
    ),
    own_records=(
        OwnRecords(
            "problems",
            noop("Masalah yang diajukan"),
            80,
            _own_problems,
            ("raised_at", "words", "state"),
        ),
        OwnRecords(
            "proposals",
            noop("Usul jalan keluar"),
            90,
            _own_proposals,
            ("made_at", "about", "words"),
        ),
        OwnRecords(
            "trials",
            noop("Hasil mencoba"),
            100,
            _own_trials,
            ("made_at", "about", "outcome", "words"),
        ),
    ),
    demo=(DemoPart("problems", "gugus.config.example.problems.build", after=("meetings",)),),
    title=noop("Masalah kelas"),
    deeds={
        "meeting.agenda_problems_changed": noop("mengubah masalah pada agenda"),
        "problem.changed": noop("mengubah masalah kelasnya"),
        "problem.name_hidden": noop("menyembunyikan namanya pada masalah kelas"),
        "problem.name_shown": noop("menampilkan namanya pada masalah kelas"),
        "problem.raised": noop("mengajukan masalah kelas"),
        "problem.solution_adopted": noop("memilih jalan keluar masalah kelas"),
        "problem.solution_proposed": noop("mengusulkan jalan keluar masalah kelas"),
        "problem.solution_tried": noop("mencoba jalan keluar masalah kelas"),
        "problem.withdrawn": noop("menarik masalah kelasnya"),
    },
    private_deeds=frozenset(
        {
            "problem.changed",
            "problem.name_hidden",
            "problem.name_shown",
            "problem.raised",
            "problem.solution_proposed",
            "problem.solution_tried",
            "problem.solution_adopted",
            "problem.withdrawn",
        }
    ),
    searchables=SEARCHABLES,
    samples="gugus.problems.tests.samples.samples",
)
