"""Leaks: what must be told to whom, until when, and the letters."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.meetings.rules.times import local_time
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import paper_response
from gugus.platform.web.answers import done, form_page, posted, saved
from gugus.platform.web.pages import FormPage
from gugus.platform.web.render import render_page
from gugus.privacy.forms import BreachForm
from gugus.privacy.models import Breach
from gugus.privacy.pages import breach_page, breaches_page
from gugus.privacy.papers import breach_letter
from gugus.privacy.queries.requests import breaches_of
from gugus.privacy.rules import breach_rules
from gugus.privacy.services.breaches import note_breach, tell_of_breach

_WHOM = ("orang", "lembaga")


@group_view(May.EDIT_GROUP)
@require_safe
def breaches(request: MemberRequest) -> HttpResponse:
    """All of them, and what to do first."""
    page = breaches_page(request.group, breaches_of(request.group), timezone.now())
    return render_page(request, "privacy/breaches.html", page)


@group_view(May.EDIT_GROUP)
def breach_new(request: MemberRequest) -> HttpResponse:
    """Write down a leak; the clock runs from the moment of knowing."""
    now = local_time(timezone.now(), request.group.time_zone)
    first = {"day": now.date(), "hour": now.time().replace(second=0, microsecond=0)}
    return _form(request, None, BreachForm(posted(request), initial=first))


@group_view(May.EDIT_GROUP)
def breach_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Complete what is known."""
    found = _breach(request, pk)
    at = local_time(found.known_at, request.group.time_zone)
    first = {
        name: getattr(found, name) for name in ("what", "which_data", "whose", "done", "contact")
    }
    first |= {"day": at.date(), "hour": at.time()}
    return _form(request, found, BreachForm(posted(request), initial=first))


def _form(request: MemberRequest, found: Breach | None, form: BreachForm) -> HttpResponse:
    group = request.group
    made = saved(
        request,
        form,
        lambda: note_breach(**by(request), group=group, report=form.report(group), breach=found),
        _("Tercatat. Surat pemberitahuannya sudah terisi di bawah."),
    )
    if made is not None:
        return redirect("privacy:breach", group.code, made.value.pk)
    explanation = _(
        "Isi yang Anda tahu sekarang; dapat dilengkapi kemudian. Hitungan 3 x 24 jam berjalan sejak Anda "
        "mengetahuinya."
    )
    back = reverse("privacy:breaches", args=[group.code])
    title, submit = _("Catat kebocoran data"), _("Simpan")
    return form_page(request, FormPage(title, explanation, form, submit, back, _("Kebocoran data")))


@group_view(May.EDIT_GROUP)
@require_safe
def breach(request: MemberRequest, pk: int) -> HttpResponse:
    """One leak with its clock and its letters."""
    page = breach_page(request.group, _breach(request, pk), timezone.now())
    return render_page(request, "privacy/breach.html", page)


@group_view(May.EDIT_GROUP)
@require_POST
def told(request: MemberRequest, pk: int, whom: str) -> HttpResponse:
    """Those concerned, or the agency, have their letter."""
    found = _breach(request, pk)
    _check(whom)
    done(
        request,
        lambda: tell_of_breach(**by(request), breach=found, agency=whom == "lembaga"),
        _("Tercatat: sudah diberi tahu."),
    )
    return redirect("privacy:breach", request.group.code, pk)


@group_view(May.EDIT_GROUP)
@require_safe
def letter(request: MemberRequest, pk: int, whom: str, kind: str) -> HttpResponse:
    """The letter, filled in."""
    found = _breach(request, pk)
    _check(whom)
    rules = breach_rules(found.known_at.date())
    return paper_response(breach_letter(found, rules, agency=whom == "lembaga"), kind, inline=True)


def _check(whom: str) -> None:
    if whom not in _WHOM:
        raise Http404


def _breach(request: MemberRequest, pk: int) -> Breach:
    rows = Breach.objects.select_related("group__place", "group__core_school")
    return get_object_or_404(rows, pk=pk, group=request.group)
