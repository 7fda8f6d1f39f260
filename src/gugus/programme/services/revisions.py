"""Changes of a signed programme: each is a numbered revision with its reason, and stays readable."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.programme.models import Line, Programme, Revision
from gugus.programme.papers.line_texts import line_texts
from gugus.programme.queries.revisions import newest_number
from gugus.programme.rules.revisions import line_changes
from gugus.programme.services.lines import LineContent, check_version, write_content
from gugus.programme.services.programmes import locked_signed_programme

_Texts = Mapping[str, Mapping[str, str] | None]


def revise_line(
    *, actor: Actor, now: datetime, line: Line, content: LineContent, seen: str, reason: str
) -> Revision:
    """Write a line of the signed programme anew, as the next revision."""
    with transaction.atomic():
        line.programme = locked_signed_programme(line.programme)
        check_version(line, seen)
        before = _texts(line.pk)
        write_content(line, content, now)
        return _revision(actor, now, line.programme, reason, before, _texts(line.pk))


def add_line_by_revision(
    *, actor: Actor, now: datetime, programme: Programme, content: LineContent, reason: str
) -> Revision:
    """Add a line to the signed programme, as the next revision."""
    with transaction.atomic():
        programme = locked_signed_programme(programme)
        line = Line(programme=programme)
        write_content(line, content, now)
        return _revision(actor, now, programme, reason, {str(line.pk): None}, _texts(line.pk))


def remove_line_by_revision(*, actor: Actor, now: datetime, line: Line, reason: str) -> Revision:
    """Take a line out of the signed programme; the revision keeps all that it said."""
    with transaction.atomic():
        programme = locked_signed_programme(line.programme)
        before = _texts(line.pk)
        key = str(line.pk)
        Line.objects.filter(pk=line.pk).delete()
        return _revision(actor, now, programme, reason, before, {key: None})


def _texts(pk: int) -> _Texts:
    return {str(pk): line_texts(Line.objects.get(pk=pk))}


def _revision(
    actor: Actor, now: datetime, programme: Programme, reason: str, before: _Texts, after: _Texts
) -> Revision:
    """The next number is taken under the programme's lock and given back by a rollback."""
    if not reason.strip():
        raise Refused(_("Tulis alasannya: alasan ini dicetak dalam Program Kerja."), "reason")
    if not line_changes(before, after):
        raise Refused(_("Tidak ada yang berubah, jadi tidak ada revisi yang dibuat."))
    revision = Revision.objects.create(
        programme=programme,
        number=newest_number(programme) + 1,
        dated=day_of(programme.group, now),
        reason=reason.strip(),
        before=before,
        after=after,
        at=now,
        by_id=actor.user_id,
    )
    record(
        actor.user_id,
        now,
        "programme.revised",
        programme,
        programme.group_id,
        revision=revision.number,
        lines=[int(key) for key in after],
    )
    return revision
