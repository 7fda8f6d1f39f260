"""Steps: as a roll to report on, as a sheet to write, and one by one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting, Step
from gugus.meetings.pages.head import Link, MeetingHead, address, head_of
from gugus.meetings.rules.attendance import fingerprint, pack
from gugus.meetings.rules.steps import is_overdue
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.web.formats import short_day

STATE_TONES = {Step.State.OPEN: "muted", Step.State.DONE: "badge", Step.State.TRIED: "badge warn"}


@dataclass(frozen=True)
class StepRow:
    """One step with what came of it; `href` is where its own teacher reports."""

    id: str
    who: str
    school: str
    what: str
    due: str
    proof: str
    overdue: bool
    state: str
    state_label: str
    tone: str
    report: str
    meeting: str
    href: str


@dataclass(frozen=True)
class StepRoll:
    """Steps of the last meeting and older ones, to be reported on or only read."""

    last: tuple[StepRow, ...]
    older: tuple[StepRow, ...]
    summary: str
    save_url: str
    base: str


def step_row(step: Step, today: date, href: str = "") -> StepRow:
    """One step in words."""
    return StepRow(
        id=str(step.pk),
        who=step.teacher.name,
        school=step.teacher.school.name,
        what=step.what,
        due=short_day(step.due_on),
        proof=step.proof,
        overdue=is_overdue(step.due_on, step.state == Step.State.OPEN, today),
        state=step.state,
        state_label=step.get_state_display(),
        tone=STATE_TONES[Step.State(step.state)],
        report=step.report,
        meeting=f"{step.meeting.title}, {short_day(step.meeting.date)}",
        href=href,
    )


def step_roll(
    last: Iterable[Step], older: Iterable[Step], today: date, actor: Actor, save_url: str
) -> StepRoll:
    """The roll that a meeting opens with."""
    own = _own_href(actor)
    first = tuple(step_row(step, today, own(step)) for step in last)
    rest = tuple(step_row(step, today, own(step)) for step in older)
    marks = [(row.id, fingerprint(row.state, row.report)) for row in (*first, *rest)]
    return StepRoll(first, rest, roll_summary((*first, *rest)), save_url, pack(marks))


def with_typed(roll: StepRoll, typed: QueryDict) -> StepRoll:
    """The roll as a person left it, when it came back with a fault."""
    return replace(
        roll,
        last=tuple(_typed_row(row, typed) for row in roll.last),
        older=tuple(_typed_row(row, typed) for row in roll.older),
    )


def _typed_row(row: StepRow, typed: QueryDict) -> StepRow:
    state = typed.get(f"s{row.id}", row.state)
    return replace(row, state=state, report=typed.get(f"r{row.id}", row.report))


@dataclass(frozen=True)
class ReportedRow:
    """What the roll says beside one step after a tap; `mark` replaces the row's in `base`."""

    id: str
    text: str
    tone: str
    mark: str


@dataclass(frozen=True)
class ReportedFragment:
    """The answer to a tap on the roll."""

    rows: tuple[ReportedRow, ...]
    refusal: str


def reported_fragment(reports: Iterable[tuple[int, str, str]]) -> ReportedFragment:
    """Stored: id, state and report of each."""
    said = _("tersimpan")
    rows = (
        ReportedRow(str(pk), said, " ok", fingerprint(state, report))
        for pk, state, report in reports
    )
    return ReportedFragment(tuple(rows), "")


def unreported_fragment(typed: QueryDict, refusal: str) -> ReportedFragment:
    """Not stored, and why."""
    ids = [name[1:] for name in typed if name[0:1] == "s" and name[1:].isdecimal()]
    return ReportedFragment(tuple(ReportedRow(pk, refusal, " late", "") for pk in ids), refusal)


def roll_summary(rows: Iterable[StepRow]) -> str:
    """'12 sudah · 3 ada kendala · 9 belum, 4 di antaranya lewat tenggat'."""
    seen = list(rows)
    states = [row.state for row in seen]
    counts = {
        "done": states.count("done"),
        "tried": states.count("tried"),
        "open": states.count("open"),
        "late": sum(row.overdue for row in seen),
    }
    text = _("%(done)d sudah · %(tried)d ada kendala · %(open)d belum") % counts
    if counts["late"]:
        text += _(", %(late)d di antaranya lewat tenggat") % counts
    return text


def _own_href(actor: Actor) -> Callable[[Step], str]:
    def href(step: Step) -> str:
        return report_address(step) if step.teacher_id == actor.teacher_id else ""

    return href


def report_address(step: Step) -> str:
    """Where one step is reported on."""
    return reverse("meetings:step", args=[step.meeting.group.code, step.pk])


@dataclass(frozen=True)
class SheetRow:
    """One step to write; `delete_url` is empty once it was reported on."""

    id: str
    who: str
    school: str
    what: str
    due: str
    proof: str
    state_label: str
    tone: str
    delete_url: str


@dataclass(frozen=True)
class StepsPage:
    """The steps that a meeting gave."""

    head: MeetingHead
    rows: tuple[SheetRow, ...]
    read: tuple[StepRow, ...]
    base: str
    may_write: bool
    present: int
    without: int
    give_form: Form | None
    add_form: Form | None
    give_url: str
    add_url: str
    save_url: str
    attendance_url: str
    open_form: str


def sheet_with_typed(page: StepsPage, typed: QueryDict) -> StepsPage:
    """The sheet as a person left it, when it came back with a fault."""
    rows = tuple(
        replace(
            row,
            what=typed.get(f"w{row.id}", row.what),
            due=typed.get(f"d{row.id}", row.due),
            proof=typed.get(f"p{row.id}", row.proof),
        )
        for row in page.rows
    )
    return replace(page, rows=rows)


@dataclass(frozen=True)
class StepForms:
    """The two forms of the page; `shown` names the one that came back with faults."""

    give: Form
    add: Form
    shown: str = ""


def steps_page(
    meeting: Meeting,
    actor: Actor,
    steps: Iterable[Step],
    forms: StepForms | None,
    *,
    today: date,
    present: int,
    without: int,
) -> StepsPage:
    """The page to write steps on, or to read them."""
    found = list(steps)
    cancelled = meeting.state == Meeting.State.CANCELLED
    may_write = forms is not None and not cancelled
    own = _own_href(actor)
    return StepsPage(
        head=head_of(meeting, actor, "steps"),
        rows=tuple(_sheet_row(step, meeting) for step in found) if may_write else (),
        read=() if may_write else tuple(step_row(s, today, own(s)) for s in found),
        base=pack((str(s.pk), fingerprint(s.what, s.due_on.isoformat(), s.proof)) for s in found),
        may_write=may_write,
        present=present,
        without=without,
        give_form=forms.give if forms else None,
        add_form=forms.add if forms else None,
        give_url=address(meeting, "steps_give"),
        add_url=address(meeting, "step_add"),
        save_url=address(meeting, "steps"),
        attendance_url=address(meeting, "attendance"),
        open_form=forms.shown if forms else "",
    )


def _sheet_row(step: Step, meeting: Meeting) -> SheetRow:
    is_open = step.state == Step.State.OPEN
    delete = reverse("meetings:step_delete", args=[meeting.group.code, step.pk])
    return SheetRow(
        id=str(step.pk),
        who=step.teacher.name,
        school=step.teacher.school.name,
        what=step.what,
        due=step.due_on.isoformat(),
        proof=step.proof,
        state_label=step.get_state_display(),
        tone=STATE_TONES[Step.State(step.state)],
        delete_url=delete if is_open else "",
    )


@dataclass(frozen=True)
class StepPage:
    """One step and what came of it."""

    row: StepRow
    form: Form
    back: str
    own: bool


def step_page(step: Step, form: Form, actor: Actor, today: date) -> StepPage:
    """The page on which one step is reported."""
    own = step.teacher_id == actor.teacher_id
    back = (
        reverse("meetings:my_steps", args=[step.meeting.group.code])
        if own
        else address(step.meeting, "steps")
    )
    return StepPage(step_row(step, today), form, back, own)


@dataclass(frozen=True)
class MyStepsPage:
    """A teacher's own steps."""

    waiting: tuple[StepRow, ...]
    reported: tuple[StepRow, ...]
    meetings_url: str


def my_steps_page(group: Group, steps: Iterable[Step], today: date) -> MyStepsPage:
    """Own steps: those that wait for a word first."""
    rows = [step_row(step, today, report_address(step)) for step in steps]
    return MyStepsPage(
        tuple(row for row in rows if row.state == "open"),
        tuple(row for row in rows if row.state != "open"),
        reverse("meetings:list", args=[group.code]),
    )


@dataclass(frozen=True)
class DeletePage:
    """Asks before a step is taken away."""

    row: StepRow
    back: Link


def delete_page(step: Step, today: date) -> DeletePage:
    """The question before deleting."""
    return DeletePage(
        step_row(step, today), Link(_("Jangan hapus"), address(step.meeting, "steps"))
    )
