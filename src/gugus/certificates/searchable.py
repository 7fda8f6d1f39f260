"""What the search finds of `certificates`: one's own; all for whoever issues them."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.certificates.models import Certificate
from gugus.certificates.queries import certificates_of, valid_certificates
from gugus.people.registry import Viewer
from gugus.people.rules.roles import May
from gugus.platform.foundation.searchable import (
    Findable,
    IndexedTable,
    IndexedTexts,
    Searchable,
)
from gugus.platform.web.formats import short_date


def _all() -> QuerySet[Certificate]:
    return Certificate.objects.select_related("run", "letter")


def _texts(one: Certificate) -> IndexedTexts:
    title = f"Sertifikat certificate {one.run.title}"
    return IndexedTexts(one.group_id, title, f"{one.holder}\n{one.letter.text}", one.letter.dated)


def _visible(viewer: Viewer) -> QuerySet[Certificate]:
    """Those that hold, to whom their paper is handed out."""
    rows = valid_certificates(certificates_of(viewer.group)).select_related("run", "letter")
    if viewer.may(May.ISSUE_CERTIFICATES):
        return rows
    return rows.filter(teacher=viewer.actor.teacher_id or 0)


def _show(viewer: Viewer, one: Certificate) -> Findable:
    title = _("Sertifikat: %(title)s") % {"title": one.run.title}
    note = f"{one.holder} · {one.letter.text} · {short_date(one.letter.dated)}"
    return Findable(title, reverse("certificates:paper", args=[viewer.group.code, one.pk]), note)


SEARCHABLES = (
    Searchable(
        "sertifikat",
        noop("Sertifikat"),
        110,
        "certificates:paper",
        (May.SEE_GROUP,),
        tables=(IndexedTable("certificates.Certificate", ("holder", "run", "letter")),),
        records=_all,
        texts=_texts,
        visible=_visible,
        show=_show,
    ),
)
