"""Approving minutes at the next meeting, correcting them afterwards, following decisions up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.rules.merge import RECORDER, WriteStamp, supersedes
from gugus.meetings.services.locks import locked_meeting
from gugus.minutes.models import Addendum, DecisionUpdate, Minutes
from gugus.minutes.rules.approval import ApprovalFault, approval_fault, decisions_of
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.steps.rules.steps import MeetingOrder


@dataclass(frozen=True)
class DecisionUpdateInput:
    """What became of one decision."""

    number: int
    state: str
    note: str
    at: datetime
    id: UUID


def approve_minutes(
    *, actor: Actor, now: datetime, minutes: Minutes, in_meeting: Meeting, at: datetime
) -> Minutes:
    """The meeting agrees to the minutes of an earlier one; twice is once, the earliest stands."""
    with transaction.atomic():
        meeting = locked_meeting(minutes.meeting)
        minutes = Minutes.objects.select_related("meeting").get(meeting=meeting)
        if minutes.approved_at is not None and minutes.approved_at <= at:
            return minutes
        _check_approvable(minutes, in_meeting, at)
        minutes.approved_at, minutes.approved_in = at, in_meeting
        minutes.save(update_fields=["approved_at", "approved_in"])
        record(
            actor.user_id,
            now,
            "minutes.approved",
            minutes,
            minutes.meeting.group_id,
            in_meeting=in_meeting.pk,
        )
    return minutes


def add_addendum(
    *, actor: Actor, now: datetime, minutes: Minutes, text: str, at: datetime
) -> Addendum:
    """Correct approved minutes: the next number beside them. The same words twice are one."""
    with transaction.atomic():
        meeting = locked_meeting(minutes.meeting)
        minutes = Minutes.objects.select_related("meeting").get(meeting=meeting)
        if minutes.approved_at is None:
            raise Refused(
                _(
                    "Notulen ini belum disahkan, jadi masih dapat diperbaiki langsung: buka kembali "
                    "dengan alasan. Tulisan Anda belum masuk."
                )
            )
        last = Addendum.objects.filter(minutes=minutes).order_by("-number").first()
        if last is not None and (last.text, last.made_by_id) == (text, actor.user_id):
            return last
        made = Addendum.objects.create(
            minutes=minutes,
            number=last.number + 1 if last else 1,
            text=text,
            # A correction is never older than what it corrects, whatever a phone says.
            made_at=max(at, minutes.approved_at),
            made_by_id=actor.user_id,
        )
        record(
            actor.user_id,
            now,
            "minutes.addendum_added",
            minutes,
            minutes.meeting.group_id,
            number=made.number,
        )
    return made


def update_decision(
    *, actor: Actor, now: datetime, minutes: Minutes, news: DecisionUpdateInput
) -> DecisionUpdate:
    """Update the status of a decision; of two updates the later counts, and is returned."""
    with transaction.atomic():
        meeting = locked_meeting(minutes.meeting)
        minutes = Minutes.objects.select_related("meeting").get(meeting=meeting)
        if minutes.state != Minutes.State.FINAL:
            raise Refused(_("Notulen itu belum selesai, jadi keputusannya belum tetap."))
        if news.number not in {one.number for one in decisions_of(minutes.decisions)}:
            raise Refused(_("Keputusan bernomor itu tidak ada di notulennya. Muat ulang halaman."))
        row = DecisionUpdate.objects.filter(minutes=minutes, number=news.number).first()
        old = WriteStamp(RECORDER, row.stamp_at, row.stamp_id) if row else None
        if row is not None and not supersedes(WriteStamp(RECORDER, news.at, news.id), old):
            return row
        row = row or DecisionUpdate(minutes=minutes, number=news.number)
        row.state, row.note, row.reported_by_id = news.state, news.note, actor.user_id
        row.stamp_at, row.stamp_id = news.at, news.id
        row.save()
        record(
            actor.user_id,
            now,
            "minutes.decision_updated",
            minutes,
            minutes.meeting.group_id,
            number=news.number,
        )
    return row


def _check_approvable(minutes: Minutes, in_meeting: Meeting, at: datetime) -> None:
    if in_meeting.state == Meeting.State.CANCELLED or in_meeting.group_id != (
        minutes.meeting.group_id
    ):
        raise Refused(_("Pertemuan yang mengesahkan tidak ditemukan, atau dibatalkan."))
    today = day_of(in_meeting.group, at)
    bar = approval_fault(
        finished=minutes.state == Minutes.State.FINAL,
        of=_sitting(minutes.meeting),
        at=_sitting(in_meeting),
        today=today,
    )
    if bar is not None:
        raise Refused(_fault_message(bar))


def _fault_message(bar: ApprovalFault) -> str:
    return {
        ApprovalFault.NOT_FINISHED: _("Notulen itu belum selesai. Selesaikan dulu, lalu sahkan."),
        ApprovalFault.OTHER_AUDIENCE: _(
            "Notulen hanya dapat disahkan oleh pertemuan dengan peserta yang sama."
        ),
        ApprovalFault.NOT_LATER: _("Notulen hanya dapat disahkan pada pertemuan sesudahnya."),
        ApprovalFault.NOT_YET_TODAY: _("Hari pertemuan yang mengesahkan belum tiba."),
    }[bar]


def _sitting(meeting: Meeting) -> MeetingOrder:
    return MeetingOrder(
        meeting.pk, meeting.date, meeting.starts_at, meeting.study_group_id, counts=True
    )
