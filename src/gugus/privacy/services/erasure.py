"""A teacher is forgotten: asked for, waited for, done once and for all."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from gugus.cores.words.order import person_key
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Speaker, Teacher
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.erasure import Erasing
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.foundation.services import record
from gugus.platform.foundation.sessions import end_sessions_of
from gugus.privacy.models import Consent, ErasureRequest
from gugus.privacy.queries.held import held_about
from gugus.privacy.queries.requests import fault_of, open_request
from gugus.privacy.rules import ERASED_NAME, WAITING, ErasureFault
from gugus.privacy.services.names import forget_name, groups_around


def request_erasure(
    *, actor: Actor, now: datetime, group: Group, teacher: Teacher, own: bool
) -> ErasureRequest:
    """Ask that a teacher be forgotten; a second request is the first one."""
    with transaction.atomic():
        teacher = Teacher.objects.select_for_update().get(pk=teacher.pk)
        known = open_request(teacher)
        if known is not None:
            return known
        if not own and teacher.active:
            raise Refused(
                _("Guru ini masih anggota. Tandai keluar dahulu, atau ia sendiri meminta.")
            )
        made = ErasureRequest.objects.create(
            teacher=teacher,
            group=group,
            asked_at=now,
            asked_by_id=actor.user_id,
            own=own,
            due_on=day_of(group, now) + WAITING,
        )
        _record(actor, now, "erasure.requested", made)
    return made


def cancel_erasure(*, actor: Actor, now: datetime, request: ErasureRequest) -> ErasureRequest:
    """Take the request back while nothing is done."""
    with transaction.atomic():
        request = _open(request)
        request.cancelled_at = now
        request.save(update_fields=["cancelled_at"])
        _record(actor, now, "erasure.cancelled", request)
    return request


def erase_teacher(*, actor: Actor, now: datetime, request: ErasureRequest) -> ErasureRequest:
    """Forget the teacher for good: counts, certificates and money stay, without the person."""
    with transaction.atomic():
        request = _open(request)
        fault = fault_of(request, day_of(request.group, now))
        if fault is not None:
            raise Refused(fault_words(fault, request))
        request.outcome = dict(_forget(request.teacher))
        request.done_at, request.done_by_id = now, actor.user_id
        request.save(update_fields=["outcome", "done_at", "done_by"])
        _record(actor, now, "teacher.erased", request, rows=sum(request.outcome.values()))
    return request


def fault_words(fault: ErasureFault, request: ErasureRequest) -> str:
    """What stands in the way, and what to do."""
    return {
        ErasureFault.STILL_MEMBER: _(
            "Guru ini masih anggota, di kelompok ini atau di kelompok lain. Datanya dihapus sesudah ia "
            "keluar dari semuanya. Belum ada yang dihapus."
        ),
        ErasureFault.HOLDS_OFFICE: _(
            "Guru ini masih memegang peran. Akhiri perannya dahulu. Belum ada yang dihapus."
        ),
        ErasureFault.TOO_EARLY: _(
            "Masa tunggunya belum lewat: dapat dihapus mulai %(day)s. Belum ada yang dihapus."
        )
        % {"day": f"{request.due_on:%d/%m/%Y}"},
    }[fault]


def _forget(teacher: Teacher) -> Counter[str]:
    outcome: Counter[str] = Counter()
    media: set[int] = set()
    groups = groups_around(teacher)
    outcome["names"] = forget_name(teacher, groups)
    found = list(held_about(teacher))
    for one in found:
        media |= one.attachments()
    for one in found:
        if one.held.erasing is Erasing.DELETE:
            outcome[one.held.field] = one.rows.delete()[0]
        elif one.held.erasing is Erasing.BLANK:
            outcome[one.held.field] = one.rows.update(**one.held.values)
    outcome["media"] = _delete_media(media)
    Speaker.objects.filter(teacher=teacher).update(
        name=ERASED_NAME, sort_key=person_key(ERASED_NAME)
    )
    Consent.objects.filter(teacher=teacher, withdrawn_at=None).delete()
    _empty_rows(teacher)
    return outcome


def _delete_media(ids: Iterable[int]) -> int:
    """Pictures and recordings; one that another record still shows stays with that record."""
    gone = 0
    for pk in ids:
        try:
            with transaction.atomic():
                gone += Attachment.objects.filter(pk=pk).delete()[0]
        except ProtectedError:
            continue
    return gone


def _empty_rows(teacher: Teacher) -> None:
    """The two rows that others lead to stay, and say nothing of anybody."""
    if teacher.user_id is not None:
        user = User.objects.select_for_update().get(pk=teacher.user_id)
        user.username, user.name, user.language = f"terhapus-{user.pk}", ERASED_NAME, ""
        user.is_active, user.last_login = False, None
        user.session_epoch += 1
        user.set_unusable_password()
        user.save()
        # A session may hold a page of the journal that was just deleted, to give it back.
        end_sessions_of(user.pk)
    texts = [
        "sex",
        "employment",
        "staff_kind",
        "rank",
        "additional_duty",
        "subject",
        "qualification",
        "phone",
        "email",
    ]
    Teacher.objects.filter(pk=teacher.pk).update(
        name=ERASED_NAME,
        sort_key=person_key(ERASED_NAME),
        nuptk=None,
        nip=None,
        peg_id=None,
        class_level=None,
        user=None,
        **dict.fromkeys(texts, ""),
    )


def _open(request: ErasureRequest) -> ErasureRequest:
    found = ErasureRequest.objects.select_for_update(of=("self",)).select_related(
        "teacher", "group"
    )
    row = found.get(pk=request.pk)
    if row.done_at is not None:
        raise Refused(_("Data guru ini sudah dihapus. Ini tidak dapat dibatalkan."))
    if row.cancelled_at is not None:
        raise Refused(_("Permintaan ini sudah ditarik. Tidak ada yang dihapus."))
    return row


def _record(
    actor: Actor, now: datetime, verb: str, request: ErasureRequest, **data: object
) -> None:
    record(
        user_id=actor.user_id, now=now, verb=verb, obj=request, group_id=request.group_id, **data
    )
