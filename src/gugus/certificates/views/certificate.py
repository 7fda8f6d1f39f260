"""One certificate: its page, its files, its replacement, its withdrawal; the group's keys."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.certificates import queries
from gugus.certificates.forms import CertificateCorrectionForm, CertificateWithdrawForm
from gugus.certificates.models import Certificate, SigningKey
from gugus.certificates.pages.certificate import (
    certificate_page,
    certificate_replace_page,
    certificate_withdraw_page,
    signing_keys_page,
)
from gugus.certificates.rules.facts import certificate_facts_of
from gugus.certificates.services.corrections import (
    CertificateCorrection,
    replace_certificate,
    withdraw_certificate,
)
from gugus.certificates.services.pdf import print_certificates
from gugus.certificates.services.signing_keys import can_open, renew_signing_keys
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import file_response
from gugus.platform.web.answers import form_page, posted, saved
from gugus.platform.web.render import render_page


@group_view(May.ISSUE_CERTIFICATES)
def certificate(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything about one certificate."""
    page = certificate_page(_certificate(request, pk))
    return render_page(request, "certificates/certificate.html", page)


@group_view(May.SEE_GROUP)
def paper(request: MemberRequest, pk: int) -> HttpResponse:
    """The signed PDF, for its holder and for those who issue."""
    one = _for_holder(request, pk)
    pdf = print_certificates(
        user_id=request.actor.user_id, now=timezone.now(), group=request.group, certificates=[one]
    )
    stem = f"Sertifikat {one.holder} {certificate_facts_of(one.facts).activity.title}"
    return file_response(pdf, stem, "pdf", "application/pdf", inline=True)


@group_view(May.SEE_GROUP)
def badge(request: MemberRequest, pk: int) -> HttpResponse:
    """The Open Badges credential: the bytes that were signed when it was issued."""
    one = _for_holder(request, pk)
    content = one.badge.encode()
    return file_response(content, f"Lencana {one.holder}", "json", "application/ld+json")


@group_view(May.ISSUE_CERTIFICATES)
def replace(request: MemberRequest, pk: int) -> HttpResponse:
    """Issue another in its place."""
    one = _valid_certificate(request, pk)
    entry = certificate_facts_of(one.facts).entry
    first = {"holder": entry.holder, "nip": entry.nip, "institution": entry.institution}
    form = CertificateCorrectionForm(posted(request), initial=first)
    if new := saved(
        request,
        form,
        lambda: replace_certificate(
            **by(request), certificate=one, correction=CertificateCorrection(**form.cleaned_data)
        ),
        lambda new: _("Pengganti terbit dengan nomor %(n)s.") % {"n": new.letter},
    ):
        return redirect("certificates:certificate", request.group.code, new.value.pk)
    return form_page(request, certificate_replace_page(request.group, one, form))


@group_view(May.ISSUE_CERTIFICATES)
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that it no longer holds."""
    one = _valid_certificate(request, pk)
    form = CertificateWithdrawForm(posted(request))
    if saved(
        request,
        form,
        lambda: withdraw_certificate(
            **by(request), certificate=one, reason=form.cleaned_data["reason"]
        ),
        _("Sertifikat ditarik; alasannya disimpan."),
    ):
        return redirect("certificates:certificate", request.group.code, pk)
    return form_page(request, certificate_withdraw_page(request.group, one, form))


@group_view(May.ISSUE_CERTIFICATES)
def signing_keys(request: MemberRequest) -> HttpResponse:
    """The group's keys, and what its signature means."""
    keys = list(queries.keys_of(request.group))
    lost = any(key.retired_at is None and not can_open(key) for key in keys)
    page = signing_keys_page(keys, lost=lost)
    return render_page(request, "certificates/signing_keys.html", page)


@group_view(May.ISSUE_CERTIFICATES)
@require_POST
def signing_keys_renew(request: MemberRequest) -> HttpResponse:
    """Sign with new keys from now on."""
    renew_signing_keys(**by(request), group=request.group)
    messages.success(
        request, _("Kunci baru dibuat. Sertifikat lama tetap dapat diperiksa dengan kunci lamanya.")
    )
    return redirect("certificates:signing_keys", request.group.code)


@group_view(May.ISSUE_CERTIFICATES)
def signing_key_file(request: MemberRequest, pk: int) -> HttpResponse:
    """The public certificate, to give to whoever checks PDFs."""
    papers = queries.keys_of(request.group).filter(kind=SigningKey.Kind.PAPER)
    key = get_object_or_404(papers, pk=pk)
    stem = f"kunci-{request.group.code}-{key.pk}"
    return file_response(key.public.encode(), stem, "pem", "application/x-pem-file")


def _certificate(request: MemberRequest, pk: int) -> Certificate:
    return get_object_or_404(queries.certificates_of(request.group), pk=pk)


def _valid_certificate(request: MemberRequest, pk: int) -> Certificate:
    """One that holds; what no longer does is neither printed nor changed."""
    return get_object_or_404(
        queries.valid_certificates(queries.certificates_of(request.group)), pk=pk
    )


def _for_holder(request: MemberRequest, pk: int) -> Certificate:
    one = _valid_certificate(request, pk)
    own = one.teacher_id is not None and one.teacher_id == request.actor.teacher_id
    if not own and not request.actor.may(May.ISSUE_CERTIFICATES, request.group.pk):
        raise Http404
    return one
