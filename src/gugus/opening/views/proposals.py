"""A proposed line, to be worded and accepted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from gugus.opening.models import LineProposal
from gugus.opening.queries.reasons import reason_of
from gugus.opening.services.proposals import accept_proposal, proposed_content
from gugus.people.access import MemberRequest, by, group_view, way_back
from gugus.people.rules.roles import May
from gugus.platform.web.answers import form_page, saved
from gugus.platform.web.pages import FormPage
from gugus.programme.forms.lines import LineForm, initial_of_content
from gugus.programme.pages import links
from gugus.programme.queries import coverage_of
from gugus.programme.views.lookups import line_form


@group_view(May.EDIT_PROGRAMME)
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    """The proposal as a filled form: change what is to be changed, then take it."""
    rows = LineProposal.objects.select_related("programme__group", "programme__needs_round")
    found = get_object_or_404(rows, pk=pk, programme__group=request.group)
    programme = found.programme
    covered = coverage_of(request.group, programme)
    initial = initial_of_content(proposed_content(found))
    form = line_form(request, covered, initial, programme.lines.all(), LineForm)
    back = way_back(request, links.to_year(request.group, programme.school_year))

    if saved(
        request,
        form,
        lambda: accept_proposal(**by(request), proposal=found, content=form.content()),
    ):
        said = _("Usulan diterima: program “%(title)s” ditambahkan.")
        messages.success(request, said % {"title": form.cleaned_data["title"]})
        return redirect(back)
    title, submit = _("Terima usulan"), _("Terima sebagai program")
    return form_page(request, FormPage(title, reason_of(found), form, submit, back, _("Kembali")))
