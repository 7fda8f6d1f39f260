"""The group's needs."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from gugus.competence.models import Round
from gugus.competence.pages.needs import needs_page, no_needs_page, table_headings, table_rows
from gugus.competence.queries import ranked_needs, reference_round
from gugus.competence.queries.figures import round_figures
from gugus.competence.views.lookups import round_or_404
from gugus.cores.formats.tables import to_csv, to_xlsx
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.render import render_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@group_view(May.SEE_NEEDS)
def needs(request: MemberRequest) -> HttpResponse:
    """Needs of the reference round, or how to begin."""
    round_ = reference_round(request.group)
    if round_ is not None:
        round_.group = request.group
        return _answer(request, round_)
    opened = Round.objects.filter(group=request.group, state=Round.State.OPEN)
    page = no_needs_page(request.actor, request.group, list(opened))
    return render_page(request, "competence/no_needs.html", page)


@group_view(May.SEE_NEEDS)
def round_needs(request: MemberRequest, pk: int) -> HttpResponse:
    """Needs of one round; figures of an open round only for its manager."""
    return _answer(request, _readable_round(request, pk))


@group_view(May.SEE_NEEDS)
def needs_table(request: MemberRequest, pk: int, form: str) -> HttpResponse:
    """The table as CSV or XLSX."""
    round_ = _readable_round(request, pk)
    rows = table_rows(round_, ranked_needs(round_))
    if form == "csv":
        response = HttpResponse(to_csv(table_headings(), rows), content_type="text/csv")
    else:
        response = HttpResponse(to_xlsx(round_.name, table_headings(), rows), content_type=XLSX)
    name = f"kebutuhan-{slugify(round_.name)}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _answer(request: MemberRequest, round_: Round) -> HttpResponse:
    runs = request.actor.may(May.RUN_ROUNDS, request.group.pk)
    rounds = Round.objects.filter(group=request.group)
    if not runs:
        rounds = rounds.filter(state=Round.State.CLOSED)
    page = needs_page(request.actor, round_, ranked_needs(round_), list(rounds))
    return render_page(request, "competence/needs.html", page)


def _readable_round(request: MemberRequest, pk: int) -> Round:
    round_ = round_or_404(request, pk)
    if round_.state == Round.State.OPEN:
        if not request.actor.may(May.RUN_ROUNDS, request.group.pk):
            raise Http404
        # While a round is open nothing is stored: figures are computed on each request.
        round_.result = round_figures(round_)
    return round_
