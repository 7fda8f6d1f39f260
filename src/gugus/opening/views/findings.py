"""What the supervisor found in the field: read by officers, written by the supervisor."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.competence.models import Item
from gugus.opening.forms.findings import FindingForm
from gugus.opening.models import Finding
from gugus.opening.pages.findings import findings_page
from gugus.opening.queries.proposals import findings_of, own_withdrawn_findings
from gugus.opening.services import findings as services
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.answers import form_page, posted, saved
from gugus.platform.web.pages import FormPage
from gugus.platform.web.render import render_page
from gugus.programme.pages.links import findings_href
from gugus.programme.queries import measured_round


@group_view(May.EDIT_PROGRAMME, May.WRITE_FINDINGS)
@require_safe
def findings(request: MemberRequest) -> HttpResponse:
    """The findings that stand; one's own withdrawn ones below."""
    page = findings_page(
        request.actor,
        request.group,
        findings_of(request.group),
        own_withdrawn_findings(request.group, request.actor.user_id),
    )
    return render_page(request, "opening/findings.html", page)


@group_view(May.WRITE_FINDINGS)
def write(request: MemberRequest) -> HttpResponse:
    """Write a finding."""
    round_ = measured_round(request.group, None)
    items = Item.objects.filter(framework_id=round_.framework_id) if round_ else ()
    form = FindingForm(posted(request), items=items)
    back = findings_href(request.group)

    if saved(
        request,
        form,
        lambda: services.write_finding(**by(request), group=request.group, found=form.found()),
        _("Temuan tersimpan dan dapat dibaca pengurus."),
    ):
        return redirect(back)
    explanation = _(
        "Temuan Anda diusulkan sebagai program pada pembukaan tahun. Pengurus yang memutuskan."
    )
    title, submit = _("Tulis temuan"), _("Simpan temuan")
    return form_page(
        request, FormPage(title, explanation, form, submit, back, _("Temuan pengawas"))
    )


@group_view(May.WRITE_FINDINGS)
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one's own finding back."""
    services.withdraw_finding(**by(request), finding=_own(request, pk))
    messages.success(request, _("Temuan ditarik. Anda masih dapat mengembalikannya di bawah."))
    return redirect(findings_href(request.group))


@group_view(May.WRITE_FINDINGS)
@require_POST
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Put one's own finding back."""
    services.restore_finding(**by(request), finding=_own(request, pk))
    messages.success(request, _("Temuan dikembalikan."))
    return redirect(findings_href(request.group))


def _own(request: MemberRequest, pk: int) -> Finding:
    mine = {"group": request.group, "written_by_id": request.actor.user_id}
    return get_object_or_404(Finding, pk=pk, **mine)
