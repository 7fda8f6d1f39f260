"""The steps of an import. Apps put their guard before each and hand over their importer and draft."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.platform.interchange.forms import decisions_from
from gugus.platform.interchange.importer import Importer
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.interchange.pages import (
    closed_page,
    confirm_page,
    preview_page,
    reading_page,
    upload_page,
)
from gugus.platform.interchange.services import (
    NewImport,
    apply_draft,
    decide_rows,
    discard_draft,
    preview_import,
)
from gugus.platform.jobs.queries import JobStatus, job_status, latest_job
from gugus.platform.web.answers import done, saved
from gugus.platform.web.render import render_page

State = ImportDraft.State
Step = Callable[..., HttpResponse]
_APPLY = "terapkan"


def upload(
    request: HttpRequest,
    importer: Importer,
    *,
    form: forms.Form,
    drafts: Iterable[ImportDraft] = (),
    what: Callable[[], NewImport],
    about: Any = None,
) -> HttpResponse:
    """Choose a file; it is read into a preview. `what` is asked once the form is valid."""
    made = saved(
        request,
        form,
        lambda: preview_import(
            importer, actor_id=_user_id(request), now=timezone.now(), what=what()
        ),
    )
    if made is not None:
        return redirect(importer.href(request, "preview", made.value))
    page = upload_page(request, importer, form, drafts, about)
    status = 422 if form.is_bound else 200
    return render_page(request, importer.upload_template, page, status=status)


def preview(request: HttpRequest, importer: Importer, draft: ImportDraft) -> HttpResponse:
    """The draft as it stands: being read, waiting for a word, or closed."""
    if draft.state == State.READING:
        reading = reading_page(request, importer, draft, _status(draft))
        return render_page(request, "interchange/reading.html", reading)
    if draft.state == State.READY:
        wanted, number = request.GET.get("bagian", ""), request.GET.get("hal", "1")
        page = preview_page(request, importer, draft, wanted, number)
        return render_page(request, "interchange/preview.html", page)
    closed = closed_page(request, importer, draft)
    return render_page(request, "interchange/closed.html", closed)


def progress(request: HttpRequest, importer: Importer, draft: ImportDraft) -> HttpResponse:
    """The part of the page that shows progress; sends the browser on when there is more."""
    page = reading_page(request, importer, draft, _status(draft))
    response = render_page(request, "interchange/progress.html", page)
    if draft.state != State.READING:
        response["HX-Redirect"] = importer.href(request, "preview", draft)
    return response


def _status(draft: ImportDraft) -> JobStatus:
    return job_status(latest_job(draft), timezone.now())


def decide(request: HttpRequest, importer: Importer, draft: ImportDraft) -> HttpResponse:
    """Keep the decisions of one page of rows, and go on where the button leads."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    here, onward = importer.href(request, "preview", draft), request.POST.get("ke", "")
    if not done(
        request,
        lambda: decide_rows(draft=draft, decisions=decisions_from(request.POST)),
        "" if onward else _decided,
    ):
        return redirect(here)
    if onward == _APPLY:
        return redirect(importer.href(request, "apply", draft))
    number = onward or request.POST.get("hal", "1")
    query = urlencode({"bagian": request.POST.get("bagian", ""), "hal": number})
    return HttpResponseRedirect(f"{here}?{query}")


def _decided(n: int) -> str:
    return ngettext("%(n)s keputusan dicatat.", "%(n)s keputusan dicatat.", n) % {"n": n}


def apply(request: HttpRequest, importer: Importer, draft: ImportDraft) -> HttpResponse:
    """Show what will be written; write it when the person says so, with what the form decides."""
    here, posted = importer.href(request, "preview", draft), request.method == "POST"
    if draft.state != State.READY and not posted:
        return redirect(here)
    form = importer.confirm_form(request.POST if posted else None)
    if not posted or not form.is_valid():
        page = confirm_page(request, importer, draft, form)
        return render_page(request, "interchange/confirm.html", page)
    decisions = decisions_from(request.POST)
    if not done(request, lambda: decide_rows(draft=draft, decisions=decisions)):
        return redirect(here)
    applied = done(
        request,
        lambda: apply_draft(
            importer,
            actor=getattr(request, "actor", None),
            actor_id=_user_id(request),
            now=timezone.now(),
            draft=draft,
            options=form.cleaned_data,
        ),
        importer.done,
    )
    if applied is not None:
        draft.state = applied.value.state
    return redirect(here)


def discard(request: HttpRequest, importer: Importer, draft: ImportDraft) -> HttpResponse:
    """Throw the preview away."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    done(
        request,
        lambda: discard_draft(actor_id=_user_id(request), now=timezone.now(), draft=draft),
        _("Pratinjau dibuang. %(untouched)s") % {"untouched": importer.words.untouched},
    )
    return redirect(importer.href(request, "upload", draft))


def step(importer: Importer, act: Step, find: Callable[..., ImportDraft]) -> Step:
    """A view of one step for the draft that `find` gives for the address's parts, or a 404."""

    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        return act(request, importer, find(request, **parts))

    return view


def _user_id(request: HttpRequest) -> int:
    assert request.user.pk is not None  # a guard stands before every step
    return int(request.user.pk)
