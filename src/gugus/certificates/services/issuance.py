"""Issuing a run: a list is fixed, then a job goes down it, one certificate at a time.

The certificates that the run has are its place in the list. Each is written with its number in one
transaction, with the run held: so work that was broken off goes on where it stopped, and two workers
on one run take turns, without a double or a gap.
"""

import json
import secrets
import uuid
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.certificates.models import Certificate, CertificateRun, SigningKey
from gugus.certificates.papers.certificate import award_of, kept_letterhead, subject_of
from gugus.certificates.queries import certificate_preview
from gugus.certificates.rules.eligibility import ALPHABET, CODE_LETTERS
from gugus.certificates.rules.facts import (
    CertificateFacts,
    certificate_plan_of,
    recipient_of,
    to_json,
)
from gugus.certificates.services.runs import check_activity, locked_draft_run, locked_run
from gugus.certificates.services.signing_keys import ensure_key
from gugus.cores.credentials import PrivateKey, sign_document, unsigned_badge
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.platform.documents.models import Letter
from gugus.platform.documents.services import issue_letter
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.jobs.handle import JobHandle
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.queries import is_broken_off, latest_job
from gugus.platform.jobs.services.queue import enqueue, run_now

State = CertificateRun.State
# So many are issued within the request: under half a second.
MAX_IN_REQUEST = 10
JOB = "certificates"


def issue_run(
    *, actor: Actor, now: datetime, run: CertificateRun, expected: int, wait: bool = False
) -> CertificateRun:
    """Fix who gets a certificate and begin; `expected` is how many the person was shown.

    Many are issued by the worker, unless the caller will `wait`.
    """
    with transaction.atomic():
        run = locked_draft_run(run)
        plan = certificate_plan_of(run.plan)
        check_activity(plan.activity)
        entries = certificate_preview(run.group, plan, day_of(run.group, now)).entries
        _check(entries_now=len(entries), expected=expected)
        run.people = [to_json(entry) for entry in entries]
        run.state = State.RUNNING
        run.save(update_fields=["people", "state"])
        record(actor.user_id, now, "certificate_run.issued", run, run.group_id)
        job = _enqueue(run, actor.user_id, now)
    _run_if_small(job, wait=wait)
    return run


def resume_run(*, actor: Actor, now: datetime, run: CertificateRun) -> CertificateRun:
    """Go on with a run that was broken off; one that still works is left alone."""
    with transaction.atomic():
        run = locked_run(run.pk)
        if run.state != State.RUNNING or not is_broken_off(latest_job(run), now):
            return run
        record(actor.user_id, now, "certificate_run.resumed", run, run.group_id)
        job = _enqueue(run, actor.user_id, now)
    _run_if_small(job)
    return run


def _check(*, entries_now: int, expected: int) -> None:
    if not entries_now:
        raise Refused(_("Belum ada yang memenuhi syarat, jadi tidak ada yang diterbitkan."))
    if entries_now != expected:
        raise Refused(
            _(
                "Belum diterbitkan: sejak halaman ini dibuka, yang berhak berubah dari %(shown)s "
                "menjadi %(now)s orang. Periksa lagi daftarnya, lalu terbitkan."
            )
            % {"shown": expected, "now": entries_now}
        )


def _enqueue(run: CertificateRun, user_id: int, now: datetime) -> Job:
    return enqueue(kind=JOB, subject=run, user_id=user_id, now=now, total=len(run.people))


def _run_if_small(job: Job, *, wait: bool = False) -> None:
    if wait or job.total <= MAX_IN_REQUEST:
        run_now(job)


def issue_remaining(job: JobHandle) -> None:
    """Make what is still missing; broken off at any point, it goes on from there."""
    while _issue_next(job):
        pass


def _issue_next(job: JobHandle) -> bool:
    """Make one certificate; False when there is nothing more to do."""
    with transaction.atomic():
        run = locked_run(job.subject_id)
        if run.state != State.RUNNING:
            return False
        made = Certificate.objects.filter(run=run, replaces=None).count()
        activity = certificate_plan_of(run.plan).activity
        entry = recipient_of(run.people[made])
        facts = CertificateFacts(activity, entry, kept_letterhead(run.group))
        make_certificate(run=run, facts=facts, user_id=job.user_id, now=job.made_at)
        if made + 1 == len(run.people):
            run.state = State.DONE
            run.save(update_fields=["state"])
        job.report(made + 1)
    return run.state == State.RUNNING


def make_certificate(
    *,
    run: CertificateRun,
    facts: CertificateFacts,
    user_id: int,
    now: datetime,
    replaces: Certificate | None = None,
) -> Certificate:
    """Number, code, signed badge and row of one certificate, in the caller's transaction."""
    group, entry = run.group, facts.entry
    letter = _number(group, facts, user_id, now)
    code = new_code()
    opened = ensure_key(group=group, kind=SigningKey.Kind.BADGE, user_id=user_id, now=now)
    key = PrivateKey(opened.private)
    award = award_of(facts, letter.text, code, key.public.did, _achievement(run), group.time_zone)
    created = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    badge = sign_document(unsigned_badge(award), key, created=created)
    made: Certificate = Certificate.objects.create(
        run=run,
        group=group,
        teacher_id=entry.teacher,
        code=code,
        letter=letter,
        role=entry.role,
        holder=entry.holder,
        facts=to_json(facts),
        minutes=entry.minutes,
        badge=json.dumps(badge, ensure_ascii=False, indent=1),
        issued_at=now,
        replaces=replaces,
    )
    return made


def new_code() -> str:
    """A code that nobody can guess: 140 bits of chance."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(CODE_LETTERS))


def _number(group: Group, facts: CertificateFacts, user_id: int, now: datetime) -> Letter:
    activity = facts.activity
    return issue_letter(
        series_key=f"certificate:{group.pk}:{activity.dated.year}",
        number_format=activity.number_format,
        values={"kode": group.letter_code},
        subject=subject_of(facts),
        dated=activity.dated,
        user_id=user_id,
        now=now,
    )


def _achievement(run: CertificateRun) -> uuid.UUID:
    """The same for everybody in a run, on this installation and on no other."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{run.plan['activity']['address']}run/{run.pk}")
