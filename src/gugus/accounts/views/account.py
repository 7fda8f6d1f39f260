"""One's own account: roles, language, password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from gugus.accounts.forms.account import LanguageForm, PasswordChangeForm
from gugus.accounts.pages.account import PasswordPage, account_page
from gugus.accounts.queries import roles_of, teacher_of
from gugus.accounts.services.account import change_own_password, choose_language
from gugus.accounts.views.sign_in import remember_language
from gugus.people.access import MemberRequest, person_view
from gugus.people.clock import day_here
from gugus.platform.foundation.models import User
from gugus.platform.web.answers import posted, render_form, saved


@person_view()
def account(request: MemberRequest) -> HttpResponse:
    """Who I am here; the form chooses the language."""
    user = _person(request)
    form = LanguageForm(request.POST or None, initial={"language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        choose_language(user=user, language=language, now=timezone.now())
        with translation.override(language):
            messages.success(request, _("Bahasa tersimpan."))
        response = redirect("accounts:account")
        remember_language(response, language)
        return response
    page = account_page(
        user=user,
        actor=request.actor,
        language=form,
        held=roles_of(user, day_here()),
        teacher=teacher_of(user.pk, active_only=True),
    )
    return render_form(request, "accounts/account.html", page, form)


@person_view()
@sensitive_post_parameters("old", "new", "again")
def password(request: MemberRequest) -> HttpResponse:
    """Choose a new password; the session goes on, others end."""
    user = _person(request)
    if not user.has_usable_password():
        raise Http404
    form = PasswordChangeForm(posted(request), user=user)
    if saved(
        request,
        form,
        lambda: change_own_password(
            user=user,
            old=form.cleaned_data["old"],
            new=form.cleaned_data["new"],
            now=timezone.now(),
        ),
        _("Kata sandi baru tersimpan."),
    ):
        update_session_auth_hash(request, user)
        return redirect("home:start")
    page = PasswordPage(form, user.must_change_password)
    return render_form(request, "accounts/password.html", page, form)


def _person(request: MemberRequest) -> User:
    # The guard let nobody through but a signed-in person.
    return User.objects.get(pk=request.actor.user_id)
