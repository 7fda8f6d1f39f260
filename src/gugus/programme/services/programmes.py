"""Starting a year's programme, its texts, its measurement, and its way to the signature."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.competence.models import Round
from gugus.competence.queries import reference_round
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.people.rules.years import school_year_label, school_year_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.programme.models import Programme, StatusChange
from gugus.programme.rules.status import (
    ProgrammeState,
    ProgrammeTransition,
    TransitionFault,
    TransitionRequest,
    decide_transition,
    lines_may_change,
)

# A programme may be entered afterwards (to copy from it) or begun one year ahead.
YEARS_BACK, YEARS_AHEAD = 5, 1

_WHY = {
    TransitionFault.WRONG_STATUS: gettext_lazy(
        "Status program sudah berubah. Tidak ada yang disimpan: muat ulang halaman ini."
    ),
    TransitionFault.NO_LINES: gettext_lazy(
        "Program ini belum berisi apa pun. Tambahkan program dahulu."
    ),
    TransitionFault.IN_FUTURE: gettext_lazy(
        "Tanggalnya belum tiba. Isi tanggal hari ini atau sebelumnya."
    ),
    TransitionFault.TOO_EARLY: gettext_lazy(
        "Tanggal itu terlalu lama sebelum tahun programnya. Periksa."
    ),
    TransitionFault.BEFORE_AGREEMENT: gettext_lazy(
        "Tanda tangan tidak dapat mendahului kesepakatan forum. Periksa tanggalnya."
    ),
    TransitionFault.NO_REASON: gettext_lazy(
        "Tulis alasannya: alasan ini disimpan dalam riwayat program."
    ),
}
_VERBS = {
    ProgrammeTransition.AGREE: "programme.agreed",
    ProgrammeTransition.SIGN: "programme.signed",
    ProgrammeTransition.REOPEN: "programme.reopened",
}
_FIELD = {
    TransitionFault.NO_REASON: "note",
    TransitionFault.IN_FUTURE: "dated",
    TransitionFault.TOO_EARLY: "dated",
    TransitionFault.BEFORE_AGREEMENT: "dated",
}


def start_programme(
    *, actor: Actor, now: datetime, group: Group, year: int
) -> tuple[Programme, bool]:
    """Begin a year's programme; True when it is new. Two officers at once get the same one."""
    this = school_year_of(day_of(group, now))
    if not this - YEARS_BACK <= year <= this + YEARS_AHEAD:
        raise Refused(
            _("Program hanya dapat dimulai untuk tahun %(first)s sampai %(last)s.")
            % {
                "first": school_year_label(this - YEARS_BACK),
                "last": school_year_label(this + YEARS_AHEAD),
            }
        )
    try:
        with transaction.atomic():
            programme = Programme.objects.create(
                group=group, school_year=year, needs_round=reference_round(group)
            )
            record(actor.user_id, now, "programme.started", programme, group.pk)
    except IntegrityError:
        return Programme.objects.get(group=group, school_year=year), False
    return programme, True


def write_programme_texts(
    *, actor: Actor, now: datetime, programme: Programme, texts: dict[str, str]
) -> None:
    """Keep the wording of background, basis and aims; an empty one follows the data again."""
    with transaction.atomic():
        programme = locked_programme(programme)
        for name in ("background", "legal_basis", "aims"):
            setattr(programme, name, texts[name])
        programme.save(update_fields=list(texts))
        record(actor.user_id, now, "programme.texts_changed", programme, programme.group_id)


def choose_needs_round(*, actor: Actor, now: datetime, programme: Programme, round_: Round) -> None:
    """Judge the programme against another measurement."""
    with transaction.atomic():
        programme = locked_programme(programme)
        programme.needs_round = round_
        programme.save(update_fields=["needs_round"])
        record(
            actor.user_id,
            now,
            "programme.needs_round_chosen",
            programme,
            programme.group_id,
            round=round_.pk,
        )


def change_status(
    *, actor: Actor, now: datetime, programme: Programme, wish: TransitionRequest
) -> Programme:
    """Agree, sign or reopen; the step and its note stay in the programme's history."""
    with transaction.atomic():
        programme = Programme.objects.select_for_update().get(pk=programme.pk)
        status = ProgrammeState(
            programme.status,
            programme.school_year,
            programme.lines.count(),
            programme.agreed_on,
        )
        verdict = decide_transition(status, wish, today=day_of(programme.group, now))
        if verdict.status is None:
            why = verdict.why or TransitionFault.WRONG_STATUS
            raise Refused(str(_WHY[why]), _FIELD.get(why))
        programme.status = Programme.Status(verdict.status)
        _date(programme, wish, actor)
        programme.save()
        change = StatusChange.objects.create(
            programme=programme,
            status=programme.status,
            dated=wish.dated,
            note=wish.note,
            at=now,
            by_id=actor.user_id,
        )
        record(
            actor.user_id, now, _VERBS[wish.step], programme, programme.group_id, change=change.pk
        )
    return programme


def _date(programme: Programme, wish: TransitionRequest, actor: Actor) -> None:
    if wish.step == ProgrammeTransition.SIGN:
        programme.signed_on, programme.signed_by_id = wish.dated, actor.user_id
        return
    agreed: date | None = wish.dated if wish.step == ProgrammeTransition.AGREE else None
    programme.agreed_on = agreed
    programme.agreed_note = wish.note if agreed else ""
    programme.signed_on = programme.signed_by = None
    programme.acknowledged_on = programme.acknowledged_by = None
    programme.acknowledged_note, programme.acknowledged_revision = "", 0


def locked_programme(programme: Programme) -> Programme:
    """The programme held for change until the transaction ends; refused once it is signed."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if not lines_may_change(programme.status):
        raise Refused(
            _(
                "Program ini sudah ditandatangani, isinya terkunci. Tidak ada yang diubah. "
                "Ketua dapat merevisi satu baris, atau membukanya kembali, dengan alasan."
            )
        )
    return programme


def locked_signed_programme(programme: Programme) -> Programme:
    """The signed programme held until the transaction ends; refused before it is signed."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.status != Programme.Status.SIGNED:
        raise Refused(
            _(
                "Program ini belum, atau tidak lagi, ditandatangani. Tidak ada yang disimpan: "
                "muat ulang halamannya."
            )
        )
    return programme
