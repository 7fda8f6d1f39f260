"""The catch-up packet of one meeting."""

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.catchup import queries
from gugus.catchup.forms import PacketAnswerForm, PacketQuestionForm
from gugus.catchup.pages.packet import PacketFacts, packet_page, question_of
from gugus.catchup.services import packet as services
from gugus.meetings.access import own_teacher, own_teacher_or_404, the_meeting
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.meetings.queries import next_after, rules_of
from gugus.minutes.queries import minutes_of
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.models import Teacher
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done, saved
from gugus.platform.web.links import shared_address
from gugus.platform.web.render import render_page
from gugus.problems.queries import agenda_problems


@group_view(May.SEE_MINUTES)
def packet(request: MemberRequest, pk: int) -> HttpResponse:
    """Read what was missed. Opening it is reported by the phone, not by this view.

    The phone also fetches this page ahead, to be read without signal: that is no reading.
    """
    return _answer(request, the_meeting(request, pk))


def _answer(
    request: MemberRequest,
    meeting: Meeting,
    *,
    form: PacketAnswerForm | None = None,
    question: PacketQuestionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    facts = _facts(request, meeting, form, question)
    page = packet_page(meeting, request.actor, facts)
    return render_page(request, "catchup/packet.html", page, status=status)


def _facts(
    request: MemberRequest,
    meeting: Meeting,
    form: PacketAnswerForm | None,
    question: PacketQuestionForm | None,
) -> PacketFacts:
    teacher = own_teacher(request)
    absent = teacher is not None and queries.is_absentee(meeting, teacher)
    reading = queries.reading_of(meeting, teacher) if teacher and absent else None
    if form is None and absent:
        first = {"answer": reading.answer} if reading else {}
        form = PacketAnswerForm(question=question_of(meeting), initial=first)
    return PacketFacts(
        minutes=minutes_of(meeting),
        problems=agenda_problems(meeting),
        solutions=list(queries.solutions_adopted_in(meeting)),
        following=next_after(meeting),
        percent=rules_of(request.group).catch_up_percent,
        absent=absent,
        reading=reading,
        steps=list(queries.own_steps(meeting, teacher)) if teacher else (),
        offer=queries.usual_step(meeting, today_of(request.group)) if absent else None,
        form=form,
        question_form=question
        or PacketQuestionForm(initial={"question": meeting.catch_up_question}),
        readers=_readers(request, meeting),
        link=shared_address(request, meeting_address(meeting, "catchup:packet")),
    )


def _readers(request: MemberRequest, meeting: Meeting) -> list[queries.PacketReader] | None:
    """For officers and the supervisor all, for a head the own school, for teachers nobody."""
    if not request.actor.may(May.SEE_ATTENDANCE, request.group.pk):
        return None
    schools = request.actor.schools_for(May.SEE_ATTENDANCE, request.group.pk)
    return queries.packet_readers(meeting, schools)


@group_view(May.REFLECT)
@require_POST
def packet_answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Answer the question of the packet."""
    meeting, teacher = _mine(request, pk)
    form = PacketAnswerForm(request.POST, question=question_of(meeting))
    now = timezone.now()
    if saved(
        request,
        form,
        lambda: services.answer_packet(
            actor=request.actor,
            now=now,
            meeting=meeting,
            teacher=teacher,
            answer=form.cleaned_data["answer"],
            at=now,
            command=uuid4(),
        ),
        _("Jawaban Anda tersimpan. Terima kasih."),
    ):
        return redirect(meeting_address(meeting, "catchup:packet"))
    return _answer(request, meeting, form=form, status=422)


def _mine(request: MemberRequest, pk: int) -> tuple[Meeting, Teacher]:
    meeting, teacher = the_meeting(request, pk), own_teacher_or_404(request)
    if not queries.is_absentee(meeting, teacher):
        raise Http404
    return meeting, teacher


@group_view(May.RECORD_MEETING)
@require_POST
def packet_question(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what absent teachers are asked."""
    meeting = the_meeting(request, pk)
    form = PacketQuestionForm(request.POST)
    if not form.is_valid():
        return _answer(request, meeting, question=form, status=422)
    done(
        request,
        lambda: services.set_question(
            **by(request), meeting=meeting, question=form.cleaned_data["question"]
        ),
        _("Pertanyaan tersimpan."),
    )
    return redirect(meeting_address(meeting, "catchup:packet"))
