"""Overdue steps without a report, and the table of who follows them up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.formats import short_date
from gugus.platform.web.pages import ListPart
from gugus.steps.models import EscalationStage, Step
from gugus.steps.pages.rows import report_address
from gugus.steps.rules.escalation import Stage, days_overdue, reached_stage


@dataclass(frozen=True)
class OverdueRow:
    """One step, who is asked to help, and a kind message to its teacher."""

    step: Step
    waiting: str
    stage: str
    message: str


@dataclass(frozen=True)
class OverduePage:
    """What has reached this person, by school and name."""

    count: int
    schools: tuple[tuple[str, tuple[OverdueRow, ...]], ...]
    explained: tuple[str, ...]
    may_edit: bool
    next_url: str


def overdue_page(
    group: Group,
    actor: Actor,
    found: ListPart[Step],
    stages: Sequence[Stage],
    today: date,
    absolute: Callable[[str], str],
) -> OverduePage:
    """The list; `absolute` makes an address one that opens from a message."""
    schools = groupby(found.rows, key=lambda one: one.teacher.school.name)
    return OverduePage(
        count=found.total,
        schools=tuple(
            (name, tuple(_row(one, stages, today, absolute) for one in rows))
            for name, rows in schools
        ),
        explained=tuple(_explained(stages)),
        may_edit=actor.may(May.EDIT_GROUP, group.pk),
        next_url=found.next_url,
    )


def _row(
    step: Step, stages: Sequence[Stage], today: date, absolute: Callable[[str], str]
) -> OverdueRow:
    days = days_overdue(step.due_on, today)
    return OverdueRow(
        step=step,
        waiting=ngettext("menunggu %(n)d hari", "menunggu %(n)d hari", days) % {"n": days},
        stage=_stage(reached_stage(step.due_on, today, stages)),
        message=_message(step, absolute(report_address(step))),
    )


def _stage(stage: Stage | None) -> str:
    """Who helps, or that it is still the teacher's own turn."""
    if stage is None:
        return _("menunggu: guru sendiri")
    return _("dibantu: %(who)s") % {"who": target_label(stage.reader)}


def _message(step: Step, link: str) -> str:
    """To send to one person, never to a group: nobody is named before others."""
    words = {
        "name": step.teacher.name,
        "what": step.what,
        "title": step.meeting.title,
        "day": short_date(step.meeting.date),
    }
    return "\n".join(
        (
            _("Yth. %(name)s,") % words,
            _("Bagaimana kabar langkah “%(what)s” dari pertemuan %(title)s, %(day)s?") % words,
            _(
                "Cukup satu kalimat atau satu foto. Kalau ada kendala, ceritakan saja: kita cari "
                "jalannya bersama di pertemuan berikut."
            ),
            link or _("Laporkan di Gugus, bagian Langkah saya."),
            _("Terima kasih."),
        )
    )


def target_label(reader: str) -> str:
    """A reader's name on the page."""
    return str(EscalationStage.Target(reader).label)


def _explained(stages: Iterable[Stage]) -> Iterable[str]:
    for stage in stages:
        if stage.days is not None:
            yield ngettext(
                "%(who)s: sesudah %(n)d hari", "%(who)s: sesudah %(n)d hari", stage.days
            ) % {"who": target_label(stage.reader), "n": stage.days}


@dataclass(frozen=True)
class EscalationPage:
    """Who looks after overdue steps; `own` when the group has changed the defaults."""

    form: Form
    own: bool
