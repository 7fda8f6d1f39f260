"""Who is to be forgotten: for officers."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done, posted, render_form, saved
from gugus.platform.web.pages import ConfirmPage
from gugus.platform.web.render import render_page
from gugus.privacy.forms import TypedNameForm
from gugus.privacy.models import ErasureRequest
from gugus.privacy.pages import erasures_page
from gugus.privacy.queries.requests import askable, ready_requests, requests_of
from gugus.privacy.services.erasure import cancel_erasure, erase_teacher, request_erasure


@group_view(May.EDIT_MEMBERS)
@require_safe
def erasures(request: MemberRequest) -> HttpResponse:
    """Requests, and former members."""
    group = request.group
    requests = list(requests_of(group))
    ready = ready_requests(requests, today_of(group))
    page = erasures_page(group, requests, askable(group), ready)
    return render_page(request, "privacy/erasures.html", page)


@group_view(May.EDIT_MEMBERS)
@require_POST
def ask_for(request: MemberRequest, pk: int) -> HttpResponse:
    """Write down the wish of somebody who left."""
    teacher = get_object_or_404(askable(request.group), pk=pk)
    done(
        request,
        lambda: request_erasure(**by(request), group=request.group, teacher=teacher, own=False),
        _("Permintaan tercatat. Data baru dihapus sesudah masa tunggunya."),
    )
    return redirect("privacy:erasures", request.group.code)


@group_view(May.EDIT_MEMBERS)
@require_POST
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    """It was taken back."""
    found = _request(request, pk)
    done(
        request,
        lambda: cancel_erasure(**by(request), request=found),
        _("Permintaan ditarik. Tidak ada yang dihapus."),
    )
    return redirect("privacy:erasures", request.group.code)


@group_view(May.EDIT_MEMBERS)
def erase(request: MemberRequest, pk: int) -> HttpResponse:
    """Forget for good, once the name was typed."""
    found = _request(request, pk)
    form = TypedNameForm(posted(request), expected=found.teacher.name)
    if saved(
        request,
        form,
        lambda: erase_teacher(**by(request), request=found),
        _("Datanya sudah dihapus. Jumlah, sertifikat, dan catatan uang tetap."),
    ):
        return redirect("privacy:erasures", request.group.code)
    lines = (
        _(
            "Dihapus: jurnal, penilaian, foto, rekaman suara, kabar langkah, nomor HP, email, NIP, "
            "NUPTK, tautan, PIN, dan riwayat masuk."
        ),
        _("Namanya diganti di daftar, notulen, dan daftar hadir yang tersimpan."),
        _(
            "Tetap, tanpa nama: jumlah kehadiran, langkah, dan masalah yang diajukan. Sertifikat dan "
            "catatan uang tetap seperti semula."
        ),
        _(
            "Cadangan lama masih memuat datanya sampai cadangan itu Anda hapus. Sesudah memulihkan "
            "cadangan lama, hapus lagi di halaman ini."
        ),
    )
    page = ConfirmPage(
        _("Hapus data %(name)s?") % {"name": found.teacher.name},
        lines,
        _("Hapus untuk selamanya"),
        reverse("privacy:erasures", args=[request.group.code]),
        _("Keluar dan dilupakan"),
        form=form,
        warning=_("Ini tidak dapat dibatalkan."),
    )
    return render_form(request, "web/confirm.html", page, form)


def _request(request: MemberRequest, pk: int) -> ErasureRequest:
    rows = ErasureRequest.objects.select_related("teacher__school", "group")
    return get_object_or_404(rows, pk=pk, group=request.group, done_at=None, cancelled_at=None)
