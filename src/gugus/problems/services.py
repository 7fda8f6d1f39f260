"""Raising problems, proposing and trying solutions, settling problems."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.cores.words.ranking import joined_stems
from gugus.cores.words.stems import stems
from gugus.meetings.models import Meeting
from gugus.meetings.rules.merge import OWN_WORD, WriteStamp, supersedes
from gugus.meetings.services.locks import locked_meeting
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.platform.documents.models import Attachment
from gugus.platform.documents.services import store_photo, store_recording
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.foundation.services import record
from gugus.problems.models import Problem, ProblemProposal, Trial
from gugus.problems.queries import problems_to_offer, searchable_texts
from gugus.problems.rules import ProblemRights, asks_before_solved, problem_rights, problem_state

# The very same words again within this time are the same form sent twice.
_DUPLICATE_WINDOW = timedelta(days=1)


@dataclass(frozen=True)
class ProblemText:
    """What a problem is, and whether its raiser's name is shown."""

    class_level: int | None
    subject: str
    words: str
    named: bool


def rights_of(actor: Actor, problem: Problem) -> ProblemRights:
    """What this person may do with this problem."""
    return problem_rights(
        is_raiser=problem.raised_by_id == actor.user_id,
        records=actor.may(May.RECORD_MEETING, problem.group_id),
        answered=problem.proposals.exists() or problem.trials.exists(),
    )


def raise_problem(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    text: ProblemText,
    at: datetime | None = None,
    voice: bytes | None = None,
    photo: bytes | None = None,
) -> Problem:
    """Tell colleagues of a problem; the very same one sent twice is raised once."""
    at = at or now
    with transaction.atomic():
        # The same form sent twice at once: the second waits and finds the first.
        User.objects.select_for_update(no_key=True).get(pk=actor.user_id)
        same = Problem.objects.filter(
            group=group,
            raised_by_id=actor.user_id,
            words=text.words,
            class_level=text.class_level,
            subject=text.subject,
            raised_at__range=(at - _DUPLICATE_WINDOW, at + _DUPLICATE_WINDOW),
        )
        known = same.first()
        if known is not None:
            return known
        problem = Problem(group=group, raised_by_id=actor.user_id, raised_at=at, **vars(text))
        problem.teacher_id = _teacher_id(actor, group)
        if voice:
            problem.voice = store_recording(content=voice, user_id=actor.user_id, now=now)
        if photo:
            problem.photo = store_photo(content=photo, user_id=actor.user_id, now=now)
        problem.stems = joined_stems(stems(f"{text.words} {text.subject}"))
        problem.save()
        record(actor.user_id, now, "problem.raised", problem, problem.group_id)
    return problem


def change_problem(*, actor: Actor, now: datetime, problem: Problem, text: ProblemText) -> Problem:
    """Change one's own problem as long as nobody answered."""
    with transaction.atomic():
        problem = _locked(problem)
        if not rights_of(actor, problem).change:
            raise Refused(
                _("Masalah ini sudah ditanggapi, jadi kata-katanya tidak diubah lagi. Tambahkan "
                  "keterangan sebagai usul.")
            )  # fmt: skip
        vars(problem).update(vars(text))
        update_search_index(problem)
        problem.save()
        record(actor.user_id, now, "problem.changed", problem, problem.group_id)
    return problem


def set_name_shown(*, actor: Actor, now: datetime, problem: Problem, named: bool) -> Problem:
    """Show or hide one's own name, at any time."""
    with transaction.atomic():
        problem = _locked(problem)
        if not rights_of(actor, problem).hide_name:
            raise Refused(_("Hanya pengaju yang menentukan namanya tampak atau tidak."))
        problem.named = named
        problem.save(update_fields=["named"])
        record(
            actor.user_id,
            now,
            "problem.name_shown" if named else "problem.name_hidden",
            problem,
            problem.group_id,
        )
    return problem


def withdraw_problem(*, actor: Actor, now: datetime, problem: Problem) -> None:
    """Withdraw one's own problem while nobody has answered; nothing of it is kept."""
    with transaction.atomic():
        problem = _locked(problem)
        if not rights_of(actor, problem).change:
            raise Refused(
                _("Masalah ini sudah ditanggapi teman, jadi tidak ditarik. Anda dapat menutupnya.")
            )
        record(actor.user_id, now, "problem.withdrawn", problem, problem.group_id)
        kept = [pk for pk in (problem.voice_id, problem.photo_id) if pk]
        problem.delete()
        Attachment.objects.filter(pk__in=kept).delete()


def propose_solution(
    *, actor: Actor, now: datetime, problem: Problem, words: str, at: datetime | None = None
) -> ProblemProposal:
    """Propose a solution; the same text by the same person is the same proposal."""
    with transaction.atomic():
        problem = _locked(problem)
        proposal, made = ProblemProposal.objects.get_or_create(
            problem=problem,
            made_by_id=actor.user_id,
            words=words,
            defaults={"made_at": at or now, "teacher_id": _teacher_id(actor, problem.group)},
        )
        if made:
            update_search_index(problem)
            problem.save(update_fields=["stems"])
            record(actor.user_id, now, "problem.solution_proposed", problem, problem.group_id)
    return proposal


def adopt_solution(
    *,
    actor: Actor,
    now: datetime,
    problem: Problem,
    said: WriteStamp,
    proposal: ProblemProposal | None,
    words: str = "",
    meeting: Meeting | None = None,
) -> Problem:
    """Adopt a way out, proposed or newly written; of two adoptions the later one stands."""
    with transaction.atomic():
        problem = _locked(problem)
        if proposal is None and not words:
            raise Refused(_("Pilih satu usul, atau tulis jalan keluarnya."), "words")
        if proposal is None:
            proposal = propose_solution(
                actor=actor, now=now, problem=problem, words=words, at=said.at
            )
            problem.refresh_from_db(fields=["stems"])
        if supersedes(said, _stored_stamp(problem.adoption_at, problem.adoption_id)):
            problem.adopted, problem.adopted_in = proposal, meeting
            problem.adoption_at, problem.adoption_id = said.at, said.id
            _set_state(problem)
            problem.save()
            record(actor.user_id, now, "problem.solution_adopted", problem, problem.group_id)
    return problem


def report_trial(
    *,
    actor: Actor,
    now: datetime,
    problem: Problem,
    proposal: ProblemProposal | None,
    outcome: str,
    words: str,
    at: datetime | None = None,
) -> Trial:
    """Say what came of trying a way out in class; the same report twice is one report."""
    with transaction.atomic():
        problem = _locked(problem)
        trial, made = Trial.objects.get_or_create(
            problem=problem,
            proposal=proposal,
            outcome=outcome,
            words=words,
            made_by_id=actor.user_id,
            defaults={"made_at": at or now, "teacher_id": _teacher_id(actor, problem.group)},
        )
        if made:
            update_search_index(problem)
            problem.save(update_fields=["stems"])
            record(actor.user_id, now, "problem.solution_tried", problem, problem.group_id)
    return trial


def settle_problem(
    *,
    actor: Actor,
    now: datetime,
    problem: Problem,
    said: WriteStamp,
    state: str,
    reason: str = "",
    sure: bool = False,
) -> Problem:
    """Say that a problem is solved, closed, or ('') open again; the later word stands."""
    with transaction.atomic():
        problem = _locked(problem)
        if not rights_of(actor, problem).settle:
            raise Refused(_("Hanya pengaju dan pencatat pertemuan yang menyelesaikan masalah."))
        if state == Problem.State.CLOSED and not reason:
            raise Refused(_("Tulis dulu alasan masalah ini ditutup."), "reason")
        outcomes = problem.trials.values_list("outcome", flat=True)
        if state == Problem.State.SOLVED and not sure and asks_before_solved(outcomes):
            raise Refused(
                _("Belum ada guru yang mengabarkan bahwa jalan keluarnya berhasil. Kalau memang "
                  "sudah terpecahkan, centang “Tetap terpecahkan” lalu kirim lagi."),
                "sure",
            )  # fmt: skip
        if supersedes(said, _stored_stamp(problem.settled_at, problem.settled_id)):
            problem.settled, problem.closed_reason = state, reason
            problem.settled_at, problem.settled_id = said.at, said.id
            _set_state(problem)
            problem.save()
            record(actor.user_id, now, f"problem.{state or 'reopened'}", problem, problem.group_id)
    return problem


def set_agenda_problems(
    *, actor: Actor, now: datetime, meeting: Meeting, chosen: Collection[int], shown: set[int]
) -> int:
    """Put waiting problems on a meeting's agenda, and take off those no longer ticked.

    Only problems that the form showed (`shown`) change: what somebody else put on meanwhile stays.
    Returns how many stand on the agenda now.
    """
    with transaction.atomic():
        meeting = locked_meeting(meeting)
        if meeting.state in (Meeting.State.HELD, Meeting.State.CANCELLED):
            raise Refused(_("Agenda pertemuan ini tidak diubah lagi: sudah selesai atau batal."))
        today = day_of(meeting.group, now)
        free = {problem.pk for problem in problems_to_offer(meeting, today)} & shown
        mine = set(Problem.objects.filter(on_agenda=meeting).values_list("pk", flat=True))
        put, taken = free & set(chosen), (mine & shown) - set(chosen)
        Problem.objects.filter(pk__in=put).update(on_agenda=meeting)
        Problem.objects.filter(pk__in=taken).update(on_agenda=None)
        if put or taken:
            record(
                actor.user_id,
                now,
                "meeting.agenda_problems_changed",
                meeting,
                meeting.group_id,
                put=sorted(put),
                taken=sorted(taken),
            )
    return len((mine | put) - taken)


def _locked(problem: Problem) -> Problem:
    """The problem as it stands now, held until the transaction ends."""
    rows = Problem.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("group").filter(pk=problem.pk).first()
    if held is None:
        raise Refused(_("Masalah ini sudah ditarik oleh pengajunya."))
    return held


def _teacher_id(actor: Actor, group: Group) -> int | None:
    own = teachers_of(group).filter(pk=actor.teacher_id or 0)
    return own.values_list("pk", flat=True).first()


def update_search_index(problem: Problem) -> None:
    """Bring the stems of a problem up to everything that was said about it."""
    problem.stems = joined_stems(stems(" ".join(searchable_texts(problem))))


def _set_state(problem: Problem) -> None:
    problem.state = problem_state(problem.settled, problem.adopted_id is not None)


def _stored_stamp(at: datetime | None, pk: UUID | None) -> WriteStamp | None:
    return WriteStamp(OWN_WORD, at, pk) if at is not None and pk is not None else None
