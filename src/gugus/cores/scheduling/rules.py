"""Names of hard rules, so that a clash can say which of them cannot all hold."""

from dataclasses import dataclass
from enum import StrEnum


class RuleKind(StrEnum):
    """Kinds of hard rules."""

    SLOT = "slot"  # a meeting has one of its slots
    HOST = "host"  # a meeting has one of its hosts
    SPEAKER = "speaker"  # a meeting has one of its speakers
    PIN_SLOT = "pin_slot"  # a person set the slot
    PIN_HOST = "pin_host"  # a person set the host
    PIN_SPEAKER = "pin_speaker"  # a person set the speaker
    SCHOOL_OPEN = "school_open"  # a school is host only on its slots
    SPEAKER_FREE = "speaker_free"  # a speaker speaks only on free slots
    SPEAKER_LOAD = "speaker_load"  # not more than the speaker's limit
    ONE_AT_A_TIME = "one_at_a_time"  # nobody is called twice in a slot
    ORDER = "order"  # one meeting before another
    TURNS = "turns"  # each school its share of turns
    TWICE_RUNNING = "twice_running"  # no school twice running


@dataclass(frozen=True)
class HardRule:
    """One rule: its kind, and the places of what it speaks of.

    `meetings` are those that the rule binds; in a clash, those among them that it clashes over.
    A rule of turns names one school of the pool.
    """

    rule: RuleKind
    meetings: tuple[int, ...] = ()
    school: int | None = None
    speaker: int | None = None
