"""Asking for a teacher of another group, and the requests that wait for an answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.membership.forms import RequestAnswerForm, TeacherRequestForm
from gugus.membership.models import MembershipRequest
from gugus.people.models import Group
from gugus.platform.web.formats import short_date
from gugus.platform.web.pages import FormPage


@dataclass(frozen=True)
class RequestRow:
    """One request: who asks for whom."""

    who: str
    group: str
    since: str
    href: str


@dataclass(frozen=True)
class RequestsPage:
    """The requests that this group answers."""

    code: str
    rows: tuple[RequestRow, ...]


def ask_page(group: Group, form: TeacherRequestForm) -> FormPage:
    """Ask for somebody."""
    return FormPage(
        title=_("Undang guru dari kelompok lain"),
        lead=_(
            "Misalnya guru agama atau PJOK yang juga ikut kelompok ini. Kelompok asalnya diminta "
            "setuju; sesudah itu namanya tampil di sini. Tautan dan PIN-nya tetap yang lama."
        ),
        form=form,
        submit=_("Kirim permintaan"),
        back_href=reverse("people:members", args=[group.code]),
        back=_("Anggota dan sekolah"),
    )


def requests_page(group: Group, rows: Iterable[MembershipRequest]) -> RequestsPage:
    """In the order in which they came."""
    return RequestsPage(
        group.code,
        tuple(
            RequestRow(
                who=f"{row.teacher.name}, {row.teacher.school.name}",
                group=row.group.name,
                since=short_date(row.asked_on),
                href=reverse("membership:answer", args=[group.code, row.pk]),
            )
            for row in rows
        ),
    )


def answer_page(group: Group, row: MembershipRequest, form: RequestAnswerForm) -> FormPage:
    """What agreeing means, before it is done."""
    words = {"name": row.teacher.name, "group": row.group.name}
    means = _(
        "Bila setuju, %(group)s melihat nama dan kontaknya, mengundangnya, dan mencatat kehadirannya "
        "di sana. Catatan di kelompok ini tidak terlihat oleh mereka. Datanya, tautan, dan PIN tetap "
        "dikelola di sini. Tanyakan dulu kepada gurunya."
    )
    if not row.teacher.active:
        means = _(
            "Ia sudah keluar dari kelompok ini. Bila setuju, %(group)s mengelola datanya: mengubahnya, "
            "dan membuat tautan yang membuka semua foto dan rekamannya. Tanyakan dulu kepada gurunya."
        )
    also = _("Ia juga mengajar di %(school)s.") % {"school": row.school.name} if row.school else ""
    return FormPage(
        title=_("%(name)s ikut %(group)s?") % words,
        lead=f"{also} {means % words}".strip(),
        form=form,
        submit=_("Kirim jawaban"),
        back_href=reverse("membership:requests", args=[group.code]),
        back=_("Permintaan kelompok lain"),
    )
