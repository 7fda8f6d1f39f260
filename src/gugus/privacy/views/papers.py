"""Consents that were signed on paper, written down by an officer."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.answers import form_page, posted, saved
from gugus.platform.web.pages import FormPage
from gugus.privacy.forms import PaperConsentForm
from gugus.privacy.services.consents import give_consent


@group_view(May.EDIT_MEMBERS)
def paper_consent(request: MemberRequest) -> HttpResponse:
    """Whose paper, which words, which day; the teacher reads it under their own rights."""
    group = request.group
    form = PaperConsentForm(posted(request), group=group)
    if saved(
        request,
        form,
        lambda: give_consent(**by(request), group=group, **form.cleaned_data),
        _("Persetujuan di kertas tercatat. Simpan kertasnya."),
    ):
        return redirect("privacy:paper_consent", group.code)
    lead = _(
        "Untuk guru yang menandatangani kertas. Gurunya membaca catatan ini di “Hak atas data saya”, "
        "dan dapat menariknya kapan saja."
    )
    back = reverse("people:members", args=[group.code])
    title, submit = _("Catat persetujuan di kertas"), _("Simpan")
    return form_page(request, FormPage(title, lead, form, submit, back, _("Anggota dan sekolah")))
