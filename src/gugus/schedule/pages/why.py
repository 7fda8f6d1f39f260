"""Why a meeting is where it is, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from gugus.calendar.queries.days import BlockedDay
from gugus.meetings.models import Meeting
from gugus.meetings.pages.parts import with_part
from gugus.meetings.rules.parts import LinePart
from gugus.people.models import Group
from gugus.platform.web.formats import decimal, long_date, short_date
from gugus.platform.web.links import year_href
from gugus.schedule.models import DraftMeeting, Placement
from gugus.schedule.pages.schedule import pins_in_words
from gugus.schedule.rules.explanation import DayReason, HostReason
from gugus.schedule.services.explanation import Explanation
from gugus.timetable.rules.facts import GroupFacts


@dataclass(frozen=True)
class PinCheckbox:
    """One thing that can be pinned on a meeting of the calendar."""

    name: str
    label: str
    is_set: bool


@dataclass(frozen=True)
class ExplanationPage:
    """Why a meeting is where and when it is."""

    title: str
    when: str
    host: tuple[str, ...]
    day: tuple[str, ...]
    next_href: str
    pin_href: str
    pins: tuple[PinCheckbox, ...]
    back: str
    back_title: str


@dataclass(frozen=True)
class AlternativesPage:
    """The next best host and day, and what they would cost."""

    lines: tuple[str, ...]
    back: str


Lost = dict[date, tuple[BlockedDay, ...]]


def draft_why_page(
    group: Group, row: DraftMeeting, found: Explanation, lost: Lost
) -> ExplanationPage:
    """Why a draft has it there."""
    return ExplanationPage(
        title=with_part(row.line.title, LinePart(row.part, row.line.times)),
        when=_("%(day)s di %(host)s")
        % {"day": long_date(row.date), "host": row.host.name if row.host else "–"},
        host=tuple(_host_words(found, group)),
        day=tuple(_day_words(found, lost)),
        next_href=reverse("schedule:next", args=[group.code, row.pk]),
        pin_href="",
        pins=(),
        back=reverse("schedule:draft", args=[group.code, row.draft_id]),
        back_title=_("Rancangan jadwal"),
    )


def meeting_why_page(
    group: Group,
    placement: Placement,
    found: Explanation | None,
    lost: Lost,
    year: int,
    *,
    part: LinePart | None,
    may_plan: bool,
) -> ExplanationPage:
    """Why a meeting of the calendar stands there."""
    meeting: Meeting = placement.meeting
    where = [group.code, meeting.pk]
    asked = may_plan and found is not None
    return ExplanationPage(
        title=with_part(meeting.title, part),
        when=_("%(day)s di %(host)s")
        % {"day": long_date(meeting.date), "host": meeting.host.name if meeting.host else "–"},
        host=tuple(_host_words(found, group)) if found else (),
        day=(
            tuple(_day_words(found, lost))
            if found
            else (
                _(
                    "Pertemuan ini sudah lewat atau tidak lagi menurut jadwal; harinya tidak dihitung lagi."
                ),
            )
        ),
        next_href=reverse("schedule:meeting_next", args=where) if asked else "",
        pin_href=reverse("schedule:meeting_pin", args=where) if asked else "",
        pins=(
            PinCheckbox("pin_date", _("Hari"), placement.pin_date),
            PinCheckbox("pin_host", _("Tuan rumah"), placement.pin_host),
            PinCheckbox("pin_speaker", _("Narasumber"), placement.pin_speaker),
        ),
        back=year_href("schedule:schedule", group.code, year),
        back_title=_("Jadwal setahun"),
    )


def pin_state(placement: Placement) -> str:
    """What is pinned, for the message after saving."""
    pins = pins_in_words(placement)
    return _("Disematkan: %(pins)s.") % {"pins": pins} if pins else _("Tidak ada yang disematkan.")


def _host_words(found: Explanation, group: Group) -> Iterable[str]:
    why = found.reasons.host
    if why is None:
        return
    facts = found.gathered.facts.groups[0]
    if why.pinned:
        yield _("Tuan rumahnya disematkan, jadi tidak dicari yang lain.")
    if why.only:
        yield _("Hanya sekolah ini yang dapat menjadi tuan rumah.")
        return
    yield _turn_words(why)
    if found.gathered.distances[group.pk].basis != "none":
        yield _(
            "Perjalanan semua guru yang dipanggil ke sini %(km)s km sekali jalan; ke sekolah lain "
            "yang dapat menjadi tuan rumah hari itu antara %(least)s dan %(most)s km."
        ) % {
            "km": decimal(why.km, 1),
            "least": decimal(why.km_least, 1),
            "most": decimal(why.km_most, 1),
        }
    if why.closed:
        yield _("Tidak dapat menjadi tuan rumah hari itu: %(schools)s.") % {
            "schools": _names_of(facts, why.closed)
        }
    yield from _wish_words(why, facts, found.row.day)


def _wish_words(why: HostReason, facts: GroupFacts, when: date) -> Iterable[str]:
    """Which of the hosts would rather have another month: a wish that is looked at last."""
    month = str(MONTHS[when.month])
    if why.disliked:
        yield _(
            "Sekolah ini kurang suka menjadi tuan rumah pada bulan %(month)s. Keinginan itu dilihat "
            "paling akhir, sesudah aturan, perjalanan, dan irama program."
        ) % {"month": month}
    if why.unwilling:
        yield _(
            "Kurang suka menjadi tuan rumah pada bulan %(month)s, jadi sedapat mungkin diberi bulan "
            "lain: %(schools)s."
        ) % {"month": month, "schools": _names_of(facts, why.unwilling)}


def _names_of(facts: GroupFacts, keys: Iterable[int]) -> str:
    names = {school.key: school.name for school in facts.schools}
    return ", ".join(names[key] for key in keys)


def _turn_words(why: HostReason) -> str:
    values = {
        "before": why.turns_before,
        "here": why.turns_here,
        "least": why.turns_least,
        "most": why.turns_most,
    }
    if why.turns_least == why.turns_most:
        return (
            _(
                "Giliran: %(before)s kali sebelumnya dan %(here)s kali dalam jadwal ini. "
                "Semua sekolah menjadi %(least)s kali."
            )
            % values
        )
    return (
        _(
            "Giliran: %(before)s kali sebelumnya dan %(here)s kali dalam jadwal ini. "
            "Semua sekolah menjadi %(least)s sampai %(most)s kali."
        )
        % values
    )


def _day_words(found: Explanation, lost: Lost) -> Iterable[str]:
    why, facts = found.reasons.day, found.gathered.facts.groups[0]
    if why.pinned:
        yield _("Harinya disematkan, jadi tidak dicari yang lain.")
    if why.first is not None and why.last is not None:
        yield _(
            "Dapat ditempatkan antara %(first)s dan %(last)s: %(days)s hari belajar bebas, "
            "%(taken)s di antaranya dipakai pertemuan lain."
        ) % {
            "first": short_date(why.first),
            "last": short_date(why.last),
            "days": why.days,
            "taken": why.taken,
        }
    if why.middle is not None:
        yield _rhythm_words(why.middle, found.row.day)
    yield from _neighbour_words(why, facts, found)
    near = [(at, why_lost) for at, why_lost in lost.items() if abs((at - found.row.day).days) <= 21]
    if near:
        lost_days = ", ".join(f"{short_date(at)} ({rows[0].title})" for at, rows in sorted(near))
        yield _("Hari belajar di sekitarnya yang hilang: %(days)s.") % {"days": lost_days}


def _rhythm_words(middle: date, here: date) -> str:
    weeks = round(abs((here - middle).days) / 7)
    if weeks == 0:
        return _("Tepat pada irama programnya.")
    return _("Menurut irama programnya sekitar %(day)s; ini %(weeks)s minggu darinya.") % {
        "day": short_date(middle),
        "weeks": weeks,
    }


def _neighbour_words(why: DayReason, facts: GroupFacts, found: Explanation) -> Iterable[str]:
    line = next(line for line in facts.lines if line.key == found.row.line)
    if why.before is not None:
        yield _(
            "Pertemuan sebelumnya dari program ini %(day)s, jarak paling sedikit %(weeks)s minggu."
        ) % {
            "day": short_date(why.before),
            "weeks": line.weeks_between,
        }
    if why.after is not None:
        yield _("Pertemuan berikutnya dari program ini %(day)s.") % {"day": short_date(why.after)}
    if why.waits_for is not None and line.after is not None:
        titles = {one.key: one.title for one in facts.lines}
        yield _("Menunggu “%(line)s”, yang selesai %(day)s.") % {
            "line": titles[line.after],
            "day": short_date(why.waits_for),
        }


def next_page(weighed: dict[str, Any], names: dict[int, str], back: str) -> AlternativesPage:
    """What another choice would cost."""
    if not weighed:
        return AlternativesPage(
            (
                _(
                    "Belum dapat dihitung: jadwalnya tidak lagi sesuai dengan kalender. Susun ulang dulu."
                ),
            ),
            back,
        )
    return AlternativesPage(
        (_other_host(weighed["host"], names), _other_day(weighed["day"], names)), back
    )


def _other_host(other: dict[str, Any], names: dict[int, str]) -> str:
    if "school" not in other:
        return _none(other, _("Tuan rumah"))
    return _("Tuan rumah terbaik berikutnya %(school)s: %(cost)s.") % {
        "school": names.get(other["school"], "–"),
        "cost": _cost(other),
    }


def _other_day(other: dict[str, Any], names: dict[int, str]) -> str:
    if "date" not in other:
        return _none(other, _("Hari"))
    return _("Hari terbaik berikutnya %(day)s di %(school)s: %(cost)s.") % {
        "day": short_date(date.fromisoformat(other["date"])),
        "school": names.get(other["school"], "–"),
        "cost": _cost(other),
    }


def _none(other: dict[str, Any], what: str) -> str:
    if other.get("none"):
        return _("%(what)s: tidak ada pilihan lain yang memenuhi aturan.") % {"what": what}
    return _("%(what)s: belum ditemukan pilihan lain dalam waktu yang tersedia.") % {"what": what}


def _cost(other: dict[str, Any]) -> str:
    parts = [_way(other["km"])]
    worst = other["worst"]
    if worst >= 0.05:
        km = decimal(worst, 1)
        parts.append(_("guru yang paling jauh %(km)s km lebih jauh") % {"km": km})
    elif worst <= -0.05:
        km = decimal(-worst, 1)
        parts.append(_("guru yang paling jauh %(km)s km lebih dekat") % {"km": km})
    moves = other["moves"]
    parts.append(
        _("%(n)s pertemuan lain ikut berubah") % {"n": moves}
        if moves
        else _("pertemuan lain tetap")
    )
    return ", ".join(parts)


def _way(km: float) -> str:
    if abs(km) < 0.05:
        return _("perjalanan semua guru sama jauhnya")
    if km > 0:
        return _("perjalanan semua guru %(km)s km lebih jauh") % {"km": decimal(km, 1)}
    return _("perjalanan semua guru %(km)s km lebih dekat") % {"km": decimal(-km, 1)}
