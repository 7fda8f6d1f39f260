"""What an outside evaluator may look at: the records that the invitation names, until its last day."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse

from gugus.accounts.queries import invitations_of
from gugus.people.access import MemberRequest, person_view
from gugus.people.clock import clock_of, day_here
from gugus.people.rules.roles import May

SubjectView = Callable[[MemberRequest, str], HttpResponse]


def subject_view(kind: str) -> Callable[[SubjectView], Callable[..., HttpResponse]]:
    """Guard a page of one record, outside any group: whoever is invited to it today, else 404.

    The view takes the record's key; the request knows the group that invited.
    """

    def guard(view: SubjectView) -> Callable[..., HttpResponse]:
        @wraps(view)
        @person_view(May.SEE_INVITED)
        def guarded(request: MemberRequest, key: str) -> HttpResponse:
            rows = invitations_of(request.actor.user_id, day_here())
            found = rows.filter(subject_kind=kind, subject_key=key).first()
            if found is None or found.group is None:
                raise Http404
            with clock_of(found.group):
                # The day where the group lives decides, as everywhere.
                if found.until is None or found.until < day_here():
                    raise Http404
                request.group = found.group
                return view(request, key)

        guarded.anyof = frozenset({May.SEE_INVITED})  # type: ignore[attr-defined]
        guarded.scope = "subject"  # type: ignore[attr-defined]
        return cast(Callable[[HttpRequest, str], HttpResponse], guarded)

    return guard
