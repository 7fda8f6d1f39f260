"""What workers can do: each app names its kinds of jobs in `job_handlers`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gugus.platform.jobs.handle import JobHandle


class JobOutcome(StrEnum):
    """How a handler left its job."""

    DONE = "done"
    # Others wait: the rest is done when its turn comes again.
    GAVE_WAY = "gave_way"


@dataclass(frozen=True)
class JobKind:
    """A kind of job: its handler, and how many of the kind may be at work at a time.

    A handler may be ended at any moment and be begun again elsewhere, so it writes its results and
    `JobHandle.report` in one transaction and begins where the last one stopped.
    """

    name: str
    handler: Callable[[JobHandle], JobOutcome]
    at_once: Callable[[], int] = lambda: 1


_KINDS: dict[str, JobKind] = {}


def register_job(kind: JobKind) -> None:
    """Let workers do jobs of this kind."""
    _KINDS[kind.name] = kind


def job_kind(name: str) -> JobKind:
    """The kind of this name."""
    return _KINDS[name]


def job_kinds() -> Iterator[JobKind]:
    """Every kind that a worker can do."""
    return iter(_KINDS.values())
