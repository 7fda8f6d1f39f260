"""Rows of Beranda that lead somewhere."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class TaskLink:
    """A button or a row that leads somewhere."""

    title: str
    href: str
    note: str = ""
    late: bool = False
    # What unsent writes about it are filed under on the phone.
    about: str = ""


def due_text(due: date, today: date) -> str:
    """'3 hari lagi', 'hari ini', 'lewat 2 hari'."""
    days = (due - today).days
    if days < 0:
        return ngettext("lewat %(n)s hari", "lewat %(n)s hari", -days) % {"n": -days}
    if days == 0:
        return _("hari ini")
    return ngettext("%(n)s hari lagi", "%(n)s hari lagi", days) % {"n": days}
