"""What a coverage says, in sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.competence.models import Round
from gugus.competence.queries import Need
from gugus.programme.queries import ProgrammeCoverage, lowercase_first, mean_of, need_name
from gugus.programme.rules.coverage import Coverage, CoverageFinding, NeedCoverage


def headline(coverage: Coverage) -> str:
    """The finding in one sentence."""
    low, unserved = len(coverage.low), len(coverage.unserved)
    if coverage.finding == CoverageFinding.NOT_MEASURED:
        return _("Kebutuhan belum diukur")
    if coverage.finding == CoverageFinding.NONE_LOW:
        return _("Tidak ada kebutuhan di bawah standar")
    if coverage.finding == CoverageFinding.ALL_LOW_SERVED:
        text = ngettext(
            "Satu-satunya kebutuhan di bawah standar sudah punya program",
            "%(low)s kebutuhan di bawah standar sudah punya program semua",
            low,
        )
    elif coverage.finding == CoverageFinding.LARGEST_UNSERVED:
        text = ngettext(
            "Kebutuhan terbesar belum punya program",
            "%(unserved)s kebutuhan terbesar belum punya program",
            unserved,
        )
    else:
        text = _("%(low)s kebutuhan di bawah standar, %(unserved)s belum punya program")
    return _sentence(text % {"low": _count(low), "unserved": _count(unserved)})


def lead(covered: ProgrammeCoverage) -> tuple[str, ...]:
    """The sentences under the headline: which needs, how far they are, what is served."""
    round_, coverage = covered.round, covered.coverage
    if round_ is None:
        return ()
    sentences = [_measured(round_, len(covered.needs))]
    if coverage.unserved:
        sentences.append(
            _("Tidak satu pun program melayani %(needs)s.")
            % {"needs": _listed([_with_figure(covered, row) for row in coverage.unserved])}
        )
    best = coverage.best_served
    if best is not None:
        sentences.append(
            _("%(need)s, yang sudah %(figure)s, dilayani %(lines)s.")
            % {
                "need": need_name(covered.needs[best.need].item),
                "figure": mean_of(covered.needs[best.need]),
                "lines": lines_count(len(best.lines)),
            }
        )
    return tuple(sentences)


def caution(round_: Round | None, needs: Sequence[Need]) -> str:
    """How far the figures can be trusted."""
    if round_ is None:
        return ""
    known = [need.n for need in needs if need.n is not None]
    if not known:
        return _(
            "Hanya rata-rata yang tercatat: jumlah guru dan sebarannya tidak diketahui, "
            "jadi selang kepercayaan tidak dapat ditampilkan."
        )
    words = {"least": min(known), "most": max(known), "by": round_.get_basis_display()}
    if all(need.ci_low is None for need in needs):
        return _("Dihitung dari %(most)s guru; selang kepercayaannya tidak diketahui.") % words
    if words["least"] == words["most"]:
        text = _(
            "Dihitung dari %(most)s guru (penilai: %(by)s), dengan selang kepercayaan 95 persen."
        )
    else:
        text = _(
            "Dihitung dari %(least)s sampai %(most)s guru (penilai: %(by)s), "
            "dengan selang kepercayaan 95 persen."
        )
    return text % words


def lines_count(number: int) -> str:
    """'2 program', '–'."""
    if number == 0:
        return "–"
    return ngettext("%(number)s program", "%(number)s program", number) % {"number": number}


def _measured(round_: Round, count: int) -> str:
    return _("%(round)s: rata-rata kelompok pada %(count)s butir, standar %(standard)s.") % {
        "round": round_.name,
        "count": count,
        "standard": round_.standard_percent,
    }


def _with_figure(covered: ProgrammeCoverage, row: NeedCoverage) -> str:
    need = covered.needs[row.need]
    return f"{lowercase_first(need_name(need.item))} ({mean_of(need)})"


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    glue = _(" dan ") if len(parts) == 2 else _(", serta ")
    return ", ".join(parts[:-1]) + glue + parts[-1]


def _count(number: int) -> str:
    words = (
        _("nol"),
        _("satu"),
        _("dua"),
        _("tiga"),
        _("empat"),
        _("lima"),
        _("enam"),
        _("tujuh"),
        _("delapan"),
        _("sembilan"),
        _("sepuluh"),
    )
    return words[number] if number < len(words) else str(number)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
