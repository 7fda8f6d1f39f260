"""What a meeting's page offers once it took place: catching up, feedback, one's own journal."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.catchup.pages.feedback import FeedbackSummary, summary_of
from gugus.catchup.rules.feedback import FeedbackCounts
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class AfterMeeting:
    """`missed` leads an absent teacher to the packet; the summary is the recorders'."""

    missed: Link | None
    links: tuple[Link, ...]
    summary: FeedbackSummary | None


@dataclass(frozen=True)
class AfterMeetingFacts:
    """Where this person and this meeting stand."""

    packet_ready: bool
    missed: bool
    may_give: bool
    has_given: bool
    keeps_journal: bool
    summary: FeedbackCounts | None


def after_meeting(meeting: Meeting, facts: AfterMeetingFacts) -> AfterMeeting:
    """Links for what is possible now; nothing before the meeting."""
    packet, links = meeting_address(meeting, "catchup:packet"), []
    missed = facts.packet_ready and facts.missed
    if facts.packet_ready and not missed:
        links.append(Link(_("Susulan untuk yang tidak hadir"), packet))
    # Who was not there has nothing to say about it; without a record it is not known before that.
    if facts.may_give and not missed:
        title = _("Ubah umpan balik saya") if facts.has_given else _("Beri umpan balik")
        links.append(Link(title, meeting_address(meeting, "catchup:feedback")))
    if facts.keeps_journal:
        write = reverse("catchup:journal_new", args=[meeting.group.code])
        links.append(Link(_("Tulis di jurnal saya"), f"{write}?pertemuan={meeting.pk}"))
    summary = facts.summary
    return AfterMeeting(
        missed=Link(_("Baca 2 menit"), packet) if missed else None,
        links=tuple(links),
        summary=summary_of(summary) if summary is not None and summary.answers else None,
    )
