"""Typing and pasting ways, and what is special about a host."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.hosts.forms import PasteDistancesForm
from gugus.hosts.rules.distances import Distances
from gugus.hosts.rules.pasted_distances import DistanceFault, Pair, PastedDistances, UnreadDistance
from gugus.people.models import Group, School
from gugus.platform.web.formats import decimal
from gugus.platform.web.pages import FormPage


def school_distances_page(group: Group, school: School, form: forms.Form) -> FormPage:
    """One field for each other school."""
    return FormPage(
        title=_("Jarak dari %(school)s") % {"school": school.name},
        lead=_(
            "Jarak jalan dalam kilometer, sekali jalan. Kosongkan isian untuk kembali ke jarak "
            "dari koordinat."
        ),
        form=form,
        back_href=_distances_href(group),
        back=_("Jarak dan tuan rumah"),
        submit=_("Simpan jarak"),
        is_list=True,
    )


def helps_of(schools: Sequence[School], distances: Distances, at: int) -> dict[int, str]:
    """What would count if nothing was typed, by school."""
    helps = {}
    for place, other in enumerate(schools):
        pair = (min(at, place), max(at, place))
        if place == at or pair in distances.typed:
            continue
        helps[other.pk] = (
            _("Belum diketahui.")
            if pair in distances.missing
            else _("Garis lurus dari koordinat: %(km)s km.")
            % {"km": decimal(distances.km[at][place])}
        )
    return helps


def host_page(group: Group, school: School, form: forms.Form) -> FormPage:
    """May it host, and how often did it before."""
    return FormPage(
        title=_("%(school)s sebagai tuan rumah") % {"school": school.name},
        lead="",
        form=form,
        back_href=_distances_href(group),
        back=_("Jarak dan tuan rumah"),
        submit=_("Simpan"),
    )


def clear_page(group: Group, form: forms.Form, typed: int) -> FormPage:
    """Asks before what was typed goes."""
    return FormPage(
        title=_("Hapus semua jarak yang diketik?"),
        lead=_(
            "%(n)d jarak yang diketik akan dihapus. Sesudah itu jarak dihitung dari koordinat lagi. "
            "Jadwal yang sudah dipakai tidak berubah."
        )
        % {"n": typed},
        form=form,
        back_href=_distances_href(group),
        back=_("Jarak dan tuan rumah"),
        submit=_("Hapus semua jarak"),
        danger=True,
    )


@dataclass(frozen=True)
class PastedDistanceRow:
    """A pair as it was understood, and what stood there before."""

    pair: str
    km: str
    before: str
    is_new: bool


@dataclass(frozen=True)
class UnreadDistanceRow:
    """A line that was not understood, and why."""

    line: int
    words: str
    why: str


@dataclass(frozen=True)
class PasteDistancesPage:
    """The pasted table, and what was understood of it."""

    form: PasteDistancesForm
    back: str
    is_read: bool
    rows: tuple[PastedDistanceRow, ...]
    same: int
    unread: tuple[UnreadDistanceRow, ...]
    names: tuple[str, ...]


def paste_page(
    group: Group,
    form: PasteDistancesForm,
    schools: Sequence[School],
    read: PastedDistances | None,
    stored: Mapping[Pair, Decimal],
) -> PasteDistancesPage:
    """Nothing is saved before a person has seen this."""
    names = {school.pk: school.name for school in schools}
    km = read.km if read else {}
    changed = {pair: km for pair, km in km.items() if stored.get(pair) != km}
    return PasteDistancesPage(
        form=form,
        back=_distances_href(group),
        is_read=read is not None,
        rows=tuple(
            PastedDistanceRow(
                pair=f"{names[one]} – {names[other]}",
                km=_km(km),
                before=_km(stored[one, other]) if (one, other) in stored else "",
                is_new=(one, other) not in stored,
            )
            for (one, other), km in sorted(
                changed.items(), key=lambda item: tuple(names[pk] for pk in item[0])
            )
        ),
        same=len(km) - len(changed),
        unread=tuple(map(_unread, read.unread)) if read else (),
        names=tuple(names.values()),
    )


def _km(km: Decimal) -> str:
    return _("%(km)s km") % {"km": decimal(float(km), 2)}


def _unread(one: UnreadDistance) -> UnreadDistanceRow:
    why = {
        DistanceFault.NO_SCHOOL: _("bukan nama sekolah di kelompok ini"),
        DistanceFault.NO_NUMBER: _("bukan angka kilometer"),
        DistanceFault.TOO_FAR: _("lebih dari 1000 km"),
        DistanceFault.SAME_SCHOOL: _("sekolah yang sama dua kali"),
        DistanceFault.DIFFERS: _("pasangan ini ada dua kali dengan angka berbeda"),
        DistanceFault.FEW_CELLS: _("kurang dari tiga kolom"),
        DistanceFault.TOO_MANY: _("baris ini dan sesudahnya terlalu banyak, tidak dibaca"),
    }[one.doubt]
    return UnreadDistanceRow(one.line, one.words, why)


def _distances_href(group: Group) -> str:
    return reverse("hosts:distances", args=[group.code])
