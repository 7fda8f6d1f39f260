"""What `programme` adds: the programme in the navigation; needs, lines and effect in the thread."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.people.registry import (
    Bead,
    Capability,
    DemoPart,
    HomePart,
    Listed,
    NavPlace,
    Shown,
    Tab,
    ThreadItem,
    Viewer,
)
from gugus.people.rules.roles import May, Role
from gugus.platform.foundation.erasure import blanked, kept
from gugus.platform.web.links import TaskLink
from gugus.programme.queries import figures
from gugus.programme.queries.figures import ProgrammeFigures
from gugus.programme.searchable import SEARCHABLES


def _unseen(viewer: Viewer, found: ProgrammeFigures | None) -> Iterator[TaskLink]:
    if found and found.waits_for_supervisor and viewer.may(May.ACKNOWLEDGE_PROGRAMME):
        href = reverse("programme:programme", args=[viewer.group.code])
        yield TaskLink(_("Program kerja yang ditandatangani menunggu Anda ketahui"), href)


def _unserved(viewer: Viewer, found: ProgrammeFigures | None) -> Iterator[TaskLink]:
    n = found.coverage.low_without_line if found else None
    if n and viewer.may(May.EDIT_PROGRAMME):
        text = ngettext(
            "%(n)s kebutuhan di bawah standar belum punya program",
            "%(n)s kebutuhan di bawah standar belum punya program",
            n,
        ) % {"n": n}
        yield TaskLink(text, reverse("programme:coverage", args=[viewer.group.code]))


def _to_sign(viewer: Viewer, found: ProgrammeFigures | None) -> Iterator[TaskLink]:
    if found and found.is_agreed and viewer.may(May.SIGN_PROGRAMME):
        href = reverse("programme:programme", args=[viewer.group.code])
        yield TaskLink(_("Tanda tangani program kerja"), href)


def _measure_first(viewer: Viewer, found: ProgrammeFigures | None) -> Iterator[TaskLink]:
    if found is None and viewer.may(May.RUN_ROUNDS):
        href = reverse("competence:needs", args=[viewer.group.code])
        yield TaskLink(_("Catat atau ukur kebutuhan guru"), href)


def _begin(viewer: Viewer, found: ProgrammeFigures | None) -> Iterator[TaskLink]:
    if found is None and viewer.may(May.EDIT_PROGRAMME):
        href = reverse("programme:programme", args=[viewer.group.code])
        yield TaskLink(_("Mulai program tahun ini"), href)


def _needs_item(viewer: Viewer, found: ProgrammeFigures | None) -> ThreadItem:
    if found is None:
        href = reverse("competence:needs", args=[viewer.group.code])
        return ThreadItem(_("Kebutuhan"), "–", _("belum diukur atau belum ada program"), href, "no")
    href = reverse("programme:coverage", args=[viewer.group.code])
    without = found.coverage.low_without_line
    note = (
        ngettext("%(n)s tanpa program", "%(n)s tanpa program", without) % {"n": without}
        if without
        else _("semua punya program")
    )
    low, state = str(found.coverage.low), "hole" if without else ""
    return ThreadItem(_("Kebutuhan di bawah standar"), low, note, href, state)


def _lines_item(viewer: Viewer, found: ProgrammeFigures | None) -> ThreadItem:
    href = reverse("programme:programme", args=[viewer.group.code])
    if found is None or not found.coverage.lines:
        return ThreadItem(_("Program"), "–", _("belum ada"), href, "no")
    unnamed = found.coverage.lines_without_need
    text = ngettext("%(n)s tanpa kebutuhan", "%(n)s tanpa kebutuhan", unnamed) % {"n": unnamed}
    return ThreadItem(_("Program"), str(found.coverage.lines), text if unnamed else "", href, "")


def _measured_again_item(viewer: Viewer, found: ProgrammeFigures | None) -> ThreadItem:
    href = reverse("competence:needs", args=[viewer.group.code])
    running = found.rounds_running if found else 0
    closed = found.rounds_closed if found else 0
    text = ngettext("%(n)s sedang berjalan", "%(n)s sedang berjalan", running) % {"n": running}
    if not closed:
        return ThreadItem(_("Ukur ulang"), "–", text if running else _("belum"), href, "no")
    return ThreadItem(_("Ukur ulang"), str(closed), text if running else "", href, "")


capability = Capability(
    held=(
        *blanked("programme.ForumVoice.teacher", note=""),
        *kept(
            "the hand that wrote it, without a name",
            "programme.Programme.signed_by",
            "programme.Programme.acknowledged_by",
            "programme.StatusChange.by",
            "programme.Forum.recorded_by",
            "programme.Revision.by",
        ),
    ),
    tabs=(
        Tab(
            "programme:programme",
            noop("Program"),
            NavPlace.PROGRAMME,
            May.SEE_GROUP,
            20,
            prefixes=("program/",),
            first_for=(Role.CHAIR,),
        ),
        Tab(
            "programme:coverage",
            noop("Cakupan kebutuhan"),
            NavPlace.PROGRAMME,
            May.SEE_NEEDS,
            10,
            prefixes=("program/cakupan/",),
            under="programme:programme",
        ),
    ),
    home=HomePart(
        lambda one: figures.programme_questions(one.group, one.year),
        lambda _one, answers: figures.programme_figures(answers),
        {"lines": Listed("status", lambda one: figures.needs_of_lines(one.group, one.year))},
        waiting=(Shown(125, _unseen), Shown(130, _unserved), Shown(135, _to_sign)),
        first_steps=(Shown(20, _measure_first), Shown(30, _begin)),
        thread=(Bead(10, _needs_item), Bead(20, _lines_item), Bead(60, _measured_again_item)),
    ),
    demo=(DemoPart("programme", "gugus.config.example.programme.build", after=("round",)),),
    title=noop("Program kerja"),
    deeds={
        "line.speaker_chosen": noop("memilih narasumber program"),
        "programme.acknowledged": noop("mengetahui program"),
        "programme.agreed": noop("mencatat kesepakatan program"),
        "programme.forum_recorded": noop("mencatat forum program"),
        "programme.needs_round_chosen": noop("memilih pengukuran sebagai dasar program"),
        "programme.reopened": noop("membuka kembali program"),
        "programme.revised": noop("merevisi program"),
        "programme.signed": noop("menandatangani program"),
        "programme.started": noop("memulai program"),
        "programme.texts_changed": noop("mengubah naskah program"),
        "programme_line.added": noop("menambah program"),
        "programme_line.changed": noop("mengubah program"),
        "programme_line.copied": noop("menyalin program"),
        "programme_line.costs_written": noop("menulis biaya program"),
        "programme_line.deleted": noop("menghapus program"),
    },
    searchables=SEARCHABLES,
    samples="gugus.programme.tests.samples.samples",
)
