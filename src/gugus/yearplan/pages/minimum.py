"""The yearly minimum and the packages on the screen. Counts first, then names in alphabetical
order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.cores.words.order import person_key, place_key
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.links import Link, year_href
from gugus.platform.web.pages import FormPage
from gugus.programme.models import Line
from gugus.schedule.pages.quality import left_words
from gugus.yearplan.forms import PackagesForm
from gugus.yearplan.queries.minimum import TeacherMinimum, YearMinimum
from gugus.yearplan.rules.minimum import MinimumOutlook, MinimumProgress

# With fewer meetings than this, figures say little about a year.
ENOUGH_TO_JUDGE = 3


@dataclass(frozen=True)
class OutlookRow:
    """What the plan offers to some teachers."""

    name: str
    teachers: str
    meetings: str
    packages: str
    verdict: str
    is_enough: bool


@dataclass(frozen=True)
class TeacherMinimumRow:
    """One teacher's year."""

    name: str
    meetings: str
    packages: str
    note: str


@dataclass(frozen=True)
class SchoolMinimumRows:
    """The teachers of one school, by name."""

    name: str
    detail: str
    teachers: tuple[TeacherMinimumRow, ...]
    is_open: bool


@dataclass(frozen=True)
class PackageRow:
    """One package of the rule, and what the plan holds for it."""

    name: str
    needed: str
    planned: str


@dataclass(frozen=True)
class MinimumPage:
    """The screen `yearplan:minimum`."""

    year: str
    year_number: int
    years: tuple[Link, ...]
    minimum: int
    headline: str
    outlooks: tuple[OutlookRow, ...]
    packages: tuple[PackageRow, ...]
    no_packages: bool
    own: TeacherMinimumRow | None
    schools: tuple[SchoolMinimumRows, ...]
    reached: str
    early: str
    unrecorded: str
    left_behind: tuple[tuple[str, str], ...]
    may_set_packages: bool
    may_set_rules: bool


@dataclass(frozen=True)
class MinimumViewer:
    """Who reads: whose names are shown (None: nobody's but the own), and what may be changed."""

    schools: frozenset[int] | None
    sees_names: bool
    teacher: int | None
    plans: bool
    edits_rules: bool


def minimum_page(found: YearMinimum, years: Sequence[int], reader: MinimumViewer) -> MinimumPage:
    """Put the counts into words, as this reader may see them."""
    group = found.group
    shown = [one for one in found.teachers if _is_shown(one, reader)]
    own = next((one for one in found.teachers if one.id == reader.teacher), None)
    unrecorded = ngettext(
        "%(n)d pertemuan lewat belum dicatat kehadirannya, jadi belum dihitung bagi siapa pun.",
        "%(n)d pertemuan lewat belum dicatat kehadirannya, jadi belum dihitung bagi siapa pun.",
        found.unrecorded,
    )
    return MinimumPage(
        year=school_year_label(found.year),
        year_number=found.year,
        years=year_switch(
            years, found.year, lambda one: year_href("yearplan:minimum", group.code, one)
        ),
        minimum=found.minimum,
        headline=_headline(found),
        outlooks=tuple(_outlooks(found)),
        packages=tuple(_packages(found)),
        no_packages=not found.lines_in_packages,
        own=_row(own, found) if own is not None else None,
        schools=tuple(_schools(shown, found)) if found.counted else (),
        reached=_reached(shown, found),
        early=_early(found),
        unrecorded=unrecorded % {"n": found.unrecorded} if found.unrecorded else "",
        left_behind=tuple(
            left_words(group, line, found.titles[line], count)
            for line, count in found.left_behind.items()
        ),
        may_set_packages=reader.plans,
        may_set_rules=reader.edits_rules,
    )


def _is_shown(one: TeacherMinimum, reader: MinimumViewer) -> bool:
    return reader.sees_names and (reader.schools is None or one.school_id in reader.schools)


def _headline(found: YearMinimum) -> str:
    """Can everybody reach the minimum with this plan?"""
    if not found.minimum or not found.outlooks:
        return ""
    least = min(one.offered.meetings for one in found.outlooks)
    words = {"minimum": found.minimum, "least": least}
    if not least:
        return _("Rencana tahun ini belum menyebut satu pertemuan pun.")
    if all(one.is_enough for one in found.outlooks):
        return _("Dengan rencana ini setiap guru dapat mencapai %(minimum)d pertemuan.") % words
    short = sum(one.teachers for one in found.outlooks if not one.is_enough)
    return ngettext(
        "Rencana ini belum cukup bagi %(n)d guru: yang paling sedikit mendapat %(least)d "
        "dari %(minimum)d pertemuan.",
        "Rencana ini belum cukup bagi %(n)d guru: yang paling sedikit mendapat %(least)d "
        "dari %(minimum)d pertemuan.",
        short,
    ) % {**words, "n": short}


def _outlooks(found: YearMinimum) -> Iterable[OutlookRow]:
    """Teachers whom the plan offers the same stand in one row."""
    alike: dict[tuple[MinimumProgress, int], list[MinimumOutlook]] = {}
    for one in found.outlooks:
        alike.setdefault((one.offered, one.undated), []).append(one)
    rows = [_outlook(found, some, whole=len(alike) == 1) for some in alike.values()]
    return sorted(rows, key=lambda row: person_key(row.name))


def _outlook(found: YearMinimum, some: Sequence[MinimumOutlook], *, whole: bool) -> OutlookRow:
    offered, undated = some[0].offered, some[0].undated
    teachers = sum(one.teachers for one in some)
    meetings = _("%(n)d pertemuan") % {"n": offered.meetings}
    if undated:
        meetings += " " + _("(%(n)d belum bertanggal)") % {"n": undated}
    verdict = ""
    if found.minimum:
        enough = some[0].is_enough
        verdict = _("cukup") if enough else _("kurang %(n)d") % {"n": offered.missing}
    return OutlookRow(
        name=_("Semua guru") if whole else _names(found, some),
        teachers=ngettext("%(n)d guru", "%(n)d guru", teachers) % {"n": teachers},
        meetings=meetings,
        packages=_full(offered),
        verdict=verdict,
        is_enough=some[0].is_enough,
    )


def _names(found: YearMinimum, some: Sequence[MinimumOutlook]) -> str:
    """The study groups concerned, each once; 'outside of them' last."""
    parts = {found.names[pk] for one in some for pk in one.study_groups}
    outside = any(not one.study_groups for one in some)
    return ", ".join([*sorted(parts), *([_("di luar kelompok belajar")] if outside else [])])


def _full(progress: MinimumProgress) -> str:
    """'a, b, c 2 kali': packages that are full, the letters as the rule names them."""
    full = [one for one in progress.packages if one.full]
    words = [
        one.key if one.full == 1 else _("%(key)s %(n)d kali") % {"key": one.key, "n": one.full}
        for one in full
    ]
    return ", ".join(words) or "–"


def _packages(found: YearMinimum) -> Iterable[PackageRow]:
    """The rule's packages, and the most that the plan holds of each for anybody."""
    for key, words in Line.Package.choices:
        counts = [
            one.meetings
            for outlook in found.outlooks
            for one in outlook.offered.packages
            if one.key == key
        ]
        yield PackageRow(str(words), str(found.needed.get(key, "–")), _range(counts))


def _range(counts: Sequence[int]) -> str:
    """'3', or '2–4' where study groups differ."""
    low, high = min(counts, default=0), max(counts, default=0)
    return str(low) if low == high else f"{low}–{high}"


def _row(one: TeacherMinimum, found: YearMinimum) -> TeacherMinimumRow:
    progress = one.progress
    counts = {"n": progress.meetings, "minimum": found.minimum}
    meetings = _("%(n)d dari %(minimum)d") % counts if found.minimum else str(progress.meetings)
    return TeacherMinimumRow(one.name, meetings, _full(progress), _note(one, found))


def _note(one: TeacherMinimum, found: YearMinimum) -> str:
    """What can still come, said as a way to go and never as a fault."""
    if not found.minimum:
        return ""
    if not one.progress.missing:
        return _("sudah tercapai")
    if not one.ahead:
        return ""
    if one.may_reach:
        return _("masih ada %(n)d pertemuan dalam rencana") % {"n": one.ahead}
    return _("masih ada %(n)d pertemuan; rencananya sendiri belum cukup") % {"n": one.ahead}


def _schools(shown: Sequence[TeacherMinimum], found: YearMinimum) -> Iterable[SchoolMinimumRows]:
    names = sorted({(place_key(one.school), one.school_id) for one in shown})
    for _name, pk in names:
        own = [one for one in shown if one.school_id == pk]
        teachers = ngettext("%(n)d guru", "%(n)d guru", len(own)) % {"n": len(own)}
        yield SchoolMinimumRows(
            own[0].school, teachers, tuple(_row(one, found) for one in own), len(names) == 1
        )


def _reached(shown: Sequence[TeacherMinimum], found: YearMinimum) -> str:
    """How many reached it; a count, no names."""
    if not found.minimum or not shown or not found.counted:
        return ""
    reached = sum(not one.progress.missing for one in shown)
    return _("Sampai sekarang %(n)d dari %(total)d guru sudah hadir %(minimum)d kali.") % {
        "n": reached,
        "total": len(shown),
        "minimum": found.minimum,
    }


def _early(found: YearMinimum) -> str:
    if not found.counted:
        return _("Belum ada pertemuan tahun ini yang kehadirannya tercatat.")
    if found.counted >= ENOUGH_TO_JUDGE:
        return ""
    words = ngettext(
        "Baru %(n)d pertemuan tercatat: angka ini belum banyak bercerita tentang setahun.",
        "Baru %(n)d pertemuan tercatat: angka ini belum banyak bercerita tentang setahun.",
        found.counted,
    )
    return words % {"n": found.counted}


def packages_page(code: str, form: PackagesForm) -> FormPage:
    """The numbers to change."""
    return FormPage(
        title=_("Aturan paket"),
        lead=_("Berapa pertemuan memenuhi satu paket? Biasanya a sampai d tiga, e empat."),
        form=form,
        submit=_("Simpan"),
        back_href=reverse("yearplan:minimum", args=[code]),
        back=_("Pertemuan setahun dan paket"),
    )
