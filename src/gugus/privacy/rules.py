"""Waiting before somebody is forgotten; the clock of a leak; texts and offices by their day."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

# Long enough to come back to it, and within what a request may take.
WAITING = timedelta(days=14)
# What stands where a name stood.
ERASED_NAME = "Guru (data dihapus)"
_DATA = Path(__file__).parent / "data"


class ErasureFault(StrEnum):
    """What keeps somebody from being forgotten today."""

    STILL_MEMBER = "still_member"
    TOO_EARLY = "too_early"
    HOLDS_OFFICE = "holds_office"


def erasure_fault(
    *, active: bool, holds_office: bool, due_on: date, today: date
) -> ErasureFault | None:
    """The first thing that stands in the way."""
    if active:
        return ErasureFault.STILL_MEMBER
    if holds_office:
        return ErasureFault.HOLDS_OFFICE
    return ErasureFault.TOO_EARLY if today < due_on else None


@dataclass(frozen=True)
class ConsentText:
    """The words that are agreed to from a day on."""

    use: str
    since: date
    text: str


@dataclass(frozen=True)
class BreachRules:
    """What the law asks after a leak, from a day on."""

    since: date
    hours: int
    source: str
    agency: tuple[str, ...]
    tell: tuple[str, ...]
    public: str


@cache
def _read(name: str) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = json.loads((_DATA / name).read_text(encoding="utf-8"))
    return found


def consent_texts() -> list[ConsentText]:
    """All words that ever were in use, the oldest first."""
    texts = (
        ConsentText(one["use"], date.fromisoformat(one["since"]), one["text"])
        for one in _read("consents.json")
    )
    return sorted(texts, key=lambda one: one.since)


def consent_text(use: str, day: date) -> ConsentText:
    """The words in use on a day: the newest, or the first ones before they began."""
    texts = [one for one in consent_texts() if one.use == use]
    return next((one for one in reversed(texts) if one.since <= day), texts[0])


def breach_rules(day: date) -> BreachRules:
    """What holds on a day."""
    rules = [
        BreachRules(
            date.fromisoformat(one["since"]),
            one["hours"],
            one["source"],
            tuple(one["agency"]),
            tuple(one["tell"]),
            one["public"],
        )
        for one in _read("breach.json")
    ]
    rules.sort(key=lambda one: one.since)
    return next((one for one in reversed(rules) if one.since <= day), rules[0])


@dataclass(frozen=True)
class BreachClock:
    """How long is left to tell everybody; negative once it is late."""

    until: datetime
    hours_left: int

    @property
    def late(self) -> bool:
        """The time is over."""
        return self.hours_left < 0


def breach_clock(known_at: datetime, now: datetime, hours: int) -> BreachClock:
    """Counted from the moment of knowing, whole hours, rounded down."""
    until = known_at + timedelta(hours=hours)
    return BreachClock(until, int((until - now).total_seconds() // 3600))
