"""Texts that wait for a person: what was written, by whom, and what can be done with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import Textarea
from django.utils.translation import gettext as _

from gugus.meetings.pages.head import meeting_address
from gugus.meetings.rules.times import local_time
from gugus.minutes.forms import ConflictResolutionForm, MinutesForm, field_label
from gugus.minutes.models import Minutes, MinutesVariant
from gugus.minutes.queries import WaitingTexts
from gugus.minutes.rules.text_merge import join_lines, text_digest
from gugus.minutes.services.minutes import FIELDS
from gugus.platform.web.formats import short_date, time_text


@dataclass(frozen=True)
class ConflictingText:
    """A text as somebody wrote it; an empty one says so."""

    text: str
    attribution: str


@dataclass(frozen=True)
class TextConflict:
    """The texts of one field, all of which were kept."""

    field: str
    title: str
    texts: tuple[ConflictingText, ...]
    seen: tuple[str, ...]
    joined: str
    error: str
    is_long: bool
    kind: str
    meeting: int
    about: str
    url: str


def text_conflicts(
    minutes: Minutes,
    waiting: Mapping[str, WaitingTexts],
    typed: ConflictResolutionForm | None = None,
) -> tuple[TextConflict, ...]:
    """Every field in which texts wait; what was typed and refused stands there again."""
    return tuple(
        _undecided(minutes, name, waiting[name], typed) for name in FIELDS if name in waiting
    )


def _undecided(
    minutes: Minutes,
    field: str,
    waiting: WaitingTexts,
    typed: ConflictResolutionForm | None,
) -> TextConflict:
    texts = [waiting.current, *(row.text for row in waiting.others)]
    attribution = map(_attribution, (waiting.written, *waiting.others))
    is_long = isinstance(MinutesForm.base_fields[field].widget, Textarea)
    mine = typed if typed is not None and typed.data.get("field") == field else None
    return TextConflict(
        field=field,
        title=field_label(field),
        texts=tuple(
            ConflictingText(text, who) for text, who in zip(texts, attribution, strict=True)
        ),
        seen=tuple(map(text_digest, texts)),
        joined=mine.data.get("text", "") if mine else _start(texts, is_long=is_long),
        error=str(next(iter(mine.errors.get("text", [])), "")) if mine else "",
        is_long=is_long,
        kind="time" if field == "closed_at" else "text",
        meeting=minutes.meeting_id,
        about=f"minutes:{minutes.meeting_id}:{field}",
        url=meeting_address(minutes.meeting, "minutes:decide"),
    )


def _start(texts: list[str], *, is_long: bool) -> str:
    return join_lines(texts) if is_long else texts[0]


def _attribution(row: MinutesVariant | None) -> str:
    """'Bu Contoh, 21 Nov 2026 pukul 14.05'."""
    if row is None or row.written_by is None:
        return _("Yang tersimpan lebih dulu")
    at = local_time(row.stamp_at, row.minutes.meeting.group.time_zone)
    return _("%(who)s, %(day)s pukul %(time)s") % {
        "who": row.written_by.name,
        "day": short_date(at),
        "time": time_text(at.time()),
    }
