"""What the search finds of `minutes`: what was spoken about, and what was decided."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.minutes.models import Minutes
from gugus.people.registry import Viewer
from gugus.people.rules.roles import May
from gugus.platform.foundation.searchable import (
    Findable,
    IndexedTable,
    IndexedTexts,
    Searchable,
)
from gugus.platform.web.formats import short_date

_TEXTS = ("opening", "problems", "discussion")


def _all() -> QuerySet[Minutes]:
    return Minutes.objects.select_related("meeting")


def _spoken(one: Minutes) -> str:
    return "\n".join(getattr(one, name) for name in _TEXTS)


def _minutes_texts(one: Minutes) -> IndexedTexts:
    return IndexedTexts(one.meeting.group_id, "", _spoken(one), one.meeting.date)


def _decision_texts(one: Minutes) -> IndexedTexts:
    return IndexedTexts(one.meeting.group_id, one.decisions, "", one.meeting.date)


def _visible(viewer: Viewer) -> QuerySet[Minutes]:
    """Finished minutes; drafts for those who write them."""
    rows = _all().filter(meeting__group=viewer.group.pk)
    if viewer.may(May.RECORD_MEETING):
        return rows
    return rows.filter(state=Minutes.State.FINAL)


def _href(viewer: Viewer, one: Minutes) -> str:
    return reverse("minutes:minutes", args=[viewer.group.code, one.meeting_id])


def _show_minutes(viewer: Viewer, one: Minutes) -> Findable:
    title = _("Notulen: %(title)s") % {"title": one.meeting.title}
    note = short_date(one.meeting.date)
    return Findable(title, _href(viewer, one), note, text=_spoken(one))


def _show_decisions(viewer: Viewer, one: Minutes) -> Findable:
    title = _("Keputusan: %(title)s") % {"title": one.meeting.title}
    note = short_date(one.meeting.date)
    return Findable(title, _href(viewer, one), note, text=one.decisions)


SEARCHABLES = (
    Searchable(
        "keputusan",
        noop("Keputusan"),
        50,
        "minutes:minutes",
        (May.SEE_MINUTES,),
        tables=(IndexedTable("minutes.Minutes", ("decisions",)),),
        records=lambda: _all().exclude(decisions=""),
        texts=_decision_texts,
        visible=_visible,
        show=_show_decisions,
    ),
    Searchable(
        "notulen",
        noop("Notulen"),
        60,
        "minutes:minutes",
        (May.SEE_MINUTES,),
        tables=(IndexedTable("minutes.Minutes", _TEXTS),),
        records=_all,
        texts=_minutes_texts,
        visible=_visible,
        show=_show_minutes,
    ),
)
