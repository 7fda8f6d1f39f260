"""A teacher agrees to a use of their data, or takes that back; taking back stops the use."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Teacher
from gugus.platform.documents.models import Attachment
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.privacy.models import Consent, Refusal
from gugus.privacy.queries.held import held_about, media_of
from gugus.privacy.rules import ConsentText


def give_consent(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    teacher: Teacher,
    words: ConsentText,
    signed_on: date | None = None,
) -> Consent:
    """Agree to these words, on the screen or with a signature of that day; twice is once."""
    if signed_on is not None and not words.since <= signed_on <= day_of(group, now):
        raise Refused(
            _("Tanggal ini mendahului bunyi persetujuannya, atau belum tiba. Periksa tanggalnya."),
            "signed_on",
        )
    given_at = _midday(group, signed_on) if signed_on else now
    with transaction.atomic():
        Teacher.objects.select_for_update().get(pk=teacher.pk)
        known = Consent.objects.filter(teacher=teacher, use=words.use, withdrawn_at=None).first()
        if known is not None:
            return known
        refused = Refusal.objects.filter(teacher=teacher, use=words.use)
        if refused.filter(since__gt=given_at).exists():
            raise Refused(
                _(
                    "Guru ini menarik persetujuannya sesudah tanggal itu. Belum ada yang tersimpan. "
                    "Mintalah tanda tangan yang baru."
                ),
                "signed_on",
            )
        made = Consent.objects.create(
            teacher=teacher,
            use=words.use,
            text=words.text,
            text_since=words.since,
            given_at=given_at,
            how=Consent.How.PAPER if signed_on else Consent.How.SCREEN,
            recorded_by_id=actor.user_id,
        )
        refused.delete()
        record(
            user_id=actor.user_id,
            now=now,
            verb="consent.given",
            obj=made,
            group_id=group.pk,
            use=words.use,
        )
    return made


def _midday(group: Group, day: date) -> datetime:
    """No hour is known of a paper; noon is that day in every zone of the country."""
    return datetime.combine(day, time(12), ZoneInfo(group.time_zone))


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


def refuse_contact(teacher: Teacher) -> None:
    """A number that was just typed, though its teacher does not want it to be held."""
    typed = teacher.phone or teacher.email
    if typed and Refusal.objects.filter(teacher=teacher, use=Consent.Use.CONTACT).exists():
        raise Refused(
            _(
                "%(name)s tidak setuju nomor HP dan emailnya disimpan. Belum ada yang tersimpan. "
                "Kosongkan keduanya, atau mintalah persetujuannya dulu."
            )
            % {"name": teacher.name},
            "phone",
        )


def refuse_media(teacher_id: int | None, user_id: int | None) -> None:
    """A picture or recording that was just handed in by or for somebody who wants none to be held."""
    meant = Q(teacher=teacher_id) | Q(teacher__user=user_id, teacher__user__isnull=False)
    refused = Refusal.objects.filter(meant, use=Consent.Use.MEDIA).select_related("teacher")
    # Since they refused, none is held: whatever is found was written just now.
    for one in refused:
        if media_of(one.teacher).exists():
            raise Refused(
                _(
                    "%(name)s tidak setuju foto dan rekaman suaranya disimpan, jadi belum ada yang "
                    "tersimpan. Kirim lagi tanpa foto dan rekaman, atau setujui dulu di “Hak atas "
                    "data saya”."
                )
                % {"name": one.teacher.name},
                "photo",
            )


def keep_refusals() -> None:
    """After teachers were written: numbers that are not wanted go again."""
    refused = Refusal.objects.filter(use=Consent.Use.CONTACT).values("teacher_id")
    rows = Teacher.objects.filter(pk__in=refused)
    rows.exclude(Q(phone="") & Q(email="")).update(phone="", email="")
