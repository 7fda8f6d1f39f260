"""What phones may ask about minutes."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.meetings.sync_handlers import the_meeting
from gugus.minutes.forms import (
    AddendumForm,
    ConflictResolutionForm,
    DecisionUpdateForm,
    MinutesForm,
    field_label,
    first_error,
)
from gugus.minutes.models import Minutes
from gugus.minutes.queries import minutes_of
from gugus.minutes.services import approval, minutes
from gugus.people.access import MemberCommand, group_command
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.sync.commands import CommandResult


@group_command("minutes.save", May.RECORD_MEETING)
def save(command: MemberCommand) -> CommandResult:
    """Take in what a page of the minutes holds; pages save themselves while somebody types."""
    meeting = the_meeting(command, "meeting")
    form = MinutesForm(_with_base(command))
    _check(form)
    # A command that names no page comes from a device that has one.
    typed = form.typed(command.made_at, command.id)
    if not typed.page:
        typed = minutes.MinutesSubmission(
            typed.text, typed.base, str(command.device), typed.at, typed.id
        )
    saved = minutes.save_minutes(actor=command.actor, now=command.now, meeting=meeting, typed=typed)
    return CommandResult(
        _note(saved),
        meeting_address(meeting, "minutes:minutes"),
        _data(saved, typed.text),
        _newer_texts(saved, typed),
    )


@group_command("minutes.decide", May.RECORD_MEETING)
def decide(command: MemberCommand) -> CommandResult:
    """One text in place of those that waited."""
    meeting = the_meeting(command, "meeting")
    data = command.form_data()
    form = ConflictResolutionForm(data)
    _check(form)
    saved = minutes.resolve_text_conflict(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        choice=form.choice(data.getlist("seen"), command.made_at, command.id),
    )
    return CommandResult(_note(saved), meeting_address(meeting, "minutes:minutes"))


@group_command("minutes.approve", May.RECORD_MEETING)
def approve(command: MemberCommand) -> CommandResult:
    """The meeting `in_meeting` agrees to the minutes of `meeting`."""
    in_meeting = the_meeting(command, "in_meeting")
    approved = approval.approve_minutes(
        actor=command.actor,
        now=command.now,
        minutes=_minutes(the_meeting(command, "meeting")),
        in_meeting=in_meeting,
        at=command.made_at,
    )
    href = meeting_address(in_meeting, "minutes:minutes")
    stands = ""
    if approved.approved_in is not None and approved.approved_in_id != in_meeting.pk:
        stands = _("Notulen ini sudah disahkan lebih dulu, di pertemuan “%(title)s”.") % {
            "title": approved.approved_in.title
        }
    return CommandResult(_("Notulen disahkan."), href, superseded=stands)


@group_command("minutes.addendum", May.RECORD_MEETING)
def addendum(command: MemberCommand) -> CommandResult:
    """A correction of approved minutes."""
    meeting = the_meeting(command, "meeting")
    form = AddendumForm(command.form_data())
    _check(form)
    made = approval.add_addendum(
        actor=command.actor,
        now=command.now,
        minutes=_minutes(meeting),
        text=form.cleaned_data["text"],
        at=command.made_at,
    )
    note = _("Adendum %(n)d tercatat.") % {"n": made.number}
    return CommandResult(note, meeting_address(meeting, "minutes:minutes"))


@group_command("minutes.follow_up", May.RECORD_MEETING)
def follow_up(command: MemberCommand) -> CommandResult:
    """What became of one decision of the minutes of `meeting`."""
    meeting = the_meeting(command, "meeting")
    form = DecisionUpdateForm(command.form_data())
    _check(form)
    news = form.news(command.made_at, command.id)
    row = approval.update_decision(
        actor=command.actor, now=command.now, minutes=_minutes(meeting), news=news
    )
    stands = ""
    if (row.state, row.note) != (news.state, news.note):
        said = f"{row.get_state_display()}. {row.note}".strip()
        who = row.reported_by.name
        stands = _("Yang berlaku kabar yang lebih baru dari %(who)s: %(said)s") % {
            "who": who,
            "said": said,
        }
    return CommandResult(_("Kabar keputusan tercatat."), superseded=stands)


def _minutes(meeting: Meeting) -> Minutes:
    found = minutes_of(meeting)
    if found is None:
        raise Refused(_("Pertemuan itu belum punya notulen."))
    return found


def _with_base(command: MemberCommand) -> QueryDict:
    """The form's fields; scripts may send the bases as one nested `base`."""
    data = command.form_data()
    nested = command.body.get("base")
    if isinstance(nested, dict):
        for name, text in nested.items():
            data[f"base_{name}"] = text if isinstance(text, str) else ""
    return data


def _check(form: Any) -> None:
    if not form.is_valid():
        raise Refused(*first_error(form))


def _note(saved: minutes.SavedMinutes) -> str:
    if not saved.undecided:
        return ""
    named = ", ".join(map(field_label, saved.undecided))
    return _("Ada dua tulisan untuk: %(fields)s. Pilih di halaman notulen.") % {"fields": named}


def _newer_texts(saved: minutes.SavedMinutes, typed: minutes.MinutesSubmission) -> str:
    """The fields that this page wrote and in which a later text stands that replaced it."""
    standing, base = minutes.minutes_texts(saved.minutes), typed.base.texts()
    lost = [
        field_label(name)
        for name, text in typed.text.texts().items()
        if text not in (base[name], standing[name]) and name not in saved.undecided
    ]
    if not lost:
        return ""
    return _("Yang berlaku: tulisan yang lebih baru di notulen untuk %(fields)s.") % {
        "fields": ", ".join(lost)
    }


def _data(saved: minutes.SavedMinutes, sent: minutes.MinutesText) -> dict[str, object]:
    """What the page needs to go on: which texts stand that are not its own."""
    texts = minutes.minutes_texts(saved.minutes)
    mine = sent.texts()
    return {
        "version": saved.minutes.version,
        "texts": {name: text for name, text in texts.items() if text != mine[name]},
        "undecided": list(saved.undecided),
    }
