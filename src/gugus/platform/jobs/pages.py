"""How far a job is, as all pages show it."""

from dataclasses import dataclass

from gugus.platform.jobs.queries import JobStatus


@dataclass(frozen=True)
class JobProgress:
    """The part of a page that is asked for again (`again`) until the work is done.

    `place` in the line; 0 once it is at work, or begins at once. `resume` is where broken-off work goes on.
    """

    done: int
    total: int
    place: int
    broken_off: bool
    every: int
    again: str
    resume: str


def job_progress(status: JobStatus, *, again: str, resume: str) -> JobProgress:
    """A status with what the page does about it; one that waits is asked for less often."""
    return JobProgress(
        done=status.done,
        total=status.total,
        place=status.place,
        broken_off=status.broken_off,
        every=3 if status.place else 1,
        again=again,
        resume=resume,
    )
