"""Writing, removing and copying lines of a programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import Speaker, StudyGroup
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.programme.models import Line, Programme
from gugus.programme.queries import line_version, measured_round
from gugus.programme.rules.dependencies import dependency_cycle
from gugus.programme.rules.status import lines_may_be_deleted
from gugus.programme.services.programmes import locked_programme


@dataclass(frozen=True)
class LineContent:
    """What a person says about a line."""

    kind: str
    title: str
    objective: str
    activities: str
    need_ids: frozenset[int]
    study_group: StudyGroup | None
    strategy: str
    speaker: Speaker | None
    speaker_note: str
    product: str
    jp: int
    months: tuple[int, ...]
    cost: int
    # How it is to be scheduled.
    times: int = 1
    rhythm: str = Line.Rhythm.FREE
    weeks_between: int = 1
    after: Line | None = None
    package: str = ""


_FIELDS = tuple(name for name in LineContent.__dataclass_fields__ if name != "need_ids")


def add_line(*, actor: Actor, now: datetime, programme: Programme, content: LineContent) -> Line:
    """Add a line; the same title and kind twice is a mistake (a double tap) and is refused."""
    with transaction.atomic():
        programme = locked_programme(programme)
        line = Line(programme=programme)
        write_content(line, content, now)
        record(actor.user_id, now, "programme_line.added", line, line.programme.group_id)
    return line


def change_line(
    *, actor: Actor, now: datetime, line: Line, content: LineContent, seen: str
) -> Line:
    """Rewrite a line; refused when somebody changed it since the form was opened."""
    with transaction.atomic():
        line.programme = locked_programme(line.programme)
        check_version(line, seen)
        write_content(line, content, now)
        record(actor.user_id, now, "programme_line.changed", line, line.programme.group_id)
    return line


def delete_line(*, actor: Actor, now: datetime, line: Line) -> None:
    """Remove a line; meetings that came of it stay and lose only the link."""
    with transaction.atomic():
        programme = locked_programme(line.programme)
        if not lines_may_be_deleted(programme.status):
            raise Refused(
                _(
                    "Forum sudah menyepakati program ini, jadi barisnya tidak dapat dihapus. "
                    "Ketua dapat membukanya kembali menjadi rancangan."
                )
            )
        record(actor.user_id, now, "programme_line.deleted", line, line.programme.group_id)
        line.delete()


def copy_lines(*, actor: Actor, now: datetime, programme: Programme, lines: Iterable[Line]) -> int:
    """Copy lines of an earlier year; a line that is already there is passed over."""
    copies: dict[int, tuple[Line, Line | None]] = {}
    with transaction.atomic():
        programme = locked_programme(programme)
        for line in lines:
            if _twin(programme, line.title, line.kind, None):
                continue
            needs = list(line.needs.all())
            copy = Line(programme=programme, changed_at=now)
            for name in _FIELDS:
                setattr(copy, name, getattr(line, name))
            copy.after = None
            copy.save()
            copy.needs.set(needs)
            record(
                actor.user_id,
                now,
                "programme_line.copied",
                copy,
                copy.programme.group_id,
                source=line.pk,
            )
            copies[line.pk] = (copy, line.after)
        for copy, former in copies.values():
            copy.after = _same_here(programme, former, copies)
            copy.save(update_fields=["after"])
    return len(copies)


def _same_here(
    programme: Programme, former: Line | None, copies: dict[int, tuple[Line, Line | None]]
) -> Line | None:
    """What an earlier year's line is in this programme: its copy, or the one that was there."""
    if former is None:
        return None
    if former.pk in copies:
        return copies[former.pk][0]
    return programme.lines.filter(title__iexact=former.title, kind=former.kind).first()


def check_version(line: Line, seen: str) -> None:
    """Refuse when the line was changed since the form with this version was opened."""
    if line_version(Line.objects.get(pk=line.pk)) != seen:
        raise Refused(
            _(
                "Program ini sudah diubah dari halaman lain sejak Anda membukanya. Lihat dulu "
                "yang tersimpan. Simpan sekali lagi bila isian Anda yang dipakai."
            )
        )


def write_content(line: Line, content: LineContent, now: datetime) -> None:
    """Put content into a line of a programme that the caller holds."""
    if _twin(line.programme, content.title, content.kind, line.pk):
        raise Refused(
            _("Program dengan nama dan jenis ini sudah ada. Ubah yang itu, atau pakai nama lain."),
            "title",
        )
    _check_order(line, content.after)
    for name in _FIELDS:
        setattr(line, name, getattr(content, name))
    line.changed_at = now
    line.save()
    line.needs.set({*content.need_ids, *_needs_out_of_sight(line)})


def _check_order(line: Line, after: Line | None) -> None:
    """A line waits for one of its own programme, and never, directly or through others, for
    itself."""
    if after is None:
        return
    if after.programme_id != line.programme_id:
        raise Refused(_("Pilih program yang harus selesai dulu dari tahun yang sama."), "after")
    others = dict(line.programme.lines.values_list("pk", "after_id"))
    ring = dependency_cycle(line.pk, after.pk, others) if line.pk else ()
    if ring:
        titles = {other.pk: other.title for other in line.programme.lines.all()}
        raise Refused(
            _(
                "Urutan ini berputar: %(lines)s. Tidak ada yang dapat dimulai lebih dulu. "
                "Yang tersimpan belum diubah; pilih program lain, atau kosongkan."
            )
            % {"lines": " → ".join(f"“{titles[pk]}”" for pk in ring)},
            "after",
        )


def _needs_out_of_sight(line: Line) -> set[int]:
    """Needs of other frameworks, which the form could not show and must not lose."""
    round_ = measured_round(line.programme.group, line.programme)
    others = line.needs.all()
    if round_ is not None:
        others = others.exclude(framework_id=round_.framework_id)
    return set(others.values_list("pk", flat=True))


def _twin(programme: Programme, title: str, kind: str, besides: int | None) -> bool:
    rows = programme.lines.filter(title__iexact=title, kind=kind)
    return (rows.exclude(pk=besides) if besides else rows).exists()
