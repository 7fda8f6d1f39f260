"""What `budget` adds: a revision that waits for a decision, the example's budget."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.budget.queries import revisions_waiting
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
from gugus.platform.foundation.erasure import kept
from gugus.platform.foundation.queries import first_of
from gugus.platform.web.links import TaskLink


def _ask(viewer: Viewer) -> Questions:
    if not viewer.may(May.APPROVE_REVISION):
        return {}
    rows = revisions_waiting(viewer.group)
    return {"revision": first_of(rows, "pk"), "number": first_of(rows, "number")}


def _revision(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    if answers.get("revision") is not None:
        text = _("Revisi %(number)s anggaran menunggu keputusan") % {"number": answers["number"]}
        href = reverse("budget:revision", args=[viewer.group.code, answers["revision"]])
        yield TaskLink(text, href)


capability = Capability(
    tabs=(
        Tab(
            "budget:budget",
            noop("Anggaran"),
            NavPlace.MONEY,
            May.SEE_MONEY,
            30,
            prefixes=("anggaran/",),
        ),
        Tab(
            "budget:sources",
            noop("Sumber dana"),
            NavPlace.MONEY,
            May.SEE_MONEY,
            40,
            prefixes=("anggaran/sumber/",),
        ),
    ),
    held=(
        *kept(
            "money: the law keeps it",
            "budget.BudgetRevision.made_by",
            "budget.BudgetRevision.decided_by",
        ),
    ),
    home=HomePart(_ask, waiting=(Shown(110, _revision),)),
    demo=(DemoPart("budget", "gugus.config.example.budget.build", after=("findings",)),),
    title=noop("Anggaran"),
    deeds={
        "budget.agreed": noop("memberlakukan anggaran"),
        "budget.costs_imported": noop("mengambil biaya dari program ke anggaran"),
        "budget.started": noop("memulai anggaran"),
        "budget_item.added": noop("menambah mata anggaran"),
        "budget_item.changed": noop("mengubah mata anggaran"),
        "budget_item.removed": noop("menghapus mata anggaran"),
        "budget_revision.decided": noop("memutuskan revisi anggaran"),
        "budget_revision.discarded": noop("membuang revisi anggaran"),
        "budget_revision.started": noop("memulai revisi anggaran"),
        "budget_revision.submitted": noop("mengajukan revisi anggaran"),
        "budget_revision.withdrawn": noop("menarik revisi anggaran"),
        "cash_settings.changed": noop("mengubah aturan kas"),
        "source.added": noop("menambah sumber dana"),
        "source.changed": noop("mengubah sumber dana"),
        "source.closed": noop("menutup sumber dana"),
        "source.contributions_planned": noop("merencanakan penerimaan"),
        "source.reopened": noop("membuka kembali sumber dana"),
    },
    samples="gugus.budget.tests.samples.samples",
)
