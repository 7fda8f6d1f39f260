"""What the example's speakers can do, when not, and which members have offered to help."""

from datetime import datetime, timedelta

from gugus.competence.models import Item
from gugus.config.example.people import example_group, example_teachers
from gugus.meetings.models import Meeting
from gugus.people.clock import day_here, year_here
from gugus.people.models import Speaker
from gugus.people.rules.years import school_year_bounds
from gugus.platform.foundation.models import User
from gugus.programme.models import Line
from gugus.speakers.models import HelpOffer, MeetingAssistant, Skill, SpeakerAbsence, SpeakerTerms

_HELPER, _CO, _PRESENTER = Skill.Level.HELPER, Skill.Level.CO_PRESENTER, Skill.Level.PRESENTER
# Position, items by their code, topics, most in a year, weekdays.
_SPEAKERS: tuple[
    tuple[str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], int, list[int]], ...
] = (
    (
        "Kepala UPTD",
        (("9", _PRESENTER), ("10", _PRESENTER)),
        (("Penilaian dan evaluasi", _PRESENTER),),
        6,
        [1, 2, 3],
    ),
    (
        "Pengawas TK/SD",
        (("12", _PRESENTER), ("14", _CO)),
        (("Penelitian tindakan kelas", _PRESENTER),),
        8,
        [2, 3],
    ),
    (
        "Guru pemandu",
        (("4", _PRESENTER), ("7", _CO), ("13", _CO), ("1", _HELPER)),
        (("Media audio-visual", _CO),),
        10,
        [],
    ),
)
# Places on the roster, item, level: members who said that they will help.
_OFFERS = ((3, "14", _HELPER), (7, "3", _CO), (17, "9", _HELPER), (22, "13", _HELPER))


def build(now: datetime) -> None:
    """Skills, terms, days away; one held meeting with speaker and co-presenter; four offers."""
    items = {item.code: item for item in Item.objects.filter(framework__code="pkg-14")}
    known = {one.position: one for one in Speaker.objects.filter(groups=example_group())}
    since = school_year_bounds(year_here())[0] - timedelta(days=300)
    for position, levels, topics, most, weekdays in _SPEAKERS:
        speaker = known[position]
        for code, level in levels:
            Skill.objects.create(speaker=speaker, item=items[code], level=level, since=since)
        for topic, level in topics:
            Skill.objects.create(speaker=speaker, topic=topic, level=level, since=since)
        SpeakerTerms.objects.create(speaker=speaker, most_a_year=most, weekdays=weekdays)
    away = day_here(now) + timedelta(days=40)
    SpeakerAbsence.objects.create(
        speaker=known["Pengawas TK/SD"],
        first_day=away,
        last_day=away + timedelta(days=4),
        note="Rapat dinas",
    )
    _served(known["Guru pemandu"])
    _assisted(known["Pengawas TK/SD"], now)
    teachers = example_teachers()
    HelpOffer.objects.bulk_create(
        HelpOffer(
            teacher=teachers[at], item=items[code], willing=True, level=level, answered_at=now
        )
        for at, code, level in _OFFERS
    )


def _second_held() -> Meeting:
    return Meeting.objects.filter(group=example_group(), state=Meeting.State.HELD).order_by("date")[
        1
    ]


def _served(speaker: Speaker) -> None:
    meeting = _second_held()
    meeting.speaker, meeting.speaker_note = speaker, ""
    meeting.line = Line.objects.filter(
        programme__group=example_group(),
        programme__school_year=year_here(),
        kind=Line.Kind.ROUTINE,
    ).first()
    meeting.save(update_fields=["speaker", "speaker_note", "line"])


def _assisted(speaker: Speaker, now: datetime) -> None:
    MeetingAssistant.objects.create(
        meeting=_second_held(),
        speaker=speaker,
        part=MeetingAssistant.Part.CO_PRESENTER,
        named_at=now,
        named_by=User.objects.get(username="sekretaris"),
    )
