"""The group's needs of one round: the finding, how it is known, the plot, the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.competence.access import raters_of
from gugus.competence.models import Competency, Rater, Round
from gugus.competence.pages import words
from gugus.competence.pages.plot import NeedsPlot, narrow_plot, wide_plot
from gugus.competence.queries import Need
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import decimal, short_date
from gugus.platform.web.links import Link

SMALL_N = 10
PRIORITIES_SHOWN = 6


@dataclass(frozen=True)
class LowNeedRow:
    """One low need in words."""

    name: str
    competency: str
    mean: str
    rank: str
    interval: str
    below: str


@dataclass(frozen=True)
class NeedTableRow:
    """One item in the table behind the plot."""

    name: str
    mean: str
    interval: str
    n: str
    below: str
    rank: str
    mwds: str
    is_low: bool


@dataclass(frozen=True)
class CompetencyMeanRow:
    """One of the large headings, with the mean of its items' means."""

    name: str
    mean: str
    is_low: bool
    low_items: str


@dataclass(frozen=True)
class NeedsPage:
    """Group needs of a round."""

    round: Round
    rounds: tuple[Round, ...]
    tabs: tuple[Link, ...]
    title: str
    lead: str
    cautions: tuple[str, ...]
    priorities: tuple[LowNeedRow, ...]
    more_low: str
    summary: str
    plots: tuple[NeedsPlot, ...]
    rows: tuple[NeedTableRow, ...]
    has_spread: bool
    has_importance: bool
    competencies: tuple[CompetencyMeanRow, ...]
    overall: str
    may_run: bool
    may_rate: bool


@dataclass(frozen=True)
class NoNeedsPage:
    """Before the first measurement is closed."""

    open_rounds: tuple[Round, ...]
    may_run: bool
    may_rate: bool


def needs_page(
    actor: Actor, round_: Round, needs: Sequence[Need], rounds: Sequence[Round]
) -> NeedsPage:
    """Put a round's needs into words and drawings."""
    group = round_.group
    part = basis_figures(round_)
    measured = [need for need in needs if need.mean is not None]
    values = words.percent_texts([need.mean for need in measured])
    priorities = _priorities(measured, values)
    plots = (
        wide_plot(measured, round_.standard_percent, values),
        narrow_plot(measured, round_.standard_percent, values),
    )
    return NeedsPage(
        round=round_,
        rounds=tuple(rounds),
        tabs=round_tabs(actor, round_, "group"),
        title=words.needs_headline(needs, round_.standard_percent),
        lead=_lead(round_, part),
        cautions=_cautions(round_, part, needs),
        priorities=priorities[:PRIORITIES_SHOWN],
        more_low=_more_low(priorities),
        summary=_summary(measured, values, round_.standard_percent),
        plots=plots if measured else (),
        rows=_rows(needs),
        has_spread=any(need.ci_low is not None for need in needs),
        has_importance=any(need.mwds is not None for need in needs),
        competencies=_competencies(round_.standard_percent, needs, part),
        overall=decimal(part.get("mean")),
        may_run=actor.may(May.RUN_ROUNDS, group.pk),
        may_rate=bool(raters_of(actor, group)) and round_.state == Round.State.OPEN,
    )


def no_needs_page(actor: Actor, group: Group, rounds: Sequence[Round]) -> NoNeedsPage:
    """What this place is for, and how to begin."""
    return NoNeedsPage(
        open_rounds=tuple(rounds),
        may_run=actor.may(May.RUN_ROUNDS, group.pk),
        may_rate=bool(raters_of(actor, group)),
    )


def round_tabs(actor: Actor, round_: Round, here: str) -> tuple[Link, ...]:
    """The views of a round that this person has; a summary has only the group's."""
    if round_.kind == Round.Kind.SUMMARY:
        return ()
    group = round_.group
    args = [group.code, round_.pk]
    found = []
    # The group's figures of an open round are read by whoever runs it alone.
    if round_.state != Round.State.OPEN or actor.may(May.RUN_ROUNDS, group.pk):
        found = [("group", _("Kelompok"), "round_needs"), ("compare", _("Antarpenilai"), "compare")]
    if actor.may(May.SEE_RATINGS, group.pk):
        found.append(("school", _("Sekolah dan guru"), "schools"))
    if actor.teacher_id is not None and actor.may(May.RATE_SELF, group.pk):
        found.append(("mine", _("Hasil saya"), "mine"))
    return tuple(
        Link(title, reverse(f"competence:{name}", args=args), key == here)
        for key, title, name in found
    )


def basis_figures(round_: Round) -> dict[str, Any]:
    """The kept figures of the rater whom the group's figures stand on."""
    result = round_.result or {}
    part: dict[str, Any] = result.get("by", {}).get(result.get("basis", ""), {})
    return part


def basis_label(round_: Round) -> str:
    """'kepala sekolah'."""
    basis = (round_.result or {}).get("basis", round_.basis)
    return str(Rater(basis).label).lower() if basis in Rater.values else ""


def _lead(round_: Round, part: dict[str, Any]) -> str:
    when = school_year_label(round_.school_year)
    what = {
        "framework": round_.framework.title,
        "year": when,
        "day": short_date(round_.measured_on),
    }
    if round_.kind == Round.Kind.SUMMARY:
        return " ".join(_summary_sentences(round_, part, what))
    sentences = [
        _("Diukur mulai %(day)s dengan %(framework)s.") % what,
        _("Dari penilaian %(rater)s atas %(n)d dari %(all)d guru, di %(schools)d sekolah.")
        % {
            "rater": basis_label(round_),
            "n": part.get("n") or 0,
            "all": (round_.result or {}).get("teachers") or 0,
            "schools": part.get("schools") or 0,
        },
    ]
    return " ".join(sentences)


def _summary_sentences(round_: Round, part: dict[str, Any], what: dict[str, str]) -> list[str]:
    sentences = [_("Diukur tahun %(year)s dengan %(framework)s.") % what]
    if round_.source_note:
        sentences.append(_("Sumber: %(source)s.") % {"source": round_.source_note.rstrip(".")})
    if part.get("n") is None:
        sentences.append(
            _("Hanya rata-rata yang tercatat: jumlah guru dan sebarannya tidak diketahui.")
        )
    else:
        sentences.append(
            _("Hanya rata-rata yang tercatat, dari %(n)d guru: sebarannya tidak diketahui.")
            % {"n": part["n"]}
        )
    return sentences


def _cautions(round_: Round, part: dict[str, Any], needs: Sequence[Need]) -> tuple[str, ...]:
    found = []
    n = part.get("n")
    if round_.state == Round.State.OPEN:
        found.append(
            _("Pengukuran masih dibuka: angka ini sementara, hanya tampak bagi pengelola.")
        )
    if n is not None and n < SMALL_N:
        found.append(
            _("Baru %(n)d guru. Dengan guru sesedikit ini urutan mudah berubah.") % {"n": n}
        )
    if round_.kind == Round.Kind.INDIVIDUAL:
        found += _individual_cautions(round_, part, needs)
    return tuple(found)


def _individual_cautions(round_: Round, part: dict[str, Any], needs: Sequence[Need]) -> list[str]:
    found = []
    if part and (round_.result or {}).get("basis") != round_.basis:
        found.append(
            _("Belum ada penilaian %(planned)s yang dikirim; angka ini dari penilaian %(used)s.")
            % {"planned": str(Rater(round_.basis).label).lower(), "used": basis_label(round_)}
        )
    if part.get("gaps"):
        found.append(
            _("%(n)d guru belum lengkap dinilai: tidak dihitung pada kompetensi itu.")
            % {"n": part["gaps"]}
        )
    if part.get("ranked_by") == "mwds":
        found.append(
            _("Urutan memperhitungkan pentingnya kompetensi menurut penilai, bukan rata-rata saja.")
        )
    if any(need.mean is None and need.n for need in needs):
        found.append(
            _(
                "Angka dari satu atau dua guru tidak ditampilkan, agar nilai seseorang tidak terbaca."
            )
        )
    return found


def _priorities(measured: Sequence[Need], values: Sequence[str]) -> tuple[LowNeedRow, ...]:
    return tuple(
        LowNeedRow(
            name=need.item.title,
            competency=need.item.competency.title,
            mean=value,
            rank=words.rank_words(need) if need.rank_low is not None else "",
            interval=words.interval_words(need.ci_low, need.ci_high)
            if need.ci_low is not None
            else "",
            below=words.below_words(need),
        )
        for need, value in zip(measured, values, strict=True)
        if need.is_low
    )


def _more_low(priorities: Sequence[LowNeedRow]) -> str:
    more = len(priorities) - PRIORITIES_SHOWN
    if more <= 0:
        return ""
    return _("%(n)d kebutuhan lain di bawah standar ada di tabel.") % {"n": more}


def _summary(measured: Sequence[Need], values: Sequence[str], standard: int) -> str:
    """The drawing as a sentence, for those who do not see it."""
    if not measured:
        return ""
    named = [
        f"{need.item.short_title} ({value})" for need, value in zip(measured, values, strict=True)
    ]
    return _("%(n)d kompetensi, dari kebutuhan terbesar: %(all)s. Standar %(standard)d.") % {
        "n": len(named),
        "all": words.listed(named),
        "standard": standard,
    }


def _rows(needs: Sequence[Need]) -> tuple[NeedTableRow, ...]:
    means = words.percent_texts([need.mean for need in needs])
    return tuple(
        NeedTableRow(
            name=f"{need.item.code}. {need.item.title}",
            mean=mean,
            interval=words.interval_words(need.ci_low, need.ci_high),
            n=decimal(need.n, 0),
            below=words.below_words(need) or decimal(None),
            rank=words.rank_words(need),
            mwds=decimal(need.mwds, 2),
            is_low=need.is_low,
        )
        for need, mean in zip(needs, means, strict=True)
    )


def _competencies(
    standard: int, needs: Sequence[Need], part: dict[str, Any]
) -> tuple[CompetencyMeanRow, ...]:
    means = part.get("competencies", {})
    known: dict[int, Competency] = {n.item.competency.number: n.item.competency for n in needs}
    found = []
    for number, competency in sorted(known.items()):
        mean = means.get(str(number))
        low = sum(n.is_low for n in needs if n.item.competency.number == number)
        found.append(
            CompetencyMeanRow(
                name=competency.title,
                mean=decimal(mean),
                is_low=mean is not None and mean < standard,
                low_items=_("%(n)d di bawah standar") % {"n": low} if low else "",
            )
        )
    return tuple(found)


def table_headings() -> list[str]:
    """Headings of the table that can be downloaded."""
    return [
        _("Urutan"),
        _("Kode"),
        _("Kompetensi"),
        _("Kelompok"),
        _("Rata-rata (%)"),
        _("Jumlah guru"),
        _("Simpangan baku"),
        _("Selang 95 % bawah"),
        _("Selang 95 % atas"),
        _("Guru di bawah standar"),
        _("Bagian di bawah standar"),
        _("Urutan paling awal"),
        _("Urutan paling akhir"),
        _("Kesenjangan tertimbang (MWDS)"),
        _("Standar"),
    ]


def table_rows(round_: Round, needs: Sequence[Need]) -> list[list[str | float | None]]:
    """The same figures as numbers; what is not known stays empty."""
    return [
        [
            need.rank,
            need.item.code,
            need.item.title,
            need.item.competency.title,
            need.mean,
            need.n,
            need.sd,
            need.ci_low,
            need.ci_high,
            need.below,
            need.below_share,
            need.rank_low,
            need.rank_high,
            need.mwds,
            round_.standard_percent,
        ]
        for need in needs
    ]
