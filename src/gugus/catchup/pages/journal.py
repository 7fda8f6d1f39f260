"""The reflection journal: one's own, and what others share."""

from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.catchup.models import Reflection
from gugus.people.models import Group
from gugus.platform.web.formats import short_date
from gugus.platform.web.links import Link
from gugus.platform.web.pages import ListPart


@dataclass(frozen=True)
class JournalEntryRow:
    """One page of a journal as it is read."""

    about: str
    title: str
    day: str
    texts: tuple[tuple[str, str], ...]
    href: str
    shared: bool
    is_copy: bool
    who: str = ""


@dataclass(frozen=True)
class JournalPage:
    """One's own pages."""

    rows: tuple[JournalEntryRow, ...]
    find: str
    papers: tuple[Link, ...]
    undo_url: str
    next_url: str


@dataclass(frozen=True)
class JournalEntryPage:
    """One page to write on."""

    title: str
    form: Form
    is_new: bool
    about: str
    key: str
    back: str
    delete_url: str
    share_url: str
    shared: bool
    is_copy: bool


@dataclass(frozen=True)
class JournalEntryDeletePage:
    """Ask before a page is erased."""

    row: JournalEntryRow
    back: str


@dataclass(frozen=True)
class SharedJournalPage:
    """Pages that their writers share with this person."""

    rows: tuple[JournalEntryRow, ...]
    next_url: str


def journal_page(
    group: Group, entries: ListPart[Reflection], *, find: str, may_undo: bool
) -> JournalPage:
    """The journal of the person who asks."""
    code = group.code
    rows = tuple(_row(code, one) for one in entries.rows)
    return JournalPage(
        rows=rows,
        find=find,
        papers=tuple(
            Link(title, reverse("catchup:paper_journal", args=[code, kind]))
            for kind, title in (("pdf", _("PDF")), ("docx", _("Word")))
            if rows
        ),
        undo_url=reverse("catchup:journal_undo", args=[code]) if may_undo else "",
        next_url=entries.next_url,
    )


def _row(code: str, one: Reflection) -> JournalEntryRow:
    return JournalEntryRow(
        about=outbox_subject(one),
        title=one.meeting.title if one.meeting else _("Catatan sendiri"),
        day=short_date(one.written_at),
        texts=entry_answers(one),
        href=reverse("catchup:journal_entry", args=[code, one.key]),
        shared=one.shared,
        is_copy=one.is_copy,
    )


def outbox_subject(one: Reflection) -> str:
    """The name of a page in the outbox of a phone."""
    return f"journal:{one.key}"


def entry_answers(one: Reflection) -> tuple[tuple[str, str], ...]:
    """What was answered, with short titles of the four questions."""
    answers = (
        (_("Dipelajari"), one.learnt),
        (_("Diterapkan"), one.applied),
        (_("Kendala"), one.obstacle),
        (_("Langkah berikut"), one.next_step),
    )
    return tuple((title, text) for title, text in answers if text)


def new_entry_page(group: Group, form: Form) -> JournalEntryPage:
    """A new page."""
    return JournalEntryPage(
        title=_("Tulis catatan"),
        form=form,
        is_new=True,
        about="",
        key="",
        back=reverse("catchup:journal", args=[group.code]),
        delete_url="",
        share_url="",
        shared=False,
        is_copy=False,
    )


def journal_entry_page(group: Group, one: Reflection, form: Form) -> JournalEntryPage:
    """A page to change."""
    here = [group.code, one.key]
    return JournalEntryPage(
        title=_("Ubah catatan"),
        form=form,
        is_new=False,
        about=outbox_subject(one),
        key=str(one.key),
        back=reverse("catchup:journal", args=[group.code]),
        delete_url=reverse("catchup:journal_delete", args=here),
        share_url=reverse("catchup:journal_share", args=here) if one.shared else "",
        shared=one.shared,
        is_copy=one.is_copy,
    )


def journal_entry_delete_page(group: Group, one: Reflection) -> JournalEntryDeletePage:
    """What would be erased."""
    row = _row(group.code, one)
    return JournalEntryDeletePage(row, row.href)


def shared_page(group: Group, entries: ListPart[Reflection]) -> SharedJournalPage:
    """With whose they are; there is nothing to change here."""
    return SharedJournalPage(
        tuple(
            JournalEntryRow(
                about="",
                title=one.meeting.title if one.meeting else _("Catatan sendiri"),
                day=short_date(one.written_at),
                texts=entry_answers(one),
                href="",
                shared=True,
                is_copy=False,
                who=f"{one.teacher.name}, {one.teacher.school.name}",
            )
            for one in entries.rows
        ),
        entries.next_url,
    )
