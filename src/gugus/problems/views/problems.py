"""Problems from class: raising, finding, answering, saying what became of them."""

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.meetings.access import own_teacher
from gugus.meetings.rules.merge import OWN_WORD, WriteStamp
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.answers import saved
from gugus.platform.web.formats import parse_id
from gugus.platform.web.render import render_page
from gugus.problems import queries, services
from gugus.problems.access import the_problem
from gugus.problems.forms import (
    AdoptForm,
    ProblemProposalForm,
    ProblemSearchForm,
    RaiseProblemForm,
    SettleForm,
    TrialForm,
)
from gugus.problems.models import Problem
from gugus.problems.pages.problems import (
    ProblemForms,
    ProblemListFilter,
    problem_page,
    problems_page,
    raise_page,
    similar_page,
)
from gugus.problems.pages.rows import problem_address

TEMPLATE = "problems/problem.html"
_ROWS = 30


@group_view(May.RAISE_PROBLEM)
def problems(request: MemberRequest) -> HttpResponse:
    """The group's problems: those that wait first, or what was looked for."""
    group = request.group
    everything = queries.problems_of(group)
    search = ProblemSearchForm(request.GET, subjects=queries.subject_choices(group))
    search.is_valid()
    shown = _shown(request, search.cleaned_data)
    chosen = queries.filter_problems(everything, shown.state, shown.level, shown.subject)
    rows = (
        queries.search_problems(chosen, shown.text)
        if shown.text
        else queries.order_problems(chosen)
    )
    found = Paginator(rows, _ROWS)
    part = found.get_page(shown.page)
    page = problems_page(
        group,
        request.actor,
        part,
        shown,
        search,
        total=found.count,
        has_next=part.has_next(),
        first_use=not found.count and not everything.exists(),
    )
    return render_page(request, "problems/problems.html", page)


def _shown(request: MemberRequest, asked: dict[str, object]) -> ProblemListFilter:
    state = request.GET.get("keadaan", "")
    known = {Problem.State.SOLVED, Problem.State.CLOSED, "semua"}
    level = asked.get("kelas")
    return ProblemListFilter(
        state=state if state in known else "",
        text=str(asked.get("cari", "")),
        level=level if isinstance(level, int) else None,
        subject=str(asked.get("mapel", "")),
        page=max(1, parse_id(request.GET.get("hal", "")) or 1),
    )


@group_view(May.RAISE_PROBLEM)
def problem_raise(request: MemberRequest) -> HttpResponse:
    """Raise a problem; similar earlier ones are shown before it is sent."""
    group, teacher = request.group, own_teacher(request)
    subjects = queries.subject_choices(group)
    if request.method != "POST":
        first = {
            "named": True,
            "class_level": teacher.class_level if teacher else None,
            "subject": queries.usual_subject(group, teacher),
        }
        form = RaiseProblemForm(initial=first, subjects=subjects)
        return render_page(
            request, "problems/problem_raise.html", raise_page(group, request.actor, form)
        )
    form = RaiseProblemForm(request.POST, request.FILES, subjects=subjects)
    similar: list[Problem] = []
    if form.is_valid():
        similar = _similar_unseen(request, form)
        if not similar and (answer := _raised(request, form)) is not None:
            return answer
    page = raise_page(group, request.actor, form, similar)
    return render_page(request, "problems/problem_raise.html", page, status=422)


def _similar_unseen(request: MemberRequest, form: RaiseProblemForm) -> list[Problem]:
    """Without JavaScript nothing was offered while writing: offer it once before it is kept.

    Not when a picture or a recording came along: a browser would not send it again.
    """
    if form.cleaned_data["seen"] or form.has_files:
        return []
    return queries.similar_problems(request.group, form.cleaned_data["words"])


def _raised(request: MemberRequest, form: RaiseProblemForm) -> HttpResponse | None:
    made = saved(
        request,
        form,
        lambda: services.raise_problem(
            **by(request),
            group=request.group,
            text=form.text(),
            voice=form.content("voice"),
            photo=form.content("photo"),
        ),
        _("Masalah ini tersimpan. Teman-teman dapat mengusulkan jalan keluar."),
    )
    return redirect(problem_address(request.group, made.value)) if made is not None else None


@group_view(May.RAISE_PROBLEM)
@require_POST
def problem_similar(request: MemberRequest) -> HttpResponse:
    """Earlier problems like what is being written. By POST: the words stay out of addresses."""
    found = queries.similar_problems(request.group, request.POST.get("words", "")[:4000])
    page = similar_page(request.group, request.actor, found)
    return render_page(request, "problems/_problem_similar.html", page)


@group_view(May.RAISE_PROBLEM)
def problem(request: MemberRequest, pk: int) -> HttpResponse:
    """One problem: what it is, what was proposed, what came of it."""
    return _answer(request, the_problem(request, pk))


def _answer(
    request: MemberRequest, found: Problem, refused: Form | None = None, *, asks_sure: bool = False
) -> HttpResponse:
    rights = services.rights_of(request.actor, found)
    forms = _forms(request, found, refused, asks_sure=asks_sure, adopts=rights.adopt)
    similar = queries.similar_problems(request.group, found.words, besides=found.pk)
    page = problem_page(request.group, request.actor, found, forms, rights, similar)
    status = 422 if refused is not None or asks_sure else 200
    return render_page(request, TEMPLATE, page, status=status)


def _forms(
    request: MemberRequest, found: Problem, refused: Form | None, *, asks_sure: bool, adopts: bool
) -> ProblemForms:
    """The forms of the page; the one that was refused keeps what was typed."""
    adopted = {"proposal": found.adopted_id}
    propose = (
        refused
        if isinstance(refused, ProblemProposalForm)
        else ProblemProposalForm(auto_id="usul_%s")
    )
    trial = (
        refused
        if isinstance(refused, TrialForm)
        else TrialForm(problem=found, initial=adopted, auto_id="hasil_%s")
    )
    adopt: AdoptForm | None = refused if isinstance(refused, AdoptForm) else None
    if adopts and adopt is None:
        adopt = _adopt_form(request, found)
    names = {ProblemProposalForm: "usul", TrialForm: "hasil", AdoptForm: "pakai"}
    shown = names.get(type(refused), "") if refused is not None else ""
    return ProblemForms(propose, trial, adopt, asks_sure=asks_sure, shown=shown)


def _adopt_form(request: MemberRequest, found: Problem, **options: object) -> AdoptForm:
    meetings = queries.meetings_to_adopt_in(request.group, today_of(request.group), found)
    initial = {
        "proposal": found.adopted_id,
        "meeting": found.adopted_in_id or found.on_agenda_id,
    }
    return AdoptForm(
        **options, problem=found, meetings=meetings, initial=initial, auto_id="pakai_%s"
    )


def _written(
    request: MemberRequest, found: Problem, form: Form, act: Callable[[], object], said: str
) -> HttpResponse:
    """Carry a form out, or show the page again with what was typed."""
    if saved(request, form, act, said):
        return redirect(problem_address(request.group, found))
    return _answer(request, found, form)


@group_view(May.RAISE_PROBLEM)
@require_POST
def problem_propose(request: MemberRequest, pk: int) -> HttpResponse:
    """Propose a way out."""
    found = the_problem(request, pk)
    form = ProblemProposalForm(request.POST, auto_id="usul_%s")
    return _written(
        request,
        found,
        form,
        lambda: services.propose_solution(
            **by(request), problem=found, words=form.cleaned_data["words"]
        ),
        _("Terima kasih, usul Anda tersimpan."),
    )


@group_view(May.RAISE_PROBLEM)
@require_POST
def problem_try(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what came of trying a way out."""
    found = the_problem(request, pk)
    form = TrialForm(request.POST, problem=found, auto_id="hasil_%s")
    return _written(
        request,
        found,
        form,
        lambda: services.report_trial(**by(request), problem=found, **form.cleaned_data),
        _("Terima kasih, hasilnya tersimpan dan dapat dibaca teman."),
    )


@group_view(May.RECORD_MEETING)
@require_POST
def problem_adopt(request: MemberRequest, pk: int) -> HttpResponse:
    """Adopt a way out."""
    found = the_problem(request, pk)
    form = _adopt_form(request, found, data=request.POST)
    return _written(
        request,
        found,
        form,
        lambda: services.adopt_solution(
            **by(request),
            problem=found,
            said=WriteStamp(OWN_WORD, timezone.now(), uuid4()),
            **form.cleaned_data,
        ),
        _("Jalan keluar ini dipakai. Guru yang mencobanya dapat mengabarkan hasilnya."),
    )


@group_view(May.RAISE_PROBLEM)
@require_POST
def problem_settle(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that it is solved, closed, or open again."""
    found = the_problem(request, pk)
    if not services.rights_of(request.actor, found).settle:
        raise Http404
    form = SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tidak tersimpan: pilih keadaannya sekali lagi."))
        return redirect(problem_address(request.group, found))
    try:
        services.settle_problem(
            **by(request),
            problem=found,
            said=WriteStamp(OWN_WORD, timezone.now(), uuid4()),
            **form.cleaned_data,
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return _answer(request, found, asks_sure=refusal.field == "sure")
    messages.success(request, _("Keadaan masalah ini tersimpan."))
    return redirect(problem_address(request.group, found))
