"""What every command of a phone about a meeting begins with."""

from typing import TypeVar

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.queries import meeting_of
from gugus.people.access import MemberCommand
from gugus.people.models import Teacher
from gugus.people.queries import teachers_of
from gugus.platform.foundation.errors import Refused

F = TypeVar("F", bound=Form)


def the_meeting(command: MemberCommand, name: str = "meeting") -> Meeting:
    """The group's meeting that the body names; another group's is not to be found."""
    found = meeting_of(command.group, command.number(name))
    if found is None:
        raise Refused(_("Pertemuan ini tidak ditemukan di kelompok Anda."))
    return found


def own_teacher(command: MemberCommand) -> Teacher:
    """The person as one of this group's teachers."""
    found = teachers_of(command.group).filter(pk=command.actor.teacher_id or 0).first()
    if found is None:
        raise Refused(_("Anda tidak tercatat sebagai guru di kelompok ini."))
    return found


def checked(form: F) -> F:
    """The form, or a refusal with its first fault, in words and at its field."""
    for field, faults in form.errors.items():
        raise Refused(str(faults[0]), None if field == "__all__" else field)
    return form
