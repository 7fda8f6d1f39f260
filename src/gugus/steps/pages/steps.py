"""Steps: as a sheet to write, one by one, and one's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import MeetingHead, head_of, meeting_address
from gugus.meetings.rules.rolls import pack_checksums, row_checksum
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.web.formats import long_date, short_date
from gugus.platform.web.links import Link
from gugus.platform.web.pages import ListPart
from gugus.steps.access import is_own, may_report
from gugus.steps.models import Step
from gugus.steps.pages.rows import (
    STATE_TONES,
    StepRow,
    StepsInSum,
    photo_address,
    report_address,
    step_row,
    steps_in_sum,
)
from gugus.steps.rules.reports import ReportSummary
from gugus.steps.rules.steps import (
    MeetingTopic,
    Suggestion,
    SuggestionSource,
    SuggestionWording,
    suggestions,
)


def step_suggestions(topic: MeetingTopic) -> list[tuple[str, str]]:
    """Steps that a meeting's topic offers: the text, and the text with where it comes from."""
    found = [(_proposed(one)[:250], _origin(one.source)) for one in suggestions(topic)]
    return [
        (text, format_html('<span>{} <small class="muted">{}</small></span>', text, origin))
        for text, origin in found
    ]


def _proposed(one: Suggestion) -> str:
    about = {"about": one.about}
    if one.way == SuggestionWording.AS_SAID:
        return one.about
    if one.way == SuggestionWording.USE:
        return _("Memakai %(about)s satu kali di kelas saya") % about
    if one.way == SuggestionWording.REPEAT:
        return _("Mengulang simulasi di kelas saya: %(about)s") % about
    if one.source == SuggestionSource.TITLE:
        return _("Mencoba satu hal dari “%(about)s” di kelas saya") % about
    return (
        _("Mencoba %(about)s") if one.names_class else _("Mencoba %(about)s di kelas saya")
    ) % about


def _origin(source: SuggestionSource) -> str:
    return {
        SuggestionSource.DECISION: _("dari keputusan"),
        SuggestionSource.PRODUCT: _("dari hasil di program"),
        SuggestionSource.OBJECTIVE: _("dari tujuan di program"),
        SuggestionSource.TITLE: _("dari judul pertemuan"),
    }[source]


@dataclass(frozen=True)
class StepSheetRow:
    """One step to write, with what stands in its fields."""

    id: str
    step: Step
    what: str
    due: str
    proof: str
    tone: str


@dataclass(frozen=True)
class StepsPage:
    """The steps that a meeting gave; `offer` is the one that everybody gets who comes."""

    head: MeetingHead
    meeting: int
    rows: tuple[StepSheetRow, ...]
    # For whoever does not write: one's own, counts, and what was shared.
    read: StepsInSum
    base: str
    may_write: bool
    present: int
    without: int
    offer: tuple[tuple[str, str], ...]
    offered: str
    give_form: Form | None
    add_form: Form | None
    take_form: Form | None
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
    """The forms of the page, as far as this person has them; `shown` came back with faults."""

    give: Form | None = None
    add: Form | None = None
    take: Form | None = None
    shown: str = ""


def steps_page(
    meeting: Meeting,
    actor: Actor,
    steps: Iterable[Step],
    forms: StepForms,
    *,
    today: date,
    present: int,
    without: int,
    offer: tuple[tuple[str, str], ...] = (),
) -> StepsPage:
    """The page to write steps on, or to read them."""
    found = list(steps)
    cancelled = meeting.state == Meeting.State.CANCELLED
    may_write = forms.give is not None and not cancelled
    return StepsPage(
        head=head_of(meeting, actor, "steps:steps"),
        meeting=meeting.pk,
        rows=tuple(_sheet_row(step) for step in found) if may_write else (),
        read=steps_in_sum(() if may_write else found, today, actor),
        base=pack_checksums(
            (str(s.pk), row_checksum(s.what, s.due_on.isoformat(), s.proof)) for s in found
        ),
        may_write=may_write,
        present=present,
        without=without,
        offer=offer,
        offered=dict(offer).get("what", ""),
        give_form=forms.give,
        add_form=forms.add,
        take_form=None if cancelled else forms.take,
        open_form=forms.shown,
    )


def _sheet_row(step: Step) -> StepSheetRow:
    return StepSheetRow(
        id=str(step.pk),
        step=step,
        what=step.what,
        due=step.due_on.isoformat(),
        proof=step.proof,
        tone=STATE_TONES[Step.State(step.state)],
    )


@dataclass(frozen=True)
class StepPhoto:
    """A photo from class; `remove` is empty for those who may only look."""

    href: str
    remove: str


@dataclass(frozen=True)
class ReportBox:
    """The form in which one step is reported; it works from an old copy of its page."""

    step: str
    form: Form
    action: str
    title: str
    next: str


def report_box(step: Step, form: Form, back: str) -> ReportBox:
    """The box; afterwards the person is led `back`."""
    return ReportBox(
        step=str(step.pk),
        form=form,
        action=report_address(step),
        title=_("Kabar langkah: %(what)s") % {"what": step.what},
        next=back,
    )


@dataclass(frozen=True)
class StepPage:
    """One step and its report; `joined` when several phones reported independently."""

    row: StepRow
    box: ReportBox | None
    photos: tuple[StepPhoto, ...]
    joined: bool
    back: str
    own: bool
    # Where one's own sentence is shared; empty where there is none.
    share_url: str
    shared: bool


def step_page(
    step: Step,
    form: Form | None,
    summary: ReportSummary,
    actor: Actor,
    today: date,
    *,
    photos: bool,
) -> StepPage:
    """The page on which one step is reported, or read by those who look after it."""
    back = back_address(step, actor)
    shown = reversed(summary.photos) if photos else ()
    return StepPage(
        row=step_row(step, today, actor),
        box=report_box(step, form, back) if form else None,
        photos=tuple(_photo(step, pk, actor) for pk in shown),
        joined=len(summary.current) > 1,
        back=back,
        own=is_own(actor, step),
        share_url=reverse("steps:share", args=[step.meeting.group.code, step.pk])
        if is_own(actor, step) and step.report
        else "",
        shared=step.shared,
    )


def _photo(step: Step, pk: int, actor: Actor) -> StepPhoto:
    args = [step.meeting.group.code, step.pk, pk]
    remove = reverse("steps:photo_remove", args=args) if may_report(actor, step) else ""
    return StepPhoto(photo_address(step, pk), remove)


def back_address(step: Step, actor: Actor) -> str:
    """Where a person goes on after a step."""
    if is_own(actor, step):
        return reverse("steps:my_steps", args=[step.meeting.group.code])
    return meeting_address(step.meeting, "steps:steps")


@dataclass(frozen=True)
class WaitingStep:
    """One's own step that waits for a report, with its form."""

    row: StepRow
    box: ReportBox


@dataclass(frozen=True)
class MyStepsPage:
    """A teacher's own steps, and meetings to choose one from."""

    waiting: tuple[WaitingStep, ...]
    reported: tuple[StepRow, ...]
    choose: tuple[Link, ...]
    is_first: bool
    next_url: str


def my_steps_page(
    group: Group,
    actor: Actor,
    part: ListPart[Step],
    waiting: Sequence[tuple[Step, Form]],
    choose: Iterable[Meeting],
    today: date,
) -> MyStepsPage:
    """Own steps: those without a report first."""
    here = reverse("steps:my_steps", args=[group.code])
    return MyStepsPage(
        waiting=tuple(
            WaitingStep(step_row(step, today, actor), report_box(step, form, here))
            for step, form in waiting
        ),
        reported=tuple(
            step_row(step, today, actor) for step in part.rows if step.state != Step.State.OPEN
        ),
        choose=tuple(
            Link(
                f"{meeting.title}, {short_date(meeting.date)}",
                reverse("steps:steps", args=[group.code, meeting.pk]),
            )
            for meeting in choose
        ),
        is_first=part.is_first,
        next_url=part.next_url,
    )


@dataclass(frozen=True)
class StepDeletePage:
    """Asks before a step is taken away."""

    row: StepRow
    back: Link


def step_delete_page(step: Step, actor: Actor, today: date) -> StepDeletePage:
    """The question before deleting."""
    back = Link(_("Jangan hapus"), meeting_address(step.meeting, "steps:steps"))
    return StepDeletePage(step_row(step, today, actor), back)


@dataclass(frozen=True)
class StepPhotoDeletePage:
    """Asks before a photo is taken away."""

    what: str
    photo: str
    back: str


def photo_page(step: Step, photo: int) -> StepPhotoDeletePage:
    """The question before taking a photo away."""
    return StepPhotoDeletePage(step.what, photo_address(step, photo), report_address(step))


def reported_words(summary: ReportSummary, *, photo: bool = False) -> str:
    """What is said after a report: thanks, and what was there already and is kept."""
    words = [_("Terima kasih, kabar langkah ini tersimpan.")]
    if len(summary.current) > 1:
        words.append(_("Kabar dari HP lain juga ada; keduanya disimpan berdampingan."))
    if photo and len(summary.photos) > 1:
        words.append(_("Foto terbaru yang ditampilkan; foto sebelumnya tetap disimpan."))
    return " ".join(words)


def chosen_words(step: Step) -> str:
    """What is said after choosing: until when it is to be done, which may be later than asked."""
    said = _("Langkah Anda tersimpan, paling lambat %(day)s. Selamat mencoba.")
    return said % {"day": long_date(step.due_on)}


def superseded_report(summary: ReportSummary, mine: UUID, state: str) -> str:
    """What stands in place of a report that came after others in its turn; '' when it stands."""
    if mine in summary.current and summary.state == state:
        return ""
    stands = str(Step.State(summary.state).label)
    if mine in summary.current:
        return _(
            "Yang berlaku: %(state)s, dari kabar lain. Kalimat Anda disimpan di sampingnya."
        ) % {"state": stands}
    text = f"{stands}. {summary.text}" if summary.text else stands
    return _("Yang berlaku kabar yang lebih baru: %(text)s") % {"text": text}


def given_words(n: int) -> str:
    """What is said after giving."""
    if n == 0:
        return _("Langkah ini diberikan kepada siapa pun yang nanti tercatat hadir.")
    return _("%(n)d guru mendapat langkah.") % {"n": n}
