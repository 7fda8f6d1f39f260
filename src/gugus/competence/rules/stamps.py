"""Which of two answers to one statement is kept, independent of which device sent first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, order=True)
class AnswerStamp:
    """When something was tapped, and by which command."""

    at: datetime
    id: UUID


def newer_values(
    values: Mapping[int, int], stamp: AnswerStamp, known: Mapping[int, AnswerStamp | None]
) -> dict[int, int]:
    """The values that take the place of what is known by key: later ones, and where none is known.

    So two phones end alike in whatever order their taps arrive, and a tap that arrives twice
    changes nothing.
    """
    kept = {key: old for key, old in known.items() if old is not None}
    return {key: value for key, value in values.items() if key not in kept or kept[key] < stamp}
