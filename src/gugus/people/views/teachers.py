"""One teacher: look up, add, change, mark as left, bring back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.forms.numbers import nip_doubts_in_words
from gugus.people.forms.teachers import TeacherForm, TeacherLeaveForm, initial_of_teacher
from gugus.people.models import Group, Teacher
from gugus.people.pages.teacher import (
    MemberHere,
    teacher_form_page,
    teacher_leave_page,
    teacher_page,
)
from gugus.people.queries import (
    groups_of_teachers,
    had_roster,
    kept_elsewhere,
    membership_of,
    posts_of,
    roster_of,
    secretaries_of,
    study_groups_of,
)
from gugus.people.queries.members import school_ids_of
from gugus.people.registry import Viewer, person_rows
from gugus.people.rules.roles import May
from gugus.people.services import members as services
from gugus.platform.web.answers import confirm_page, done, form_page, posted, saved
from gugus.platform.web.render import render_page


@group_view(May.SEE_MEMBERS)
def teacher(request: MemberRequest, pk: int) -> HttpResponse:
    """A teacher's page; those who left are shown to whoever keeps the roster."""
    person = _teacher(request, pk)
    page = teacher_page(
        request.group,
        request.actor,
        person,
        _here(request, person),
        posts_of(request.group, person),
        study_groups_of(request.group, person),
        person_rows(Viewer(request.actor, request.group, timezone.now()), person),
    )
    return render_page(request, "people/teacher.html", page)


@group_view(May.EDIT_MEMBERS)
def teacher_new(request: MemberRequest) -> HttpResponse:
    """Add a teacher; `?sekolah=` chooses the school beforehand."""
    # After the first lists somebody new has just come.
    joined_on = today_of(request.group) if had_roster(*school_ids_of(request.group.pk)) else None
    initial = {"school": request.GET.get("sekolah"), "joined_on": joined_on}
    form = TeacherForm(request.POST or None, group=request.group, initial=initial)
    if added := saved(
        request,
        form,
        lambda: services.add_teacher(**by(request), group=request.group, values=form.cleaned_data),
    ):
        return _saved(request, added.value)
    return form_page(request, teacher_form_page(request.group, form, None))


@group_view(May.EDIT_MEMBERS)
def teacher_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what is recorded about a teacher."""
    person = _teacher(request, pk)
    initial = initial_of_teacher(person)
    form = TeacherForm(request.POST or None, group=request.group, initial=initial, stored=True)
    if changed := saved(
        request,
        form,
        lambda: services.change_teacher(
            **by(request), group=request.group, teacher=person, changes=form.changes()
        ),
    ):
        return _saved(request, changed.value)
    return form_page(request, teacher_form_page(request.group, form, person))


@group_view(May.EDIT_MEMBERS)
def teacher_leave(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then mark as left."""
    person = get_object_or_404(roster_of(request.group), pk=pk)
    initial = {"left_on": today_of(request.group)}
    form = TeacherLeaveForm(posted(request), initial=initial)
    if left := saved(
        request,
        form,
        lambda: services.mark_teacher_left(
            **by(request), group=request.group, teacher=person, left_on=form.cleaned_data["left_on"]
        ),
        lambda left: _("%(name)s ditandai keluar.") % {"name": left.name},
    ):
        return redirect("people:teacher", request.group.code, left.value.pk)
    stays = groups_of_teachers([person])[person.pk]
    others = Group.objects.filter(pk__in=stays).exclude(pk=request.group.pk)
    page = teacher_leave_page(
        request.group,
        person,
        others.values_list("name", flat=True),
        posts_of(request.group, person),
        form,
    )
    return confirm_page(request, page)


@require_POST
@group_view(May.EDIT_MEMBERS)
def teacher_restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring a teacher back."""
    person = _teacher(request, pk)
    done(
        request,
        lambda: services.restore_teacher(**by(request), group=request.group, teacher=person),
        _("%(name)s kembali tercatat sebagai anggota.") % {"name": person.name},
    )
    return redirect("people:teacher", request.group.code, person.pk)


def _teacher(request: MemberRequest, pk: int) -> Teacher:
    with_left = request.actor.may(May.EDIT_MEMBERS, request.group.pk)
    return get_object_or_404(roster_of(request.group, with_left=with_left), pk=pk)


def _here(request: MemberRequest, person: Teacher) -> MemberHere:
    group = request.group
    keeper = kept_elsewhere(group, [person]).get(person.pk)
    ask = secretaries_of(keeper, today_of(group)) if keeper is not None else ()
    return MemberHere(
        is_member=roster_of(group).filter(pk=person.pk).exists(),
        days=membership_of(group, person),
        school_is_here=school_ids_of(group.pk).filter(school=person.school_id).exists(),
        keeper=keeper,
        ask=", ".join(ask),
    )


def _saved(request: MemberRequest, person: Teacher) -> HttpResponse:
    messages.success(request, _("Data %(name)s tersimpan.") % {"name": person.name})
    doubts = nip_doubts_in_words(person.nip or "", person.sex)
    if doubts:
        words = _("NIP tersimpan, tetapi periksa lagi: %(doubts)s. Untuk PPPK ini bisa wajar.")
        messages.warning(request, words % {"doubts": "; ".join(doubts)})
    return redirect("people:teacher", request.group.code, person.pk)
