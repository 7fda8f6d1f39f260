"""Links and PINs of teachers: who has them, giving, taking back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gugus.accounts.forms.keys import IssueKeysForm
from gugus.accounts.pages.keys import keys_page, keys_withdraw_page, slips_page
from gugus.accounts.queries import (
    former_key_holders,
    keys_kept_elsewhere,
    live_keys,
    officers_among,
    pins_slowed,
)
from gugus.accounts.services.keys import (
    KeySelection,
    issue_keys,
    relax_pins,
    withdraw_teacher_keys,
)
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.queries import kept_elsewhere, roster_of, teachers_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import confirm_page, render_form, saved
from gugus.platform.web.formats import parse_id
from gugus.platform.web.once import acts_once
from gugus.platform.web.render import render_page


@group_view(May.ISSUE_KEYS)
@never_cache
@acts_once
def keys(request: MemberRequest) -> HttpResponse:
    """The list by school; the form makes keys for the ticked and shows them once."""
    form = IssueKeysForm(request.POST or None, teachers=teachers_of(request.group))
    if answer := saved(request, form, lambda: _issue(request, form)):
        return answer.value
    chosen = (request.POST or request.GET).get("sekolah", "")
    teachers = list(
        teachers_of(request.group).order_by("school__sort_key", "school_id", "sort_key", "id")
    )
    users = [row.user_id for row in teachers if row.user_id is not None]
    page = keys_page(
        group=request.group,
        form=form,
        teachers=teachers,
        officers=officers_among(users, today_of(request.group)),
        live=live_keys(users),
        elsewhere=keys_kept_elsewhere(request.group, teachers, today_of(request.group)),
        school=parse_id(chosen),
        host=request.get_host(),
        pins_slowed=pins_slowed(request.group, timezone.now()),
        left=former_key_holders(request.group),
    )
    return render_form(request, "accounts/keys.html", page, form)


def _issue(request: MemberRequest, form: IssueKeysForm) -> HttpResponse:
    issued = issue_keys(
        **by(request),
        group=request.group,
        teachers=list(form.cleaned_data["teacher"]),
        wanted=KeySelection(form.cleaned_data["wanted"]),
    )
    # The secrets live in this answer alone, which the same form shows again for minutes.
    door = request.build_absolute_uri(reverse("accounts:sign_in"))
    # Any token does to find the address of links: what stands before it is what counts.
    link = request.build_absolute_uri(reverse("accounts:sign_in_link", args=["x"]))
    page = slips_page(
        group=request.group,
        issued=issued,
        base=link.removesuffix("x/"),
        door=door,
        host=request.get_host(),
    )
    return render_page(request, "accounts/slips.html", page)


@group_view(May.ISSUE_KEYS)
@require_POST
def relax(request: MemberRequest) -> HttpResponse:
    """People stand at the door and wait: unknown phones may try PINs again at once."""
    if relax_pins(**by(request), group=request.group):
        messages.success(request, _("PIN tidak diperlambat lagi. Guru dapat mencoba sekarang."))
    return redirect("accounts:keys", request.group.code)


@group_view(May.ISSUE_KEYS)
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then make a teacher's link and PIN useless, also those of one who left."""
    teacher = get_object_or_404(roster_of(request.group, with_left=True), pk=pk)
    if kept_elsewhere(request.group, [teacher]):
        raise Http404
    back = f"{reverse('accounts:keys', args=[request.group.code])}?sekolah={teacher.school_id}"
    if request.method != "POST":
        return confirm_page(request, keys_withdraw_page(teacher, back))
    if withdraw_teacher_keys(**by(request), group=request.group, teacher=teacher):
        messages.success(request, _("Tautan dan PIN %(name)s dicabut.") % {"name": teacher.name})
    else:
        messages.info(request, _("%(name)s tidak punya tautan atau PIN.") % {"name": teacher.name})
    return redirect(back)
