"""What the search finds of meetings: the meetings themselves, and the letters that called them."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.meetings.models import Meeting
from gugus.meetings.queries import meetings_of
from gugus.people.registry import Viewer
from gugus.people.rules.roles import May
from gugus.platform.foundation.searchable import (
    Findable,
    IndexedTable,
    IndexedTexts,
    Searchable,
)
from gugus.platform.web.formats import short_date

_TEXTS = ("title", "agenda", "place_note", "date")


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.all()


def _meeting_texts(one: Meeting) -> IndexedTexts:
    return IndexedTexts(one.group_id, one.title, f"{one.agenda}\n{one.place_note}", one.date)


def _visible_meetings(viewer: Viewer) -> QuerySet[Meeting]:
    return meetings_of(viewer.group)


def _show_meeting(viewer: Viewer, one: Meeting) -> Findable:
    facts = [short_date(one.date), one.study_group.name if one.study_group else ""]
    facts.append(_("dibatalkan") if one.state == Meeting.State.CANCELLED else "")
    text = f"{one.agenda}\n{one.place_note}"
    href = reverse("agenda:meeting", args=[viewer.group.code, one.pk])
    return Findable(one.title, href, " · ".join(filter(None, facts)), text=text)


def _called() -> QuerySet[Meeting]:
    return Meeting.objects.exclude(invitation=None).select_related("invitation")


def _letter_texts(one: Meeting) -> IndexedTexts:
    assert one.invitation is not None
    named = f"{_INVITATION} {one.title}"
    return IndexedTexts(one.group_id, named, one.invitation.text, one.date)


def _visible_letters(viewer: Viewer) -> QuerySet[Meeting]:
    return meetings_of(viewer.group).exclude(invitation=None).select_related("invitation")


def _show_letter(viewer: Viewer, one: Meeting) -> Findable:
    assert one.invitation is not None
    title = _("Undangan: %(title)s") % {"title": one.title}
    href = reverse("agenda:paper_invitation", args=[viewer.group.code, one.pk, "pdf"])
    return Findable(title, href, f"{one.invitation.text} · {short_date(one.invitation.dated)}")


# The word by which a letter is looked for, in whichever language the page is read.
_INVITATION = "Undangan invitation surat"
SEARCHABLES = (
    Searchable(
        "pertemuan",
        noop("Pertemuan"),
        40,
        "agenda:meeting",
        (May.SEE_GROUP,),
        tables=(IndexedTable("meetings.Meeting", _TEXTS),),
        records=_meetings,
        texts=_meeting_texts,
        visible=_visible_meetings,
        show=_show_meeting,
    ),
    Searchable(
        "undangan",
        noop("Surat undangan"),
        100,
        "agenda:paper_invitation",
        (May.SEE_MINUTES,),
        tables=(IndexedTable("meetings.Meeting", ("title", "date", "invitation")),),
        records=_called,
        texts=_letter_texts,
        visible=_visible_letters,
        show=_show_letter,
    ),
)
