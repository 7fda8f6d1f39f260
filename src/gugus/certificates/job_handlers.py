"""What a worker does for certificates."""

from gugus.certificates.services.issuance import JOB, issue_remaining
from gugus.platform.jobs.handle import JobHandle
from gugus.platform.jobs.handlers import JobKind, JobOutcome, register_job


def _issue(job: JobHandle) -> JobOutcome:
    issue_remaining(job)
    return JobOutcome.DONE


# One run waits for the disk while another one signs.
register_job(JobKind(JOB, _issue, at_once=lambda: 2))
