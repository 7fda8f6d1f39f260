"""The reflection journal: one's own, and what others share."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.catchup.models import Reflection
from gugus.platform.web.pages import ListPart


@dataclass(frozen=True)
class JournalEntryRow:
    """One page of a journal as it is read: each answer with a short title of its question."""

    entry: Reflection
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class JournalPage:
    """One's own pages, or those that their writers share with this person."""

    rows: tuple[JournalEntryRow, ...]
    next_url: str
    find: str = ""
    may_undo: bool = False


@dataclass(frozen=True)
class JournalEntryPage:
    """A page to change, or a new one."""

    form: Form
    entry: Reflection | None = None


@dataclass(frozen=True)
class JournalEntryDeletePage:
    """Ask before a page is erased."""

    row: JournalEntryRow


def journal_page(
    entries: ListPart[Reflection], *, find: str = "", may_undo: bool = False
) -> JournalPage:
    """The journal of the person who asks, or what is shared with them."""
    return JournalPage(journal_rows(entries.rows), entries.next_url, find, may_undo)


def journal_rows(entries: Sequence[Reflection]) -> tuple[JournalEntryRow, ...]:
    """Pages as they are read."""
    return tuple(JournalEntryRow(one, entry_answers(one)) for one in entries)


def entry_answers(one: Reflection) -> tuple[tuple[str, str], ...]:
    """What was answered, with short titles of the four questions."""
    answers = (
        (_("Dipelajari"), one.learnt),
        (_("Diterapkan"), one.applied),
        (_("Kendala"), one.obstacle),
        (_("Langkah berikut"), one.next_step),
    )
    return tuple((title, text) for title, text in answers if text)
