"""What workers can do: each app names its kinds of jobs, and its upkeep, in `job_handlers`."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import DatabaseError

from gugus.platform.jobs.handle import JobHandle

logger = logging.getLogger(__name__)


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
# Does a part of what there is to do; how much that was.
Upkeep = Callable[[], int]
_UPKEEP: list[Upkeep] = []


def register_job(kind: JobKind) -> None:
    """Let workers do jobs of this kind."""
    _KINDS[kind.name] = kind


def job_kind(name: str) -> JobKind:
    """The kind of this name."""
    return _KINDS[name]


def job_kinds() -> Iterator[JobKind]:
    """Every kind that a worker can do."""
    return iter(_KINDS.values())


def register_upkeep(work: Upkeep) -> None:
    """Let workers do this by the way: short, harmless when repeated, asked for by nobody."""
    if work not in _UPKEEP:
        _UPKEEP.append(work)


def do_upkeep() -> bool:
    """A part of everything that is done by the way; true when more may be waiting.

    What goes wrong is logged and tried again the next time: the worker has others to serve.
    """
    return any([_done(work) for work in _UPKEEP])


def _done(work: Upkeep) -> int:
    try:
        return work()
    except DatabaseError:
        raise
    except Exception:
        logger.exception("Upkeep failed: %s", work)
        return 0
