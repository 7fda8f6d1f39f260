"""What phones ask about steps: give, add, choose, report."""

from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.sync_handlers import checked, own_teacher, the_meeting
from gugus.people.access import MemberCommand, group_command
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.sync.commands import CommandResult
from gugus.steps import queries
from gugus.steps.access import may_report
from gugus.steps.forms.steps import NewStepForm, ReportForm, StepTextForm
from gugus.steps.pages.steps import (
    chosen_words,
    given_words,
    reported_words,
    step_suggestions,
    superseded_report,
)
from gugus.steps.rules.reports import write_ids
from gugus.steps.services import reports, steps
from gugus.steps.services.steps import StepWriteOrigin


@group_command("step.give", May.RECORD_MEETING)
def give(command: MemberCommand) -> CommandResult:
    """A step for everybody who comes: body `meeting`, `pick` or `what`, `due_on`, `proof`."""
    meeting = the_meeting(command)
    form = _proposing(command, meeting)
    n = steps.give_steps(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        text=form.text(),
        written=_written(command),
    )
    offer = queries.offer_of(meeting)
    stands = ""
    if offer is not None and offer.stamp_id != command.id and offer.what != form.text().what:
        stands = _("Yang berlaku: langkah bersama yang diberikan lebih dulu, “%(what)s”.") % {
            "what": offer.what
        }
    return CommandResult(given_words(n), superseded=stands)


@group_command("step.add", May.RECORD_MEETING)
def add(command: MemberCommand) -> CommandResult:
    """A step for one teacher: body `meeting`, `teacher`, `what`, `due_on`, `proof`."""
    meeting = the_meeting(command)
    everybody = teachers_of(meeting.group, school_year_of(meeting.date))
    form = NewStepForm(command.form_data(), teachers=everybody)
    checked(form)
    steps.add_step(
        actor=command.actor,
        now=command.now,
        meeting=meeting,
        teacher=form.cleaned_data["teacher"],
        text=form.text(),
    )
    return CommandResult(note=_("Langkah tersimpan."))


@group_command("step.take", May.REPORT_OWN_STEP)
def take(command: MemberCommand) -> CommandResult:
    """One's own step: body `meeting`, `pick` or `what`, `due_on`, `proof`."""
    meeting = the_meeting(command)
    form = _proposing(command, meeting)
    teacher = own_teacher(command)
    step = steps.choose_step(
        actor=command.actor, now=command.now, meeting=meeting, teacher=teacher, text=form.text()
    )
    return CommandResult(note=chosen_words(step))


@group_command("step.report", May.REPORT_OWN_STEP, May.REPORT_ANY_STEP)
def report(command: MemberCommand) -> CommandResult:
    """What came of a step: body `step`, `state`, `report`, `seen`, perhaps `photo`."""
    step = queries.steps_of_group(command.group).filter(pk=command.number("step")).first()
    if step is None or not may_report(command.actor, step):
        raise Refused(_("Langkah itu bukan milik Anda atau sudah tidak ada."))
    files = command.files()
    if command.body.get("photo") and "photo" not in files:
        raise Refused(_("Fotonya rusak saat dikirim. Ambil fotonya sekali lagi."), "photo")
    form = ReportForm(command.form_data(), files, step=step)
    checked(form)
    done = reports.report_steps(
        actor=command.actor,
        now=command.now,
        reports=[form.report_on()],
        reach=[step.pk],
        written=_written(command),
    )[0]
    return CommandResult(
        note=reported_words(done.summary, photo=bool(files)),
        data={
            "state": done.summary.state,
            "report": done.summary.text,
            "seen": write_ids(done.summary.current),
        },
        superseded=superseded_report(done.summary, command.id, form.report_on().state),
    )


def _proposing(command: MemberCommand, meeting: Meeting) -> StepTextForm:
    offered = step_suggestions(queries.topic_of(meeting))
    form = StepTextForm(command.form_data(), proposals=offered)
    checked(form)
    return form


def _written(command: MemberCommand) -> StepWriteOrigin:
    return StepWriteOrigin(command.made_at, command.id, command.device)
