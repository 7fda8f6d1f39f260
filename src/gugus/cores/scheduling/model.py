"""The solver's model: its variables, and constraints with the meetings that they bind."""

from dataclasses import dataclass, field
from typing import Any

from gugus.cores.scheduling.problem import Meeting
from gugus.cores.scheduling.rules import HardRule


@dataclass
class SolverModel:
    """The solver's model with its variables.

    By place of the meeting: `slot`, `host`, `speaker` hold a truth value for each choice, `day`
    the slot's day (`Problem.day_of`). `switches` make rules hold.
    """

    cp: Any
    slot: list[dict[int, Any]] = field(default_factory=list)
    host: list[dict[int, Any]] = field(default_factory=list)
    speaker: list[dict[int, Any]] = field(default_factory=list)
    day: list[Any] = field(default_factory=list)
    # By kind of meeting (who travels): how often each school is host.
    turns: list[tuple[Meeting, dict[int, Any]]] = field(default_factory=list)
    switches: dict[HardRule, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RuleConstraint:
    """A constraint of a rule, and the meetings that it binds."""

    meetings: tuple[int, ...]
    constraint: Any
