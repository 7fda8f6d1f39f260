"""The group's own rules of its meetings."""

from dataclasses import dataclass

from gugus.meetings.forms.rules import RulesForm
from gugus.people.models import Group


@dataclass(frozen=True)
class RulesPage:
    """The numbers with what each means, and the way to the table of overdue steps."""

    form: RulesForm


def rules_page(group: Group, form: RulesForm) -> RulesPage:
    """The form as it stands."""
    return RulesPage(
        form=form,
    )
