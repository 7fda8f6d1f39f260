"""Problems from class, raised and answered on phones."""

from uuid import UUID

from django.utils.translation import gettext as _

from gugus.meetings.rules.merge import OWN_WORD, WriteStamp
from gugus.meetings.sync_handlers import checked
from gugus.people.access import MemberCommand, group_command
from gugus.people.clock import day_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.sync.commands import CommandResult
from gugus.problems import queries, services
from gugus.problems.forms import (
    AdoptForm,
    ProblemProposalForm,
    RaiseProblemForm,
    SettleForm,
    TrialForm,
)
from gugus.problems.models import Problem
from gugus.problems.pages.rows import problem_address


@group_command("problem.raise", May.RAISE_PROBLEM)
def raise_problem(command: MemberCommand) -> CommandResult:
    """{class_level, subject, other_subject, words, named, voice, photo}"""
    form = RaiseProblemForm(
        command.form_data(), command.files(), subjects=queries.subject_choices(command.group)
    )
    checked(form)
    problem = services.raise_problem(
        actor=command.actor,
        now=command.now,
        group=command.group,
        text=form.text(),
        at=command.made_at,
        voice=form.content("voice"),
        photo=form.content("photo"),
    )
    return _applied(
        command, problem, _("Masalah ini tersimpan. Teman-teman dapat mengusulkan jalan keluar.")
    )


@group_command("problem.propose", May.RAISE_PROBLEM)
def propose(command: MemberCommand) -> CommandResult:
    """{problem, words}"""
    problem = _problem(command)
    form = ProblemProposalForm(command.form_data())
    checked(form)
    services.propose_solution(
        actor=command.actor,
        now=command.now,
        problem=problem,
        words=form.cleaned_data["words"],
        at=command.made_at,
    )
    return _applied(command, problem, _("Terima kasih, usul Anda tersimpan."))


@group_command("problem.try", May.RAISE_PROBLEM)
def try_out(command: MemberCommand) -> CommandResult:
    """{problem, proposal, outcome: worked|partly|failed, words}"""
    problem = _problem(command)
    form = TrialForm(command.form_data(), problem=problem)
    checked(form)
    services.report_trial(
        actor=command.actor,
        now=command.now,
        problem=problem,
        at=command.made_at,
        **form.cleaned_data,
    )
    return _applied(command, problem, _("Terima kasih, hasilnya tersimpan dan dapat dibaca teman."))


@group_command("problem.adopt", May.RECORD_MEETING)
def adopt(command: MemberCommand) -> CommandResult:
    """{problem, proposal | words, meeting}"""
    problem = _problem(command)
    today = day_of(command.group, command.now)
    meetings = queries.meetings_to_adopt_in(command.group, today, problem)
    form = AdoptForm(command.form_data(), problem=problem, meetings=meetings)
    checked(form)
    held = services.adopt_solution(
        actor=command.actor,
        now=command.now,
        problem=problem,
        said=_stamp(command),
        **form.cleaned_data,
    )
    return _applied(
        command,
        problem,
        _("Jalan keluar ini dipakai. Guru yang mencobanya dapat mengabarkan hasilnya."),
        _adopted_instead(held, command.id),
    )


@group_command("problem.settle", May.RAISE_PROBLEM)
def settle(command: MemberCommand) -> CommandResult:
    """{problem, state: solved|closed|'', reason, sure}"""
    problem = _problem(command)
    form = SettleForm(command.form_data())
    checked(form)
    held = services.settle_problem(
        actor=command.actor,
        now=command.now,
        problem=problem,
        said=_stamp(command),
        **form.cleaned_data,
    )
    later = held.settled_id != command.id and held.settled != form.cleaned_data["state"]
    stands = _("Yang berlaku keadaan yang ditulis lebih baru: %(state)s.") % {
        "state": held.get_state_display()
    }
    note = _("Keadaan masalah ini tersimpan.")
    return _applied(command, problem, note, stands if later else "")


def _problem(command: MemberCommand) -> Problem:
    problem = queries.problem_by_id(command.group, command.number("problem"))
    if problem is None:
        raise Refused(_("Masalah ini tidak ditemukan; mungkin sudah ditarik oleh pengajunya."))
    return problem


def _stamp(command: MemberCommand) -> WriteStamp:
    return WriteStamp(OWN_WORD, command.made_at, command.id)


def _adopted_instead(problem: Problem, mine: UUID) -> str:
    if problem.adoption_id == mine or problem.adopted is None:
        return ""
    return _("Yang berlaku jalan keluar yang dipilih lebih baru: “%(words)s”.") % {
        "words": problem.adopted.words
    }


def _applied(
    command: MemberCommand, problem: Problem, note: str, superseded: str = ""
) -> CommandResult:
    href = problem_address(command.group, problem)
    return CommandResult(note, href, superseded=superseded)
