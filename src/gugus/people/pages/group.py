"""The group's settings, with its letterhead as it will be printed."""

from dataclasses import dataclass
from datetime import date

from gugus.people.forms.group import GroupForm
from gugus.people.models import Group
from gugus.people.papers import letterhead_of
from gugus.platform.documents.paper import Letterhead
from gugus.platform.web.pages import FieldSection


@dataclass(frozen=True)
class GroupPage:
    """The settings; `letterhead` and `example_number` are those stored."""

    code: str
    form: GroupForm
    sections: tuple[FieldSection, ...]
    letterhead: Letterhead
    example_number: str


def group_page(group: Group, form: GroupForm, today: date) -> GroupPage:
    """The form beside what comes of it."""
    return GroupPage(
        code=group.code,
        form=form,
        sections=tuple(form.sections()),
        letterhead=letterhead_of(group),
        example_number=form.example_number(today),
    )
