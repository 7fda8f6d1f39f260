"""The reflection journal."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.catchup import queries
from gugus.catchup.forms import JournalEntryForm, initial_of_entry
from gugus.catchup.models import Reflection
from gugus.catchup.pages.journal import (
    JournalEntryDeletePage,
    JournalEntryPage,
    journal_page,
    journal_rows,
)
from gugus.catchup.papers import journal as journal_sheets
from gugus.catchup.services import journal as services
from gugus.meetings.access import own_teacher_or_404
from gugus.meetings.queries import meetings_of
from gugus.people.access import MemberRequest, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import paper_response
from gugus.platform.web.answers import posted, render_form, saved
from gugus.platform.web.formats import parse_id
from gugus.platform.web.pages import list_part
from gugus.platform.web.render import render_page

# The page that was deleted last, until it is put back, another is deleted or one signs out.
_UNDO = "journal_undo"
_ROWS = 30


@group_view(May.REFLECT)
def journal(request: MemberRequest) -> HttpResponse:
    """One's own pages."""
    teacher = own_teacher_or_404(request)
    find = request.GET.get("cari", "").strip()[:100]
    entries = queries.journal_entries(request.group, teacher, find=find)
    may_undo = request.session.get(_UNDO, {}).get("group") == request.group.pk
    part = list_part(request, entries, _ROWS)
    page = journal_page(part, find=find, may_undo=may_undo)
    return render_page(request, "catchup/journal.html", page)


@group_view(May.REFLECT)
def journal_new(request: MemberRequest) -> HttpResponse:
    """Write a new page."""
    form = _form(request)
    if _saved(request, form, uuid4()):
        return _back(request)
    return render_form(request, "catchup/entry.html", JournalEntryPage(form), form)


@group_view(May.REFLECT)
def journal_entry(request: MemberRequest, key: UUID) -> HttpResponse:
    """Change a page."""
    found = _own(request, key)
    form = _form(request, initial=initial_of_entry(found))
    if _saved(request, form, found.key):
        return _back(request)
    return render_form(request, "catchup/entry.html", JournalEntryPage(form, found), form)


def _own(request: MemberRequest, key: UUID) -> Reflection:
    entries = queries.journal_entries(request.group, own_teacher_or_404(request))
    return get_object_or_404(entries, key=key)


def _form(request: MemberRequest, initial: dict[str, Any] | None = None) -> JournalEntryForm:
    teacher = own_teacher_or_404(request)
    meetings = queries.meetings_to_link(request.group, teacher, today_of(request.group))
    asked = parse_id(request.GET.get("pertemuan", ""))
    first = initial if initial is not None else {"meeting": asked}
    return JournalEntryForm(posted(request), initial=first, meetings=meetings)


def _saved(request: MemberRequest, form: JournalEntryForm, key: UUID) -> bool:
    now = timezone.now()
    made = saved(
        request,
        form,
        lambda: services.save_journal_entry(
            actor=request.actor,
            now=now,
            group=request.group,
            teacher=own_teacher_or_404(request),
            write=services.JournalWrite(key, now, uuid4(), form.cleaned_data["base"]),
            entry=form.said(),
            shared=form.cleaned_data["shared"],
        ),
        _("Catatan tersimpan."),
    )
    return made is not None


def _back(request: MemberRequest) -> HttpResponse:
    return redirect(reverse("catchup:journal", args=[request.group.code]))


@group_view(May.REFLECT)
@require_POST
def journal_share(request: MemberRequest, key: UUID) -> HttpResponse:
    """Take a shared page back; sharing is said where the page is written."""
    found, now = _own(request, key), timezone.now()
    services.set_entry_shared(
        actor=request.actor,
        now=now,
        teacher=own_teacher_or_404(request),
        write=services.JournalWrite(found.key, now, uuid4()),
        shared=False,
    )
    messages.success(request, _("Catatan ini sekarang hanya dapat Anda baca sendiri."))
    return redirect(reverse("catchup:journal_entry", args=[request.group.code, key]))


@group_view(May.REFLECT)
def journal_delete(request: MemberRequest, key: UUID) -> HttpResponse:
    """Ask, then erase a page; the session holds it until it is undone."""
    found, now = _own(request, key), timezone.now()
    if request.method != "POST":
        page = JournalEntryDeletePage(journal_rows([found])[0])
        return render_page(request, "catchup/entry_delete.html", page)
    said = services.delete_journal_entry(
        actor=request.actor,
        now=now,
        teacher=own_teacher_or_404(request),
        write=services.JournalWrite(found.key, now, uuid4()),
    )
    request.session[_UNDO] = {
        "group": request.group.pk,
        "key": str(found.key),
        "meeting": said.meeting.pk if said.meeting else None,
        **{name: getattr(said, name) for name in services.TEXTS},
    }
    messages.success(request, _("Catatan dihapus."))
    return _back(request)


@group_view(May.REFLECT)
@require_POST
def journal_undo(request: MemberRequest) -> HttpResponse:
    """Put the page back that was deleted last."""
    kept = request.session.get(_UNDO, {})
    if kept.get("group") != request.group.pk:
        messages.warning(request, _("Tidak ada catatan yang dapat dikembalikan."))
        return _back(request)
    now, texts = timezone.now(), {name: kept[name] for name in services.TEXTS}
    meeting = meetings_of(request.group).filter(pk=kept["meeting"] or 0).first()
    services.save_journal_entry(
        actor=request.actor,
        now=now,
        group=request.group,
        teacher=own_teacher_or_404(request),
        write=services.JournalWrite(UUID(kept["key"]), now, uuid4()),
        entry=services.JournalText(**texts, meeting=meeting),
        shared=False,
    )
    del request.session[_UNDO]
    messages.success(request, _("Catatan dikembalikan. Hanya Anda yang dapat membacanya."))
    return _back(request)


@group_view(May.REFLECT)
def journal_paper(request: MemberRequest, kind: str) -> HttpResponse:
    """All of one's own pages on paper."""
    teacher = own_teacher_or_404(request)
    entries = queries.journal_entries(request.group, teacher)
    return paper_response(journal_sheets(request.group, teacher, entries), kind, inline=True)


@group_view(May.SEE_SHARED_JOURNALS)
def shared_journals(request: MemberRequest) -> HttpResponse:
    """Pages that teachers share with this person."""
    entries = queries.shared_entries(request.actor, request.group)
    page = journal_page(list_part(request, entries, _ROWS))
    return render_page(request, "catchup/shared_journals.html", page)
