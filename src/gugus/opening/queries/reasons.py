"""Why a line is proposed, as a sentence in the reader's language, from the figures that are kept."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gugus.opening.models import LineProposal
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import decimal, short_date
from gugus.programme.models import Line
from gugus.programme.queries.words import figure_text

# Why a strategy is recommended: half a sentence after 'karena'.
_WHY = {
    "attitude": gettext_lazy("sikap tumbuh dari berbagi pengalaman, bukan dari pelatihan"),
    "talking": gettext_lazy("percakapan dilatih dengan memperagakannya di depan sejawat"),
    "most_reached": gettext_lazy("sebagian besar guru sudah mencapai standar dan dapat berbagi"),
    "most_need": gettext_lazy("sebagian besar guru memerlukannya: pelatihan untuk semua"),
    "far": gettext_lazy("masih jauh dari standar: pelatihan untuk semua"),
    "near": gettext_lazy("sudah dekat dengan standar: cukup dicoba di depan sejawat"),
    "many_classes": gettext_lazy("banyak kelas mengalaminya: mendesak, bersama seorang ahli"),
    "long_wait": gettext_lazy("sudah lama menunggu: mendesak, bersama seorang ahli"),
    "hard": gettext_lazy("ada hal yang sulit, dan teman mungkin punya jalan keluar"),
    "from_supervisor": gettext_lazy("datang dari pengawas, yang dapat diajak mencari jalan keluar"),
}
_Basis = Mapping[str, Any]


def reason_of(proposal: LineProposal) -> str:
    """The sentence; a proposal of before the figures has its own, as it was written."""
    if not proposal.basis:
        return proposal.reason
    make = {
        LineProposal.Source.NEED: _need,
        LineProposal.Source.LAST_YEAR: _last_year,
        LineProposal.Source.PROBLEM: _problem,
        LineProposal.Source.FINDING: _finding,
    }[LineProposal.Source(proposal.source)]
    return " ".join(str(part) for part in make(proposal.basis))


def _need(basis: _Basis) -> Iterator[str]:
    values = {
        "rank": basis["rank"] + 1,
        "figure": _mean(basis),
        "standard": basis["standard"],
        "round": basis["round"],
        "day": _day(basis["measured_on"]),
    }
    if basis["rank"]:
        yield (
            _(
                "Kebutuhan terbesar ke-%(rank)s yang belum punya program: rata-rata %(figure)s, standar "
                "%(standard)s persen (%(round)s, %(day)s)."
            )
            % values
        )
    else:
        yield (
            _(
                "Kebutuhan terbesar yang belum punya program: rata-rata %(figure)s, standar %(standard)s "
                "persen (%(round)s, %(day)s)."
            )
            % values
        )
    yield _spread(basis)
    if basis["findings"]:
        yield ngettext(
            "Pengawas juga menyebutnya dalam %(n)s temuan.",
            "Pengawas juga menyebutnya dalam %(n)s temuan.",
            basis["findings"],
        ) % {"n": basis["findings"]}
    yield _way(basis)


def _spread(basis: _Basis) -> str:
    """How many teachers stand behind the mean, and how sure it is."""
    if basis["n"] is None:
        return _("Hanya rata-rata yang tercatat; jumlah guru dan sebarannya tidak diketahui.")
    share = basis["below_share"]
    values = {"n": basis["n"], "share": round((share or 0) * 100), "interval": _interval(basis)}
    if share is None:
        return _("Dihitung dari %(n)s guru%(interval)s.") % values
    return _("%(share)s persen dari %(n)s guru di bawah standar%(interval)s.") % values


def _interval(basis: _Basis) -> str:
    if basis["low"] is None or basis["high"] is None:
        return ""
    between = f"{decimal(basis['low'], 1)}–{decimal(basis['high'], 1)}"
    return _(", selang 95 persen %(between)s") % {"between": between}


def _last_year(basis: _Basis) -> Iterator[str]:
    values = {**basis, "year": school_year_label(basis["year"])}
    planned = basis["planned"]
    if basis["held"]:
        yield (
            ngettext(
                "Tahun %(year)s direncanakan %(planned)s pertemuan, terlaksana %(held)s.",
                "Tahun %(year)s direncanakan %(planned)s pertemuan, terlaksana %(held)s.",
                planned,
            )
            % values
        )
    else:
        yield (
            ngettext(
                "Tahun %(year)s direncanakan %(planned)s pertemuan, belum satu pun terlaksana.",
                "Tahun %(year)s direncanakan %(planned)s pertemuan, belum satu pun terlaksana.",
                planned,
            )
            % values
        )
    if basis["cancelled"]:
        yield _("%(cancelled)s dibatalkan.") % values
    yield _again(basis) % values


def _again(basis: _Basis) -> str:
    times = basis["times"]
    if basis["recurs"]:
        return ngettext(
            "Diusulkan %(times)s pertemuan, seperti tahun lalu.",
            "Diusulkan %(times)s pertemuan, seperti tahun lalu.",
            times,
        )
    if basis["held"]:
        return ngettext(
            "Diusulkan %(times)s pertemuan, sisanya.",
            "Diusulkan %(times)s pertemuan, sisanya.",
            times,
        )
    return ngettext("Diusulkan %(times)s pertemuan.", "Diusulkan %(times)s pertemuan.", times)


def _problem(basis: _Basis) -> Iterator[str]:
    values = {
        "n": basis["count"],
        "day": _day(basis["since"]),
        "words": "; ".join(f"“{words}”" for words in basis["words"]),
    }
    if basis["count"] > 1:
        yield _("%(n)s masalah serupa menunggu jalan keluar sejak %(day)s: %(words)s.") % values
    else:
        yield _("Satu masalah menunggu jalan keluar sejak %(day)s: %(words)s.") % values
    yield _way(basis)


def _finding(basis: _Basis) -> Iterator[str]:
    values = {"day": _day(basis["found_on"]), "text": basis["text"]}
    yield _("Temuan pengawas, %(day)s: “%(text)s”.") % values
    if "mean" in basis:
        yield _("Terukur %(figure)s, standar %(standard)s persen.") % {
            "figure": _mean(basis),
            "standard": basis["standard"],
        }
    yield _way(basis)


def _mean(basis: _Basis) -> str:
    mean: float = basis["mean"]
    return decimal(mean, 1) if basis["counted"] else figure_text(mean)


def _way(basis: _Basis) -> str:
    name = dict(Line.Strategy.choices).get(basis["way"], basis["way"])
    why = _WHY.get(basis["why"], "")
    return _("Cara: %(way)s, karena %(why)s.") % {"way": str(name).lower(), "why": why}


def _day(iso: str) -> str:
    return short_date(date.fromisoformat(iso))
