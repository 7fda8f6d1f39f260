"""Rating, one item on a screen."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.competence.access import rateable_teachers, raters_of, sheet_raters
from gugus.competence.forms import AnswerForm, ImportanceForm
from gugus.competence.models import Assessment, Item, Rater, Round
from gugus.competence.pages.rating import (
    DutiesPage,
    Duty,
    RatingHead,
    RatingRound,
    importance_page,
    item_page,
    rate_page,
)
from gugus.competence.queries.answers import (
    answers_of,
    find_assessment,
    framework_items,
    importance_of,
    indicator_count,
    item_progress,
    item_progress_of,
    progress_by_teacher,
)
from gugus.competence.rules.scheme import scoring_scheme
from gugus.competence.services import assessments as services
from gugus.competence.services.assessments import RatingTarget
from gugus.competence.views.lookups import target_or_404
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.answers import done, render_form
from gugus.platform.web.render import render_page

RATES = (May.RATE_SELF, May.RATE_AS_HEAD, May.RATE_AS_SUPERVISOR)


@group_view(*RATES)
def duties(request: MemberRequest) -> HttpResponse:
    """What I rate in the open rounds."""
    rounds = Round.objects.filter(
        group=request.group, state=Round.State.OPEN, kind=Round.Kind.INDIVIDUAL
    )
    parts = [
        _part(request, round_, rater)
        for round_ in rounds.select_related("framework", "group")
        for rater in raters_of(request.actor, request.group)
    ]
    page = DutiesPage(tuple(part for part in parts if part.duties))
    return render_page(request, "competence/duties.html", page)


@group_view(*RATES)
def rate(request: MemberRequest, pk: int, rater: str, teacher: int) -> HttpResponse:
    """Overview of one rating."""
    target = target_or_404(request, pk, rater, teacher)
    return _overview(request, target)


@group_view(*RATES)
def rate_item(
    request: MemberRequest, pk: int, rater: str, teacher: int, order: int
) -> HttpResponse:
    """One item: show it, or keep what was answered and go on."""
    target = target_or_404(request, pk, rater, teacher)
    items = framework_items(target.round.framework_id)
    item = next((one for one in items if one.order == order), None)
    if item is None:
        raise Http404
    assessment = find_assessment(target.round, target.teacher, target.rater)
    posted = request.method == "POST"
    if not posted and _is_locked(target.round, assessment):
        return redirect("competence:rate", request.group.code, pk, rater, teacher)
    known = answers_of(assessment)
    scheme = scoring_scheme(target.round.framework.scoring)
    form = AnswerForm(item, scheme, known, request.POST if posted else None)
    if posted and form.is_valid():
        return _keep(request, target, items, item, form)
    progress = [item_progress_of(one, known) for one in items]
    page = item_page(_head(request, target), progress, item, form, scheme)
    return render_form(request, "competence/rate_item.html", page, form)


@group_view(*RATES)
def rate_importance(request: MemberRequest, pk: int, rater: str, teacher: int) -> HttpResponse:
    """How important each item is: asked once, after the last item."""
    target = target_or_404(request, pk, rater, teacher)
    assessment = find_assessment(target.round, target.teacher, target.rater)
    overview = ("competence:rate", request.group.code, pk, rater, teacher)
    if request.method != "POST" and _is_locked(target.round, assessment):
        return redirect(*overview)
    known, items = importance_of(assessment), framework_items(target.round.framework_id)
    form = ImportanceForm(items, known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        save = services.save_importance
        done(request, lambda: save(**by(request), target=target, values=form.values()))
        return redirect(*overview)
    page = importance_page(_head(request, target), items, form, len(known))
    return render_form(request, "competence/rate_importance.html", page, form)


@require_POST
@group_view(*RATES)
def send(request: MemberRequest, pk: int, rater: str, teacher: int) -> HttpResponse:
    """Send one rating."""
    target = target_or_404(request, pk, rater, teacher)
    try:
        services.submit_assessment(
            **by(request), target=target, with_gaps=request.POST.get("with_gaps") == "on"
        )
    except Refused as refusal:
        return _overview(request, target, refusal.message)
    messages.success(request, _("Penilaian terkirim. Terima kasih."))
    if target.rater == Rater.SELF:
        return redirect("competence:rate", request.group.code, pk, rater, teacher)
    return redirect("competence:rating", request.group.code)


def _keep(
    request: MemberRequest, target: RatingTarget, items: list[Item], item: Item, form: AnswerForm
) -> HttpResponse:
    args = [request.group.code, target.round.pk, target.rater.value, target.teacher.pk]
    if not done(
        request,
        lambda: services.save_answers(
            **by(request),
            target=target,
            item=item,
            values=form.values(),
        ),
    ):
        return redirect("competence:rate", *args)
    at = [one.pk for one in items].index(item.pk)
    if at + 1 < len(items):
        return redirect("competence:rate_item", *args, items[at + 1].order)
    return redirect("competence:rate_importance", *args)


def _is_locked(round_: Round, assessment: Assessment | None) -> bool:
    sent = assessment is not None and assessment.submitted_at is not None
    return sent or round_.state == Round.State.CLOSED


def _overview(request: MemberRequest, target: RatingTarget, refusal: str = "") -> HttpResponse:
    assessment = find_assessment(target.round, target.teacher, target.rater)
    progress = item_progress(target.round, assessment)
    weighed = len(importance_of(assessment))
    head = _head(request, target)
    page = rate_page(head, progress, assessment, weighed, today_of(request.group), refusal)
    status = 422 if refusal else 200
    return render_page(request, "competence/rate.html", page, status=status)


def _head(request: MemberRequest, target: RatingTarget) -> RatingHead:
    own = target.rater == Rater.SELF
    return RatingHead(target.round, target.teacher, target.rater, own)


def _part(request: MemberRequest, round_: Round, rater: Rater) -> RatingRound:
    progress = progress_by_teacher(round_, rater)
    asked = indicator_count(round_.framework_id)
    teachers = rateable_teachers(request.actor, rater, request.group)
    duties = tuple(
        Duty(round_, one, rater, *progress.get(one.pk, (0, False)), asked=asked)
        for one in teachers.order_by("school__sort_key", "school_id", "sort_key", "pk")
    )
    may_sheet = rater in sheet_raters(request.actor, request.group)
    return RatingRound(round_, rater, duties, sum(one.is_sent for one in duties), may_sheet)
