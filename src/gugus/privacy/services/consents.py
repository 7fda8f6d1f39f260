"""A teacher agrees to a use of their data, or takes that back; taking back stops the use."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError, Q

from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Teacher
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.services import record
from gugus.privacy.models import Consent, Refusal
from gugus.privacy.queries.held import held_about
from gugus.privacy.rules import consent_text


def give_consent(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    teacher: Teacher,
    use: Consent.Use,
    how: Consent.How = Consent.How.SCREEN,
) -> Consent:
    """Agree to the words in use today; twice is once."""
    with transaction.atomic():
        Teacher.objects.select_for_update().get(pk=teacher.pk)
        known = Consent.objects.filter(teacher=teacher, use=use, withdrawn_at=None).first()
        if known is not None:
            return known
        words = consent_text(use, day_of(group, now))
        made = Consent.objects.create(
            teacher=teacher,
            use=use,
            text=words.text,
            text_since=words.since,
            given_at=now,
            how=how,
            recorded_by_id=actor.user_id,
        )
        Refusal.objects.filter(teacher=teacher, use=use).delete()
        record(
            user_id=actor.user_id,
            now=now,
            verb="consent.given",
            obj=made,
            group_id=group.pk,
            use=use,
        )
    return made


def withdraw_consent(
    *, actor: Actor, now: datetime, group: Group, teacher: Teacher, use: Consent.Use
) -> None:
    """Take it back: what rested on it goes, and nothing of the kind is written again."""
    with transaction.atomic():
        teacher = Teacher.objects.select_for_update().get(pk=teacher.pk)
        rows = Consent.objects.filter(teacher=teacher, use=use, withdrawn_at=None)
        rows.update(withdrawn_at=now)
        Refusal.objects.get_or_create(teacher=teacher, use=use, defaults={"since": now})
        stop_use(teacher, use)
        record(
            user_id=actor.user_id,
            now=now,
            verb="consent.withdrawn",
            obj=teacher,
            group_id=group.pk,
            use=use,
        )


def stop_use(teacher: Teacher, use: str) -> None:
    """Remove what a teacher no longer wants to be held."""
    if use == Consent.Use.CONTACT:
        Teacher.objects.filter(pk=teacher.pk).update(phone="", email="")
        return
    ids: set[int] = set()
    for one in held_about(teacher):
        ids |= one.attachments()
        for name in one.media:
            one.rows.update(**{name: None})
    for pk in ids:
        try:
            with transaction.atomic():
                Attachment.objects.filter(pk=pk).delete()
        except ProtectedError:
            continue


def keep_refusals() -> None:
    """After teachers were written: numbers that are not wanted go again."""
    refused = Refusal.objects.filter(use=Consent.Use.CONTACT).values("teacher_id")
    rows = Teacher.objects.filter(pk__in=refused)
    rows.exclude(Q(phone="") & Q(email="")).update(phone="", email="")
