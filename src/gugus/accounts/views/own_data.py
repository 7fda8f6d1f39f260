"""One's own data: to read, and to take along."""

from django.http import HttpResponse, JsonResponse

from gugus.accounts.pages.own_data import own_data_document, own_data_page
from gugus.people.access import MemberRequest, person_view
from gugus.people.clock import day_here
from gugus.people.models import Teacher
from gugus.platform.foundation.models import User
from gugus.platform.web.render import render_page


@person_view()
def own_data(request: MemberRequest) -> HttpResponse:
    """What is recorded about me, and whom to ask for a correction."""
    user, teacher = _own(request)
    page = own_data_page(user, teacher, day_here())
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
    return user, Teacher.objects.select_related("school").filter(user=user).first()
