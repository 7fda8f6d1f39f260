"""How a need, a figure and a line's speaker are written wherever they appear."""

from collections.abc import Iterable, Sequence

from django.utils.dates import MONTHS_3
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gugus.competence.models import Item
from gugus.competence.queries import Need
from gugus.platform.web.formats import decimal
from gugus.programme.models import Line
from gugus.programme.rules.months import consecutive_months


def need_name(item: Item) -> str:
    """The short name of a need in the reader's language."""
    return (item.short_name_en if get_language() == "en" else "") or item.short_name


def lowercase_first(name: str) -> str:
    """The name inside a sentence: a small first letter, unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def figure_text(value: float | None) -> str:
    """'64', '77,1'; a figure that is not there is a dash."""
    return decimal(value, 0 if value is not None and round(value, 1) == round(value) else 1)


def mean_of(need: Need) -> str:
    """A need's mean: one decimal where it was counted from individuals, else as recorded."""
    return decimal(need.mean, 1) if need.sd is not None else figure_text(need.mean)


def interval_of(need: Need) -> str:
    """'61,2–68,9', or a dash where no interval is known."""
    if need.ci_low is None or need.ci_high is None:
        return "–"
    return f"{decimal(need.ci_low, 1)}–{decimal(need.ci_high, 1)}"


def speaker_of(line: Line) -> str:
    """Who leads the line: from the registry, as written, or both; empty when open."""
    named = line.speaker.name if line.speaker is not None else ""
    return ", ".join(part for part in (named, line.speaker_note) if part)


def months_text(months: Sequence[int]) -> str:
    """'Jul–Nov, Jan'; a line without months happens when it is needed."""
    if len(set(months)) == 12:
        return _("setiap bulan")
    return ", ".join(_run_text(run) for run in consecutive_months(months)) or _("menurut kebutuhan")


def _run_text(run: Sequence[int]) -> str:
    names = [str(MONTHS_3[month]).capitalize() for month in run]
    return ", ".join(names) if len(names) < 3 else f"{names[0]}–{names[-1]}"


def months_words(months: Iterable[int]) -> str:
    """'Jul–Nov, Jan–Mei'; a dash when no month is set."""
    parts = []
    for run in consecutive_months(months):
        first, last = (str(MONTHS_3[month]).capitalize() for month in (run[0], run[-1]))
        parts.append(first if len(run) == 1 else f"{first}–{last}")
    return ", ".join(parts) or "–"
