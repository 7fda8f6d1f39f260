"""Files that ratings are filled in on: a spreadsheet, or a form for pen and paper."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from gugus.competence.access import sheet_raters
from gugus.competence.papers import rating_form
from gugus.competence.services.sheets import rating_sheet_template
from gugus.competence.views.lookups import open_round_or_404, rater_or_404
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import paper_response

MAY_UPLOAD_SHEET = (May.RUN_ROUNDS, May.RATE_AS_HEAD, May.RATE_AS_SUPERVISOR)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@group_view(*MAY_UPLOAD_SHEET)
def sheet_template(request: MemberRequest, pk: int, rater: str) -> HttpResponse:
    """The template."""
    round_, kind = open_round_or_404(request, pk), rater_or_404(rater)
    if kind not in sheet_raters(request.actor, request.group):
        raise Http404
    data = rating_sheet_template(actor=request.actor, round_=round_, rater=kind)
    response = HttpResponse(data, content_type=XLSX)
    name = f"lembar-nilai-{slugify(round_.name)}-{kind.value}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@group_view(*MAY_UPLOAD_SHEET)
def paper_form(request: MemberRequest, pk: int, rater: str, kind: str) -> HttpResponse:
    """The form for pen and paper."""
    round_, named = open_round_or_404(request, pk), rater_or_404(rater)
    if named not in sheet_raters(request.actor, request.group):
        raise Http404
    return paper_response(rating_form(round_, named), kind)
