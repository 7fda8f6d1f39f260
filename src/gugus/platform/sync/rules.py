"""Reading what a phone sent, and setting its clock right: values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from gugus.platform.web.clean_input import LARGEST_NUMBER, clean_json, clean_text

# A phone sends at most this many commands at once.
MAX_COMMANDS = 200
# Two clocks that differ by less than this agree: a slow network explains it.
_AGREE = timedelta(minutes=2)
# Nothing that waited longer on a phone is dated further back than this.
MAX_AGE = timedelta(days=120)


class BatchFault(StrEnum):
    """Why something that was sent cannot be read."""

    NOT_A_BATCH = "not_a_batch"
    TOO_MANY = "too_many"
    NOT_A_COMMAND = "not_a_command"


class BatchError(ValueError):
    """What was sent is no batch of commands."""

    def __init__(self, fault: BatchFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class SentCommand:
    """One command as it was sent; `person` is whom the phone says it belongs to."""

    id: UUID
    kind: str
    group_code: str
    person: int
    seq: int
    made_at: datetime | None
    body: Mapping[str, Any]
    # What the phone knew of the server's clock as it was made: the last time that the server had
    # told before, and what the server's clock would show by it.
    heard_at: datetime | None = None
    reckoned_at: datetime | None = None


@dataclass(frozen=True)
class MomentOfWriting:
    """When something was done, by the server's clock; a moved clock leaves only a best guess."""

    at: datetime
    is_clock_moved: bool = False


@dataclass(frozen=True)
class Batch:
    """Commands of one phone in the order in which they were made.

    An entry that cannot be read stands as the id that it claims, so that it can be answered.
    """

    device: UUID
    sent_at: datetime | None
    commands: tuple[SentCommand | str, ...]


def read_batch(data: object) -> Batch:
    """Read a decoded JSON body; raise `BatchError` when it is no batch at all."""
    if not isinstance(data, dict) or not isinstance(data.get("commands"), list):
        raise BatchError(BatchFault.NOT_A_BATCH)
    if len(data["commands"]) > MAX_COMMANDS:
        raise BatchError(BatchFault.TOO_MANY)
    device = _uuid(data.get("device"))
    if device is None:
        raise BatchError(BatchFault.NOT_A_BATCH)
    commands = tuple(_command(entry) for entry in data["commands"])
    return Batch(device, read_time(data.get("sent_at")), commands)


def _command(entry: object) -> SentCommand | str:
    if not isinstance(entry, dict):
        return ""
    known = _uuid(entry.get("id"))
    kind, body, seq = entry.get("kind"), entry.get("body"), entry.get("seq")
    group, person = entry.get("group", ""), entry.get("person")
    whole = (
        known is not None
        and isinstance(kind, str)
        and 0 < len(kind) <= 60
        and isinstance(body, dict)
        and _is_number(seq)
        and _is_number(person)
        and isinstance(group, str)
        and len(group) <= 40
    )
    try:
        clean = clean_json(body)
    except ValueError:
        whole = False
    if not whole:
        said = entry.get("id", "")
        return clean_text(said)[:60] if isinstance(said, str) else ""
    times = (read_time(entry.get(name)) for name in ("made_at", "heard_at", "reckoned_at"))
    made_at, heard_at, reckoned_at = times
    return SentCommand(
        known, clean_text(kind), clean_text(group), person, seq, made_at, clean,  # type: ignore[arg-type]
        heard_at, reckoned_at,
    )  # fmt: skip


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LARGEST_NUMBER


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) and len(value) <= 45 else None
    except ValueError:
        return None


def read_time(value: object) -> datetime | None:
    """An ISO time with its offset, or None: a phone's clock may show anything."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
        return found.astimezone(UTC) if found is not None and found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def corrected_time(made_at: datetime | None, sent_at: datetime | None, now: datetime) -> datetime:
    """When something was done, by the server's clock.

    How long ago it was is told by one and the same phone's clock, so a clock that is wrong by days
    does no harm. Never in the future; without an answer from the clock: now.

    >>> from datetime import datetime, timedelta, UTC
    >>> now = datetime(2026, 11, 21, 15, tzinfo=UTC)
    >>> wrong = now - timedelta(days=400)
    >>> str(corrected_time(wrong - timedelta(hours=2), wrong, now))
    '2026-11-21 13:00:00+00:00'
    """
    if made_at is None or sent_at is None:
        return now
    waited = sent_at - made_at
    # A clock that was set back in between says that it was done after it was sent.
    return now - min(max(waited, timedelta(0)), MAX_AGE)


def moment_of_writing(
    sent: SentCommand, sent_at: datetime | None, now: datetime
) -> MomentOfWriting:
    """When a command was made, also when the phone's clock was set before it was sent.

    Two reckonings: by how long the phone says it waited, and by how the phone's clock stood to the
    server's when they last spoke before. They differ only if the phone's clock was set in between,
    as phones do by themselves when they find a network again. Then the second holds, unless it
    lies in the future. Nothing is older than what the phone had already heard from the server.
    """
    waited = corrected_time(sent.made_at, sent_at, now)
    heard, reckoned = sent.heard_at, sent.reckoned_at
    if heard is None or reckoned is None or heard > now:
        return MomentOfWriting(waited)
    oldest = max(heard, now - MAX_AGE)
    if abs(reckoned - waited) <= _AGREE:
        return MomentOfWriting(max(waited, oldest))
    if reckoned > now + _AGREE:
        return MomentOfWriting(max(waited, oldest), is_clock_moved=True)
    return MomentOfWriting(min(max(reckoned, oldest), now), is_clock_moved=True)
