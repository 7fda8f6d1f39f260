"""What `calendar` adds: the calendar, the question which weekday suits, its page on the phone."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.calendar.queries.polls import overdue_polls, own_votes, polls_waiting
from gugus.people.registry import (
    Answers,
    Capability,
    DemoPart,
    HomePart,
    NavPlace,
    OfflineEntry,
    OwnRecords,
    OwnRows,
    Question,
    Questions,
    Shown,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import deleted, kept
from gugus.platform.foundation.queries import count_of, first_of
from gugus.platform.web.formats import short_date
from gugus.platform.web.links import TaskLink


def _ask(viewer: Viewer) -> Questions:
    questions: dict[str, Question] = {}
    if viewer.teacher_id is not None:
        rows = polls_waiting(viewer.group, viewer.teacher_id, viewer.today)
        questions |= {"open": count_of(rows), "until": first_of(rows, "closes_on")}
    if viewer.may(May.PLAN_YEAR):
        questions["to_close"] = count_of(overdue_polls(viewer.group, viewer.today))
    return questions


def _poll(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    href = reverse("calendar:poll", args=[viewer.group.code])
    if answers.get("open"):
        until = answers["until"]
        note = _("sampai %(day)s") % {"day": short_date(until)} if until else ""
        yield TaskLink(_("Jawab: hari apa yang cocok?"), href, note)
    elif answers.get("to_close"):
        yield TaskLink(_("Tetapkan hari belajar dari jawaban guru"), href)


def _own(viewer: Viewer) -> OwnRows | None:
    return own_votes(viewer.group, viewer.teacher_id) if viewer.teacher_id else None


capability = Capability(
    held=(
        *deleted("calendar.DayVote.teacher"),
        *kept(
            "the hand that wrote it, without a name",
            "calendar.CalendarEvent.made_by",
            "calendar.HolidayException.made_by",
            "calendar.DayPoll.opened_by",
            "calendar.DayVote.by",
        ),
    ),
    tabs=(
        Tab(
            "calendar:calendar",
            noop("Kalender"),
            NavPlace.MEETINGS,
            May.SEE_GROUP,
            30,
            prefixes=("kalender/",),
            waits=("open", "to_close"),
        ),
    ),
    home=HomePart(_ask, waiting=(Shown(10, _poll),)),
    offline=(
        OfflineEntry("calendar:poll", noop("Hari apa yang cocok?"), May.OFFER_SELF, order=90),
    ),
    own_records=(
        OwnRecords(
            "weekdays",
            noop("Jawaban hari yang cocok"),
            120,
            _own,
            ("said_at", "weekday", "word", "recorded_by"),
        ),
    ),
    demo=(DemoPart("calendar", "gugus.config.example.calendar.build", after=("people",)),),
    title=noop("Kalender"),
    deeds={
        "calendar_event.added": noop("menambah acara kalender"),
        "calendar_event.changed": noop("mengubah acara kalender"),
        "calendar_event.deleted": noop("menghapus acara kalender"),
        "calendar_event.restored": noop("mengembalikan acara kalender"),
        "day_poll.answered": noop("menjawab pilihan hari"),
        "day_poll.closed": noop("menutup pilihan hari"),
        "day_poll.opened": noop("membuka pilihan hari"),
        "holiday_exception.added": noop("menetapkan tetap bertemu pada hari libur"),
        "holiday_exception.removed": noop("membatalkan bertemu pada hari libur"),
        "plan_settings.changed": noop("mengubah aturan jadwal"),
    },
    private_deeds=frozenset({"day_poll.answered"}),
    samples="gugus.calendar.tests.samples.samples",
)
