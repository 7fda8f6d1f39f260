"""One line: read it, write it, remove it; and the small forms about a whole programme."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.pages import ConfirmPage
from gugus.programme.models import Line, Programme
from gugus.programme.pages import links
from gugus.programme.pages.programme import needs_text
from gugus.programme.queries import ProgrammeCoverage, months_text, speaker_of
from gugus.programme.rules.status import lines_may_be_deleted, lines_may_change


@dataclass(frozen=True)
class LinePage:
    """The screen `programme:line`."""

    line: Line
    activities: tuple[str, ...]
    needs: tuple[str, ...]
    audience: str
    speaker: str
    minutes: int
    months: str
    meetings: str
    may_change: bool
    may_delete: bool
    may_revise: bool


def line_delete_page(group: Group, line: Line, pointing: int) -> ConfirmPage:
    """What goes with a line, and what points at it."""
    gone = _(
        "Program ini hilang dari rencana tahun ini beserta tujuan, kegiatan, dan biayanya. "
        "Ini tidak dapat dibatalkan."
    )
    cut_off = _(
        "%(number)s pertemuan dibuat dari program ini. Pertemuan, hadir, dan notulennya tetap "
        "ada, hanya tidak lagi terhubung ke program."
    )
    return ConfirmPage(
        title=_("Hapus “%(title)s”?") % {"title": line.title},
        lines=(gone,),
        submit=_("Ya, hapus"),
        back_href=links.to_line(group, line),
        back=line.title,
        warning=cut_off % {"number": pointing} if pointing else "",
    )


def line_page(actor: Actor, group: Group, line: Line, covered: ProgrammeCoverage) -> LinePage:
    """A line in full, with what this person may do to it."""
    edits = actor.may(May.EDIT_PROGRAMME, group.pk)
    status = line.programme.status
    return LinePage(
        line=line,
        activities=tuple(row.strip() for row in line.activities.splitlines() if row.strip()),
        needs=needs_text(line, covered),
        audience=line.study_group.name if line.study_group else _("Semua anggota"),
        speaker=speaker_of(line) or "–",
        minutes=line.jp * group.minutes_per_jp,
        months=months_text(line.months),
        meetings=meetings_text(line),
        may_change=edits and lines_may_change(status),
        may_delete=edits and lines_may_be_deleted(status),
        may_revise=status == Programme.Status.SIGNED and actor.may(May.SIGN_PROGRAMME, group.pk),
    )


def meetings_text(line: Line) -> str:
    """How often and how spread: '24 kali, berkala, paling cepat tiap minggu'."""
    times = ngettext("%(number)s kali", "%(number)s kali", line.times) % {"number": line.times}
    if line.times == 1:
        return times
    rhythm = _("berkala") if line.rhythm == Line.Rhythm.EVEN else _("insidental")
    if line.weeks_between == 1:
        return f"{times}, {rhythm}"
    apart = _("jarak paling sedikit %(weeks)s minggu") % {"weeks": line.weeks_between}
    return f"{times}, {rhythm}, {apart}"
