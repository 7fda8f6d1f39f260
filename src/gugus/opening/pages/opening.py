"""Opening a school year: where the programme stands on its way, and what is proposed for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.opening.models import LineProposal
from gugus.opening.queries.progress import YearProgress
from gugus.opening.queries.reasons import reason_of
from gugus.people.access import Actor
from gugus.people.clock import current_year
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import short_date
from gugus.platform.web.links import Link
from gugus.programme.models import Programme
from gugus.programme.queries import ProgrammeCoverage, months_text
from gugus.programme.queries.revisions import waits_for_supervisor

_SOURCES = LineProposal.Source
_STATES = LineProposal.State


@dataclass(frozen=True)
class OpeningStepRow:
    """One step of the opening; `state` is empty when done, 'hole' when it is next, else 'no'."""

    title: str
    note: str
    href: str
    state: str


@dataclass(frozen=True)
class ProposalRow:
    """A proposal that waits, with what taking it as it is would mean."""

    proposal: LineProposal
    reason: str
    facts: str
    served: str
    ticked: bool


@dataclass(frozen=True)
class SourceGroup:
    """Proposals from one source."""

    title: str
    rows: tuple[ProposalRow, ...]


@dataclass(frozen=True)
class DecidedRow:
    """A proposal that was decided; `may_undo` where the decision can be taken back."""

    proposal: LineProposal
    note: str
    may_undo: bool


@dataclass(frozen=True)
class RejectedInput:
    """What came back because it could not be carried out: ticks, the reason, and why."""

    chosen: frozenset[int] = frozenset()
    note: str = ""
    error: str = ""


@dataclass(frozen=True)
class OpeningPage:
    """The screen `opening:opening`."""

    year: str
    year_number: int
    years: tuple[Link, ...]
    exists: bool
    open: bool
    steps: tuple[OpeningStepRow, ...]
    waiting: int
    groups: tuple[SourceGroup, ...]
    typed: "RejectedInput"
    accepted: tuple[DecidedRow, ...]
    refused: tuple[DecidedRow, ...]


def opening_href(group: Group, year: int, screen: str = "opening:opening", *more: object) -> str:
    """An address of the opening of a year."""
    return f"{reverse(screen, args=[group.code, *more])}?tahun={year}"


def opening_page(
    actor: Actor,
    group: Group,
    year: int,
    progress: YearProgress,
    proposals: Sequence[LineProposal],
    typed: RejectedInput,
) -> OpeningPage:
    """The way of the year's programme, and the proposals by what became of them."""
    programme = progress.programme
    open_ = programme is not None and programme.status != Programme.Status.SIGNED
    waiting = [one for one in proposals if one.state == _STATES.OPEN]
    groups = _groups(waiting, progress.covered, typed) if open_ else ()
    return OpeningPage(
        year=school_year_label(year),
        year_number=year,
        years=_years(group, year),
        exists=programme is not None,
        open=open_,
        steps=_steps(actor, group, year, progress, len(waiting)),
        waiting=len(waiting) if open_ else 0,
        groups=groups,
        typed=typed,
        accepted=_decided(proposals, _STATES.ACCEPTED, may_undo=open_),
        refused=_decided(proposals, _STATES.REFUSED, may_undo=open_),
    )


def _years(group: Group, year: int) -> tuple[Link, ...]:
    this = current_year(group)
    return year_switch((this + 1, this), year, lambda one: opening_href(group, one))


def _groups(
    waiting: Sequence[LineProposal], covered: ProgrammeCoverage, typed: RejectedInput
) -> tuple[SourceGroup, ...]:
    titles = {
        _SOURCES.NEED: _("Dari kebutuhan terukur"),
        _SOURCES.LAST_YEAR: _("Belum selesai tahun lalu"),
        _SOURCES.FINDING: _("Dari temuan pengawas"),
        _SOURCES.PROBLEM: _("Dari masalah kelas"),
    }
    parts = []
    for source, title in titles.items():
        own = sorted((one for one in waiting if one.source == source), key=lambda one: one.rank)
        if own:
            rows = tuple(_row(one, covered, one.pk in typed.chosen) for one in own)
            parts.append(SourceGroup(title, rows))
    return tuple(parts)


def _row(one: LineProposal, covered: ProgrammeCoverage, ticked: bool) -> ProposalRow:
    return ProposalRow(one, reason_of(one), _facts(one), _served(one, covered), ticked)


def _facts(one: LineProposal) -> str:
    times = one.content.get("times", 1)
    meetings = ngettext("%(n)s pertemuan", "%(n)s pertemuan", times) % {"n": times}
    parts = (meetings, f"{one.content['jp']} JP", months_text(one.content.get("months", [])))
    return " · ".join(parts)


def _served(one: LineProposal, covered: ProgrammeCoverage) -> str:
    """Which lines serve all that it is for already; a person may still want one more."""
    needs = one.content.get("need_ids", [])
    serving = [row.lines for row in covered.coverage.rows if row.need in needs]
    if not needs or len(serving) < len(needs) or not all(serving):
        return ""
    titles = dict.fromkeys(covered.lines[key].title for lines in serving for key in lines)
    return _("Kebutuhannya sudah dilayani: %(lines)s") % {"lines": ", ".join(titles)}


def _decided(
    proposals: Iterable[LineProposal], state: str, *, may_undo: bool
) -> tuple[DecidedRow, ...]:
    return tuple(_decided_row(one, may_undo) for one in proposals if one.state == state)


def _decided_row(one: LineProposal, may_undo: bool) -> DecidedRow:
    gone = one.state == _STATES.ACCEPTED and one.line is None
    note = _("programnya sudah dihapus") if gone else one.note
    return DecidedRow(one, note, may_undo and (gone or one.state == _STATES.REFUSED))


def _steps(
    actor: Actor, group: Group, year: int, progress: YearProgress, waiting: int
) -> tuple[OpeningStepRow, ...]:
    programme, code = progress.programme, group.code
    home = f"{reverse('programme:programme', args=[code])}?tahun={year}"
    rows = (
        (_("Ukur kebutuhan"), _measured(progress), reverse("competence:needs", args=[code]),
         progress.covered.round is not None),
        (_("Putuskan usulan"), _proposed(progress, waiting), "#usulan" if programme else "",
         programme is not None and bool(progress.covered.lines) and not waiting),
        (_("Forum menyepakati"), _agreed(programme), _step_href(actor, programme, home, "agree"),
         programme is not None and programme.agreed_on is not None),
        (_("Ketua menandatangani"), _signed(programme),
         _step_href(actor, programme, home, "sign"),
         programme is not None and programme.signed_on is not None),
        (_("Pengawas mengetahui"), _known(programme), home if programme else "",
         programme is not None and programme.acknowledged_on is not None
         and not waits_for_supervisor(programme)),
        (_("Susun jadwal"), _scheduled(progress), f"{reverse('schedule:schedule', args=[code])}?tahun={year}",
         0 < progress.planned <= progress.scheduled),
    )  # fmt: skip
    following = next((place for place, row in enumerate(rows) if not row[3]), None)
    return tuple(
        OpeningStepRow(title, note, href, "" if done else "hole" if place == following else "no")
        for place, (title, note, href, done) in enumerate(rows)
    )


def _step_href(actor: Actor, programme: Programme | None, home: str, step: str) -> str:
    """The step itself where it is due and this person takes it, else the programme's page."""
    if programme is None:
        return ""
    due = {"agree": Programme.Status.DRAFT, "sign": Programme.Status.AGREED}[step]
    may = {"agree": May.AGREE_PROGRAMME, "sign": May.SIGN_PROGRAMME}[step]
    if programme.status == due and actor.may(may, programme.group_id):
        return reverse(f"programme:{step}", args=[programme.group.code, programme.pk])
    return home


def _measured(progress: YearProgress) -> str:
    round_ = progress.covered.round
    if round_ is None:
        return _("belum ada hasil ukur; usulan tetap dapat datang dari catatan lain")
    low = len(progress.covered.coverage.low)
    return _("%(round)s, %(day)s: %(low)s di bawah standar") % {
        "round": round_.name,
        "day": short_date(round_.measured_on),
        "low": low,
    }


def _proposed(progress: YearProgress, waiting: int) -> str:
    if progress.programme is None:
        return _("program tahun ini belum dimulai")
    lines = len(progress.covered.lines)
    return _("%(waiting)s menunggu keputusan, %(lines)s program sudah ada") % {
        "waiting": waiting,
        "lines": lines,
    }


def _agreed(programme: Programme | None) -> str:
    if programme is None or programme.agreed_on is None:
        return _("dicatat siapa yang hadir dan sikapnya")
    return short_date(programme.agreed_on)


def _signed(programme: Programme | None) -> str:
    if programme is None or programme.signed_on is None:
        return _("sesudah itu isinya terkunci; perubahan menjadi revisi bernomor")
    return short_date(programme.signed_on)


def _known(programme: Programme | None) -> str:
    if programme is None or programme.acknowledged_on is None:
        return _("dari akun pengawas")
    if waits_for_supervisor(programme):
        return _("revisi sesudah itu belum diketahui")
    return short_date(programme.acknowledged_on)


def _scheduled(progress: YearProgress) -> str:
    if not progress.planned:
        return _("sesudah ada program")
    return _("%(scheduled)s dari %(planned)s pertemuan punya tanggal") % {
        "scheduled": progress.scheduled,
        "planned": progress.planned,
    }
