"""One's own rights: what I agreed to, all my data as a file, and being forgotten."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.accounts.queries import teacher_of
from gugus.meetings.access import own_teacher_or_404
from gugus.people.access import MemberRequest, by, group_view, person_view
from gugus.people.clock import today_of
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import file_response
from gugus.platform.foundation.models import User
from gugus.platform.web.answers import confirm_page, done
from gugus.platform.web.render import render_page
from gugus.privacy.models import Consent
from gugus.privacy.pages import own_rights_page, withdrawal_page
from gugus.privacy.queries.download import everything_about
from gugus.privacy.queries.requests import (
    open_request,
    open_request_of,
    standing_consents,
)
from gugus.privacy.rules import consent_text
from gugus.privacy.services.consents import give_consent, withdraw_consent
from gugus.privacy.services.erasure import cancel_erasure, request_erasure
from gugus.privacy.services.names import groups_joined


@group_view(May.RATE_SELF)
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """Consents, the whole download, the request to be forgotten."""
    teacher = own_teacher_or_404(request)
    standing, asked = standing_consents(teacher), open_request(teacher)
    page = own_rights_page(request.group, standing, asked, today_of(request.group))
    return render_page(request, "privacy/mine.html", page)


@group_view(May.RATE_SELF)
def consent(request: MemberRequest, use: str) -> HttpResponse:
    """Agree; or take it back, which is asked about first."""
    teacher = own_teacher_or_404(request)
    if use not in Consent.Use.values:
        raise Http404
    chosen, group = Consent.Use(use), request.group
    if request.method != "POST":
        return confirm_page(request, withdrawal_page(group, chosen))
    if request.POST.get("given") == "1":
        words = consent_text(chosen, today_of(group))
        done(
            request,
            lambda: give_consent(**by(request), group=group, teacher=teacher, words=words),
            _("Persetujuan Anda tercatat."),
        )
    else:
        done(
            request,
            lambda: withdraw_consent(**by(request), group=group, teacher=teacher, use=chosen),
            _("Persetujuan ditarik, dan datanya dihapus."),
        )
    return redirect("privacy:mine", request.group.code)


@group_view(May.RATE_SELF)
@require_POST
def ask(request: MemberRequest) -> HttpResponse:
    """Ask to be forgotten once I have left."""
    teacher = own_teacher_or_404(request)
    done(
        request,
        lambda: request_erasure(**by(request), group=request.group, teacher=teacher, own=True),
        _("Permintaan tercatat. Sekretaris melihatnya. Unduh dulu data Anda."),
    )
    return redirect("privacy:mine", request.group.code)


@person_view()
@require_POST
def take_back(request: MemberRequest) -> HttpResponse:
    """Do not forget me after all; also once I left, when there is no group to come back to."""
    asked = open_request_of(request.actor.user_id)
    if asked is not None:
        done(
            request,
            lambda: cancel_erasure(**by(request), request=asked),
            _("Permintaan ditarik. Tidak ada yang dihapus."),
        )
        if request.actor.may(May.RATE_SELF, asked.group_id):
            return redirect("privacy:mine", asked.group.code)
    return redirect("home:start")


@person_view()
@require_safe
def download(request: MemberRequest) -> HttpResponse:
    """Everything about me in one file, also after I left my group."""
    user = User.objects.get(pk=request.actor.user_id)
    teacher = teacher_of(user.pk)
    groups = list(Group.objects.filter(pk__in=groups_joined(teacher))) if teacher else []
    content = everything_about(user, teacher, groups, timezone.now())
    return file_response(content, "data-saya", "zip", "application/zip")
