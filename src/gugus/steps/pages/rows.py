"""Steps in rows: read one below the other, or reported on as a roll."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gugus.meetings.rules.rolls import pack_checksums, row_checksum
from gugus.people.access import Actor
from gugus.platform.web.formats import short_date
from gugus.platform.web.links import numbered
from gugus.steps.access import is_own, may_read, may_report
from gugus.steps.models import Step
from gugus.steps.rules.reports import write_ids
from gugus.steps.rules.steps import is_overdue

STATE_TONES = {Step.State.OPEN: "muted", Step.State.DONE: "badge", Step.State.TRIED: "badge warn"}


@dataclass(frozen=True)
class StepRow:
    """One step with what came of it.

    `href` is where this person reports it, `photo` where they see its photo; `seen` are the
    reports that it shows.
    """

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
    photo: str
    seen: str


@dataclass(frozen=True)
class StepRoll:
    """Steps of the last meeting and older ones, to be reported on or only read."""

    last: tuple[StepRow, ...]
    older: tuple[StepRow, ...]
    summary: str
    save_url: str
    base: str
    # For whoever only reads: one's own steps, which stand before the others'.
    own: tuple[StepRow, ...] = ()
    # How many steps the last meeting gave, one's own among them.
    given: int = 0
    # Older ones wait that are not among these rows.
    more: bool = False
    # What teachers let everybody read, without names.
    shared: tuple[str, ...] = ()


def step_row(step: Step, today: date, actor: Actor, seen: str = "") -> StepRow:
    """One step in words, as this person may see it."""
    may_see = step.photo_id is not None and may_read(actor, step)
    return StepRow(
        id=str(step.pk),
        who=step.teacher.name,
        school=step.teacher.school.name,
        what=step.what,
        due=short_date(step.due_on),
        proof=step.proof,
        overdue=is_overdue(step.due_on, step.state == Step.State.OPEN, today),
        state=step.state,
        state_label=_state_label(step.state, get_language()),
        tone=STATE_TONES[Step.State(step.state)],
        report=step.report,
        meeting=f"{step.meeting.title}, {short_date(step.meeting.date)}",
        href=report_address(step) if may_report(actor, step) else "",
        photo=photo_address(step, step.photo_id) if may_see else "",
        seen=seen,
    )


@lru_cache(maxsize=16)
def _state_label(state: str, language: str | None) -> str:
    # Rows of one page name the same three states again and again.
    del language
    return str(Step.State(state).label)


@dataclass(frozen=True)
class StepsInSum:
    """Steps as everybody may read them: one's own, all in counts, and what teachers shared.

    Others' by name only for those who record them: who has not begun, or met an obstacle, is not
    shown to colleagues.
    """

    own: tuple[StepRow, ...]
    others: tuple[StepRow, ...]
    summary: str
    shared: tuple[str, ...]


def steps_in_sum(steps: Iterable[Step], today: date, actor: Actor) -> StepsInSum:
    """What this person reads of others' steps."""
    found = list(steps)
    named = [step for step in found if not is_own(actor, step) and may_report(actor, step)]
    return StepsInSum(
        own=tuple(step_row(step, today, actor) for step in found if is_own(actor, step)),
        others=tuple(replace(step_row(step, today, actor), href="") for step in named),
        summary=step_summary(found, today),
        shared=shared_sentences(found),
    )


def shared_sentences(steps: Iterable[Step]) -> tuple[str, ...]:
    """What teachers let everybody read, in an order that tells nothing of whose it is."""
    return tuple(sorted(step.report for step in steps if step.shared and step.report))


def step_roll(
    last: Sequence[Step],
    older: Sequence[Step],
    today: date,
    actor: Actor,
    save_url: str,
    seen: Mapping[int, tuple[UUID, ...]],
) -> StepRoll:
    """The roll that a meeting opens with; `seen` are the reports that stand, by step."""
    if not save_url:
        new, old = steps_in_sum(last, today, actor), steps_in_sum(older, today, actor)
        return StepRoll(
            last=new.others,
            older=old.others,
            summary=step_summary([*last, *older], today),
            save_url="",
            base="",
            own=(*new.own, *old.own),
            given=len(last),
            shared=(*new.shared, *old.shared),
        )
    first, rest = (
        tuple(step_row(step, today, actor, write_ids(seen[step.pk])) for step in steps)
        for steps in (last, older)
    )
    marks = [(row.id, row_checksum(row.state, row.report)) for row in (*first, *rest)]
    summary = step_summary([*last, *older], today)
    return StepRoll(first, rest, summary, save_url, pack_checksums(marks), given=len(last))


def roll_with_typed(roll: StepRoll, typed: QueryDict) -> StepRoll:
    """The roll as a person left it, when it came back with a fault."""
    return replace(
        roll,
        last=tuple(_typed_row(row, typed) for row in roll.last),
        older=tuple(_typed_row(row, typed) for row in roll.older),
    )


def _typed_row(row: StepRow, typed: QueryDict) -> StepRow:
    state = typed.get(f"s{row.id}", row.state)
    return replace(row, state=state, report=typed.get(f"r{row.id}", row.report))


def step_summary(steps: Sequence[Step], today: date) -> str:
    """'12 sudah · 3 ada kendala · 9 belum, 4 di antaranya lewat tenggat'; nothing of none."""
    if not steps:
        return ""
    states = [step.state for step in steps]
    counts = {
        "done": states.count("done"),
        "tried": states.count("tried"),
        "open": states.count("open"),
        "late": sum(is_overdue(s.due_on, s.state == Step.State.OPEN, today) for s in steps),
    }
    text = _("%(done)d sudah · %(tried)d ada kendala · %(open)d belum") % counts
    if counts["late"]:
        text += _(", %(late)d di antaranya lewat tenggat") % counts
    return text


def report_address(step: Step) -> str:
    """Where one step is reported on."""
    return numbered("steps:step", step.meeting.group.code)(step.pk)


def photo_address(step: Step, photo: int | None) -> str:
    """Where one of a step's photos is; it never changes there."""
    return reverse("steps:photo", args=[step.meeting.group.code, step.pk, photo])
