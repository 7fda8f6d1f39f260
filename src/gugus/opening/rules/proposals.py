"""From what the records say to lines that they propose: each with its reason in figures.

What a line would say becomes the programme's own text, so it is in Indonesian, as the programme is.
The reason (`basis`) is kept as figures; `programme.queries.reasons` says it in the reader's language.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gugus.opening.rules import strategies
from gugus.opening.rules.strategies import StrategyChoice

# Months in which groups meet: none in December's and June's holidays, nor before August.
_LEARNING = (8, 9, 10, 11, 1, 2, 3, 4, 5)
# A line of a few meetings gets so many months to find its days in.
_WINDOW = 3
_FEW, _MORE = 2, 3
_LONGEST = 200

_ACTIVITIES = {
    strategies.WORKSHOP: "Membahas contoh yang baik\nMenyusun rancangan untuk kelas sendiri\n"
    "Mencoba di kelas, lalu membawa hasilnya",
    strategies.SIMULATION: "Memperagakan di depan sejawat\nMemberi umpan balik\nMencoba di kelas",
    strategies.DISCUSSION: "Berbagi pengalaman\nMemilih satu langkah untuk dicoba di kelas",
    strategies.BRAINSTORMING: "Mengumpulkan jalan keluar bersama narasumber\n"
    "Memilih yang dicoba\nMengabarkan hasilnya",
}
_PRODUCTS = {
    strategies.WORKSHOP: "Rancangan yang sudah dicoba di kelas",
    strategies.SIMULATION: "Catatan umpan balik sejawat",
    strategies.DISCUSSION: "Langkah yang disepakati dan hasil mencobanya",
    strategies.BRAINSTORMING: "Jalan keluar yang dipilih dan hasil mencobanya",
}


@dataclass(frozen=True)
class YearFrame:
    """What all proposals of a year share."""

    # Calendar months still ahead in which the group may meet, in order.
    months: tuple[int, ...]
    # Lesson hours of one meeting.
    jp: int


@dataclass(frozen=True)
class ProposedLine:
    """A proposed line: what it came from, why, and what it would say."""

    source: str
    key: str
    rank: int
    title: str
    basis: Mapping[str, Any]
    content: Mapping[str, Any]


@dataclass(frozen=True)
class UnservedNeed:
    """A low need that no line serves; figures in percent, `figure` is the mean as people read it.

    `counted` tells a mean of single ratings (one decimal) from one that was only recorded.
    """

    item: int
    name: str
    area: str
    mean: float
    standard: int
    figure: str
    counted: bool
    low: float | None
    high: float | None
    below_share: float | None
    n: int | None
    round: str
    measured_on: str
    findings: int


@dataclass(frozen=True)
class FormerLine:
    """A line of an earlier year with what was held of it."""

    line: int
    year: int
    title: str
    recurs: bool
    planned: int
    held: int
    cancelled: int
    jp: int
    content: Mapping[str, Any]


@dataclass(frozen=True)
class ProblemGroup:
    """Problems from class that are about the same, the one that waits longest first.

    `since` is the day of that one, as ISO; so are all days here.
    """

    problems: tuple[int, ...]
    words: tuple[str, ...]
    place: str
    since: str
    days: int
    study_group: int | None


@dataclass(frozen=True)
class FindingFacts:
    """What the supervisor found; with the need that it names, if it names one."""

    finding: int
    text: str
    found_on: str
    item: int | None
    need: UnservedNeed | None


def months_ahead(year: int, today: date) -> tuple[int, ...]:
    """The months of a school year in which a group may still meet, in their order."""
    return tuple(
        month for month in _LEARNING if (year + (month < 7), month) >= (today.year, today.month)
    )


def month_window(months: Sequence[int], rank: int) -> tuple[int, ...]:
    """Some months in a row: the most pressing begins first, the later ones follow."""
    starts = max(1, len(months) - _WINDOW + 1)
    start = rank % starts
    return tuple(months[start : start + _WINDOW])


def from_needs(needs: Sequence[UnservedNeed], frame: YearFrame) -> Iterator[ProposedLine]:
    """One line for each low need without one, in the order in which they come: largest gap first."""
    for rank, need in enumerate(needs):
        choice = strategies.for_need(need.area, need.standard - need.mean, need.below_share)
        times = _MORE if choice.strategy == strategies.WORKSHOP else _FEW
        title = f"Penguatan {need.name}"
        objective = (
            f"Guru lebih terampil dalam {need.name}: terukur {need.figure}, standar {need.standard}"
        )
        content = _content(title, objective, choice, frame, rank, times)
        basis = {"rank": rank, **_measured(need), "findings": need.findings, **_way(choice)}
        yield ProposedLine(
            "need", f"need:{need.item}", rank, title, basis, {**content, "need_ids": [need.item]}
        )


def _measured(need: UnservedNeed) -> dict[str, Any]:
    return {
        "mean": need.mean,
        "counted": need.counted,
        "standard": need.standard,
        "round": need.round,
        "measured_on": need.measured_on,
        "n": need.n,
        "below_share": need.below_share,
        "low": need.low,
        "high": need.high,
    }


def from_last_year(lines: Sequence[FormerLine], frame: YearFrame) -> Iterator[ProposedLine]:
    """Lines of which fewer meetings were held than planned; the rest of them, or all again."""
    undone = [line for line in lines if line.held < line.planned]
    undone.sort(key=lambda line: (line.held / line.planned, line.line))
    for rank, line in enumerate(undone):
        left = line.planned - line.held
        # A line that recurs is as long every year; of another one only the rest is left to do.
        times = line.planned if line.recurs else left
        jp = max(1, round(line.jp * times / line.planned))
        # In a year that has begun, its months that are over are no longer offered.
        months = [month for month in line.content["months"] if month in frame.months]
        content = {**line.content, "times": times, "jp": jp, "months": months}
        basis = {
            "year": line.year,
            "planned": line.planned,
            "held": line.held,
            "cancelled": line.cancelled,
            "times": times,
            "recurs": line.recurs,
        }
        yield ProposedLine("last_year", f"line:{line.line}", rank, line.title, basis, content)


def from_problems(groups: Sequence[ProblemGroup], frame: YearFrame) -> Iterator[ProposedLine]:
    """A line for each group of problems alike: most classes first, then the longest wait."""
    ordered = sorted(groups, key=lambda one: (-len(one.problems), -one.days, one.problems))
    for rank, group in enumerate(ordered):
        count = len(group.problems)
        choice = strategies.for_problems(count, group.days)
        about = f"masalah {group.place}" if group.place else "masalah kelas"
        title = _cut(f"Memecahkan {about}: {group.words[0].rstrip('.')}")
        content = _content(
            title, f"Guru punya jalan keluar untuk {about} ini", choice, frame, rank, 1
        )
        words = [words.rstrip(".") for words in group.words[:3]]
        basis = {"count": count, "since": group.since, "words": words, **_way(choice)}
        more = {"study_group": group.study_group, "from": list(group.problems)}
        yield ProposedLine(
            "problem", f"problem:{group.problems[0]}", rank, title, basis, {**content, **more}
        )


def from_findings(findings: Sequence[FindingFacts], frame: YearFrame) -> Iterator[ProposedLine]:
    """A line for each finding of the supervisor, the latest first as they come."""
    for rank, found in enumerate(findings):
        need = found.need
        choice = (
            strategies.for_need(need.area, need.standard - need.mean, need.below_share)
            if need is not None
            else strategies.for_finding()
        )
        title = _cut(f"Tindak lanjut temuan: {found.text.rstrip('.')}")
        content = _content(title, "Guru memperbaiki: " + found.text, choice, frame, rank, _FEW)
        basis = {
            "found_on": found.found_on,
            "text": found.text.rstrip("."),
            **(_measured(need) if need is not None else {}),
            **_way(choice),
        }
        more: dict[str, Any] = {"need_ids": [found.item] if found.item is not None else []}
        if need is None:
            more["speaker_note"] = "Pengawas TK/SD"
        yield ProposedLine(
            "finding", f"finding:{found.finding}", rank, title, basis, {**content, **more}
        )


def _content(
    title: str, objective: str, choice: StrategyChoice, frame: YearFrame, rank: int, times: int
) -> dict[str, Any]:
    return {
        "kind": "pengembangan",
        "title": title,
        "objective": objective,
        "activities": _ACTIVITIES[choice.strategy],
        "need_ids": [],
        "study_group": None,
        "strategy": choice.strategy,
        "speaker": None,
        # Left open where the group's own speakers may be asked.
        "speaker_note": "Tutor sebaya" if choice.strategy == strategies.DISCUSSION else "",
        "product": _PRODUCTS[choice.strategy],
        "jp": frame.jp * times,
        "months": list(month_window(frame.months, rank)),
        "cost": 0,
        "times": times,
        "rhythm": "insidental",
        "weeks_between": 2 if times > 1 else 1,
        "package": "",
    }


def _way(choice: StrategyChoice) -> dict[str, Any]:
    return {"way": choice.strategy, "why": choice.why.value}


def _cut(text: str) -> str:
    """A title on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    return line[: _LONGEST - 1].rpartition(" ")[0] + "…"
