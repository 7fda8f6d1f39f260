"""Who asked to be forgotten, who consented to what, what leaked."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from gugus.people.models import Group, Teacher
from gugus.people.queries import former_members_of, holds_office
from gugus.privacy.models import Breach, Consent, ErasureRequest
from gugus.privacy.rules import ErasureFault, erasure_fault


def open_request(teacher: Teacher) -> ErasureRequest | None:
    """The request of a teacher that was neither taken back nor carried out."""
    return ErasureRequest.objects.filter(teacher=teacher, cancelled_at=None, done_at=None).first()


def open_request_of(user_id: int) -> ErasureRequest | None:
    """The same for a login, whoever it belongs to and whether they left or not."""
    rows = ErasureRequest.objects.filter(cancelled_at=None, done_at=None)
    return rows.filter(teacher__user_id=user_id).select_related("group").first()


def requests_of(group: Group) -> QuerySet[ErasureRequest]:
    """A group's requests, the latest first."""
    rows = ErasureRequest.objects.filter(group=group, cancelled_at=None)
    return rows.select_related("teacher__school")


def askable(group: Group) -> QuerySet[Teacher]:
    """Former members for whom nobody asked yet, and who are not forgotten."""
    asked = ErasureRequest.objects.filter(cancelled_at=None).values("teacher_id")
    return former_members_of(group).exclude(pk__in=asked).filter(active=False)


def fault_of(request: ErasureRequest, today: date) -> ErasureFault | None:
    """What keeps this request from being carried out today."""
    teacher = request.teacher
    return erasure_fault(
        active=teacher.active,
        holds_office=teacher.user_id is not None and holds_office(teacher.user_id, today),
        due_on=request.due_on,
        today=today,
    )


def standing_consents(teacher: Teacher) -> dict[str, Consent]:
    """By use: what the teacher agreed to and did not take back."""
    return {one.use: one for one in Consent.objects.filter(teacher=teacher, withdrawn_at=None)}


def consents_of(teacher: Teacher) -> QuerySet[Consent]:
    """All of them, also those taken back."""
    return Consent.objects.filter(teacher=teacher)


def breaches_of(group: Group) -> QuerySet[Breach]:
    """A group's leaks, the latest first."""
    return Breach.objects.filter(group=group)


def ready_requests(requests: Iterable[ErasureRequest], today: date) -> frozenset[int]:
    """Those that may be carried out today."""
    waiting = (one for one in requests if one.done_at is None)
    return frozenset(one.pk for one in waiting if fault_of(one, today) is None)
