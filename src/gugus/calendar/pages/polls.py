"""The question which weekday suits: one's own words, and what all said."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.calendar.forms.polls import VoteForm
from gugus.calendar.models import DayPoll
from gugus.calendar.queries.polls import PollTally
from gugus.calendar.rules.polls import DayCount, best_days
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.formats import short_date
from gugus.platform.web.pages import FormPage


@dataclass(frozen=True)
class PollDayRow:
    """The words on one weekday."""

    name: str
    can: int
    maybe: int
    cannot: int
    is_best: bool


@dataclass(frozen=True)
class SchoolPollRows:
    """One school's words."""

    name: str
    answered: str
    days: tuple[PollDayRow, ...]


@dataclass(frozen=True)
class PollPage:
    """The screen `calendar:poll`; `form` only for a teacher who may still answer."""

    poll: DayPoll | None
    state: str
    form: VoteForm | None
    answered_before: bool
    waiting: str
    chosen: str
    days: tuple[PollDayRow, ...]
    schools: tuple[SchoolPollRows, ...]
    may_plan: bool
    message: str


def poll_page(
    group: Group,
    actor: Actor,
    *,
    poll: DayPoll | None,
    tally: PollTally | None,
    form: VoteForm | None,
    answered: bool,
    address: str,
) -> PollPage:
    """Put a poll into words: counts for officers, one's own words for a teacher."""
    plans = actor.may(May.PLAN_YEAR, group.pk)
    over = poll is not None and poll.closed_at is not None
    shown_tally = tally if tally is not None and tally.answered and (plans or over) else None
    return PollPage(
        poll=poll,
        state=_state(poll),
        form=form,
        answered_before=answered,
        waiting=_waiting(tally) if tally is not None else "",
        chosen=str(WEEKDAYS[poll.chosen]) if poll and poll.chosen is not None else "",
        days=_days(shown_tally.days) if shown_tally else (),
        schools=tuple(
            SchoolPollRows(
                row.name,
                _("%(n)s dari %(all)s guru menjawab") % {"n": row.answered, "all": row.teachers},
                _days(row.days),
            )
            for row in shown_tally.schools
        )
        if shown_tally and plans
        else (),
        may_plan=plans,
        message=_message(group, poll, address) if plans and poll and not poll.closed_at else "",
    )


def _state(poll: DayPoll | None) -> str:
    if poll is None:
        return "none"
    return "open" if poll.closed_at is None else "closed"


def _days(counts: Sequence[DayCount]) -> tuple[PollDayRow, ...]:
    best = best_days(counts)
    return tuple(
        PollDayRow(str(WEEKDAYS[one.weekday]), one.can, one.maybe, one.cannot, one.weekday in best)
        for one in counts
    )


def _waiting(tally: PollTally) -> str:
    """Who has not answered is a number and never a list of names."""
    left = tally.teachers - tally.answered
    text = _("%(n)s dari %(all)s guru sudah menjawab.") % {
        "n": tally.answered,
        "all": tally.teachers,
    }
    if not left:
        return text
    return f"{text} " + ngettext(
        "%(n)s belum.", "%(n)s belum.", left
    ) % {"n": left}  # fmt: skip


def _message(group: Group, poll: DayPoll, address: str) -> str:
    days = ", ".join(str(WEEKDAYS[day]) for day in poll.weekdays)
    lines = [
        _("Bapak/Ibu guru %(group)s,") % {"group": group.name},
        _("hari apa yang cocok untuk pertemuan KKG: %(days)s?") % {"days": days},
        _("Ketuk jawabannya di sini (setengah menit): %(address)s") % {"address": address}
        if address
        else _("Buka Gugus, lalu ketuk jawabannya di Beranda, bagian Menunggu Anda."),
        _("Tanpa HP? Sampaikan saja kepada sekretaris."),
    ]
    if poll.closes_on:
        lines.append(
            _("Ditunggu sampai %(day)s. Terima kasih.") % {"day": short_date(poll.closes_on)}
        )
    return "\n".join(lines)


def open_page(group: Group, form: forms.Form) -> FormPage:
    """Ask the teachers."""
    return FormPage(
        title=_("Hari apa yang cocok?"),
        lead=_(
            "Guru menjawab dengan satu ketukan per hari: bisa, kalau perlu, atau tidak bisa. Anda "
            "melihat jumlahnya, lalu menetapkan hari belajar kelompok."
        ),
        back_href=reverse("calendar:poll", args=[group.code]),
        back=_("Hari apa yang cocok?"),
        form=form,
        submit=_("Tanyakan kepada guru"),
    )


def close_page(group: Group, form: forms.Form) -> FormPage:
    """Decide, and say why."""
    return FormPage(
        title=_("Tutup dan tetapkan hari"),
        lead=_("Sesudah ditutup, jawaban tidak dapat diubah lagi."),
        back_href=reverse("calendar:poll", args=[group.code]),
        back=_("Hari apa yang cocok?"),
        form=form,
        submit=_("Tutup pertanyaan ini"),
    )


@dataclass(frozen=True)
class PollRecordPage:
    """The screen `calendar:poll_record`: a teacher told an officer."""

    form: VoteForm
