"""Plan against actual: one row of figures; what is undefined is None and never 0."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanAndSpent:
    """What was planned and what was spent."""

    planned: int = 0
    spent: int = 0

    @property
    def rest(self) -> int:
        """What is left of the plan; less than nothing when it was passed."""
        return self.planned - self.spent

    @property
    def percent(self) -> float | None:
        """Spent of planned; None where nothing was planned."""
        return 100 * self.spent / self.planned if self.planned else None

    def __add__(self, other: "PlanAndSpent") -> "PlanAndSpent":
        return PlanAndSpent(self.planned + other.planned, self.spent + other.spent)


@dataclass(frozen=True)
class PersonHours:
    """What sat together, and what that cost: minutes of all who came, meetings, persons."""

    spent: int = 0
    minutes: int = 0
    meetings: int = 0
    people: int = 0

    @property
    def hours(self) -> float | None:
        """Person-hours; None where nobody's attendance is known."""
        return self.minutes / 60 if self.minutes else None

    @property
    def cost(self) -> int | None:
        """Rupiah for an hour of one person, rounded half up; None without any hour."""
        return (self.spent * 120 + self.minutes) // (2 * self.minutes) if self.minutes else None
