"""What the search finds of `problems`: problems by their words, and the ways out of them.

Who raised one is no part of it: a name may be hidden.
"""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Viewer
from gugus.people.rules.roles import May
from gugus.platform.foundation.searchable import (
    Findable,
    IndexedTable,
    IndexedTexts,
    Searchable,
)
from gugus.problems.models import Problem
from gugus.problems.pages.rows import class_and_subject
from gugus.problems.rules import short


def _problems() -> QuerySet[Problem]:
    return Problem.objects.defer("stems").prefetch_related("proposals", "trials")


def _texts(one: Problem) -> IndexedTexts:
    return IndexedTexts(one.group_id, f"{one.words} {one.subject}", _answers(one))


def _answers(one: Problem) -> str:
    said = [*(row.words for row in one.proposals.all()), *(row.words for row in one.trials.all())]
    return "\n".join(said)


def _visible(viewer: Viewer) -> QuerySet[Problem]:
    return _problems().filter(group=viewer.group.pk)


def _show(viewer: Viewer, one: Problem) -> Findable:
    note = f"{one.get_state_display()} · {class_and_subject(one)}"
    href = reverse("problems:problem", args=[viewer.group.code, one.pk])
    return Findable(short(one.words, 120), href, note, text=f"{one.words}\n{_answers(one)}")


SEARCHABLES = (
    Searchable(
        "masalah",
        noop("Masalah kelas"),
        70,
        "problems:problem",
        (May.RAISE_PROBLEM,),
        tables=(
            IndexedTable("problems.Problem", ("words", "subject")),
            IndexedTable("problems.ProblemProposal", ("words",), record="problem"),
            IndexedTable("problems.Trial", ("words",), record="problem"),
        ),
        records=_problems,
        texts=_texts,
        visible=_visible,
        show=_show,
    ),
)
