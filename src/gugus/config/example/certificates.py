"""One issued run of certificates for the example's past meetings."""

from datetime import date, datetime, timedelta

from gugus.certificates.papers.certificate import signers_on
from gugus.certificates.queries import certificate_preview
from gugus.certificates.rules.facts import NUMBER_FORMAT, Activity, CertificatePlan, Signer
from gugus.certificates.services.issuance import issue_run
from gugus.certificates.services.runs import draft_run
from gugus.config.example.people import example_group
from gugus.meetings.models import Meeting
from gugus.meetings.papers import letter_place
from gugus.people.access import load_actor
from gugus.people.clock import day_here
from gugus.people.models import Group
from gugus.people.papers import full_name
from gugus.platform.foundation.models import User

_PERCENT = 75


def build(now: datetime) -> None:
    """Issue what the past meetings earned, on the day after the last."""
    made = example_group()
    held = list(Meeting.objects.filter(group=made, state=Meeting.State.HELD).order_by("date"))
    activity = _activity(made, held[0].date, held[-1].date)
    secretary = load_actor(User.objects.get(username="sekretaris"))
    plan = CertificatePlan(activity)
    run = draft_run(actor=secretary, now=now, group=made, plan=plan)
    expected = len(certificate_preview(made, plan, day_here(now)).entries)
    issue_run(actor=secretary, now=now, run=run, expected=expected, wait=True)


def _activity(made: Group, since: date, until: date) -> Activity:
    supervisor, chair = signers_on(made, until)
    return Activity(
        title="Diskusi kelompok: membaca, soal cerita, dan orang tua",
        kind="Kegiatan kolektif guru (KKG)",
        level="gugus",
        organiser=full_name(made),
        year=until.year,
        since=since,
        until=until,
        dated=until + timedelta(days=1),
        place=letter_place(made),
        percent=_PERCENT,
        minutes_per_jp=made.minutes_per_jp,
        chair=Signer(chair.office, chair.name, chair.nip),
        supervisor=Signer(supervisor.office, supervisor.name, supervisor.nip),
        number_format=NUMBER_FORMAT,
        address="https://gugus.example.org/",
    )
