"""What `roster` adds: lists of teachers that wait for a decision, and the first list of a new group."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.people.queries import teachers_of
from gugus.people.registry import Answers, Capability, HomePart, Questions, Shown, Viewer
from gugus.people.rules.roles import May
from gugus.platform.foundation.queries import count_of
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.interchange.queries import waiting_drafts
from gugus.platform.web.links import TaskLink
from gugus.roster.services.imports import KIND

_MOST = 5


@dataclass(frozen=True)
class RosterWaiting:
    """Drafts that wait for a decision; `is_new` where no teacher is on the roster yet."""

    drafts: tuple[ImportDraft, ...] = ()
    is_new: bool = False


def _ask(viewer: Viewer) -> Questions:
    if not viewer.may(May.IMPORT_ROSTER):
        return {}
    return {
        "drafts": count_of(waiting_drafts(KIND, viewer.group.pk)),
        "has_teachers": Exists(teachers_of(viewer.group)),
    }


def _read(viewer: Viewer, answers: Answers) -> RosterWaiting:
    if not answers:
        return RosterWaiting()
    drafts = waiting_drafts(KIND, viewer.group.pk).reverse()[:_MOST]
    return RosterWaiting(
        tuple(drafts) if answers["drafts"] else (), is_new=not answers["has_teachers"]
    )


def _drafts(viewer: Viewer, found: RosterWaiting) -> Iterator[TaskLink]:
    for draft in found.drafts:
        yield TaskLink(
            _("Impor guru %(school)s menunggu keputusan") % {"school": draft.label},
            reverse("roster:preview", args=[viewer.group.code, draft.pk]),
            _("baru"),
        )


def _first_list(viewer: Viewer, found: RosterWaiting) -> Iterator[TaskLink]:
    if found.is_new:
        href = reverse("roster:upload", args=[viewer.group.code])
        yield TaskLink(_("Impor daftar guru dari Dapodik"), href)


capability = Capability(
    home=HomePart(
        _ask, _read, waiting=(Shown(90, _drafts),), first_steps=(Shown(10, _first_list),)
    ),
    title=noop("Daftar guru"),
    deeds={
        "roster.imported": noop("mengimpor daftar guru"),
    },
    samples="gugus.roster.tests.samples.samples",
)
