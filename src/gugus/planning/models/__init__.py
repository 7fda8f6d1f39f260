"""How a year gets its dates: days, ways, speakers, schedules, calendars' private addresses."""

from gugus.planning.models.calendar import (
    DayPoll,
    DayVote,
    HolidayChange,
    Occasion,
    OccasionDraft,
)
from gugus.planning.models.feed import Feed, HandedOut
from gugus.planning.models.schedule import (
    Displacement,
    Draft,
    DraftChange,
    DraftMeeting,
    Placement,
    Run,
)
from gugus.planning.models.settings import Distance, HostSettings, PlanSettings
from gugus.planning.models.speakers import Assist, Offer, Skill, SpeakerAway, SpeakerTerms

__all__ = [
    "Assist",
    "DayPoll",
    "DayVote",
    "Displacement",
    "Distance",
    "Draft",
    "DraftChange",
    "DraftMeeting",
    "Feed",
    "HandedOut",
    "HolidayChange",
    "HostSettings",
    "Occasion",
    "OccasionDraft",
    "Offer",
    "Placement",
    "PlanSettings",
    "Run",
    "Skill",
    "SpeakerAway",
    "SpeakerTerms",
]
