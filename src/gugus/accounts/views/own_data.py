"""One's own data: to read, and to take along."""

from django.http import HttpResponse, JsonResponse

from gugus.accounts.pages.own_data import own_data_page
from gugus.accounts.pages.own_keys import own_keys, own_sign_ins
from gugus.accounts.queries import (
    keys_of,
    own_data_document,
    password_resets_of,
    posts_in_groups,
    record_keepers,
    sign_ins_of,
    teacher_of,
)
from gugus.people.access import MemberRequest, person_view
from gugus.people.clock import day_here
from gugus.people.models import Teacher
from gugus.platform.foundation.models import User
from gugus.platform.web.render import render_page


@person_view()
def own_data(request: MemberRequest) -> HttpResponse:
    """What is recorded about me, and whom to ask for a correction."""
    user, teacher = _own(request)
    posts = posts_in_groups(teacher) if teacher else ()
    keepers = record_keepers(teacher, day_here()) if teacher else ()
    page = own_data_page(
        user,
        teacher,
        posts,
        keepers,
        own_keys(keys_of(user.pk), password_resets_of(user.pk)),
        own_sign_ins(sign_ins_of(user.pk)[:20]),
    )
    return render_page(request, "accounts/own_data.html", page)


@person_view()
def own_data_download(request: MemberRequest) -> HttpResponse:
    """The same as a JSON file."""
    user, teacher = _own(request)
    document = own_data_document(user, teacher, day_here())
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return response


def _own(request: MemberRequest) -> tuple[User, Teacher | None]:
    user = User.objects.get(pk=request.actor.user_id)
    return user, teacher_of(user.pk)
