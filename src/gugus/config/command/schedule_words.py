"""A solved series of hosts in words: a table, and why nothing fits."""

from collections.abc import Sequence
from typing import Any

from gugus.cores.scheduling import HardRule, RuleKind, Schedule, SchedulingProblem, SolverStatus
from gugus.cores.scheduling.instances import schedule_as_json


def explained_schedule(name: str, problem: SchedulingProblem, found: Schedule) -> dict[str, Any]:
    """The instance as plain data, each rule of a clash with a sentence."""
    as_json = schedule_as_json(name, found)
    rules = found.clash.rules if found.clash else ()
    for entry, named in zip(as_json["clashes"], rules, strict=True):
        entry["sentence"] = rule_sentence(problem, named)
    return as_json


def rule_sentence(problem: SchedulingProblem, named: HardRule) -> str:
    """One rule of a clash, in words."""
    meetings = _numbers(named.meetings)
    if named.rule == RuleKind.SCHOOL_OPEN and named.school is not None:
        school = problem.schools[named.school].name
        return f"{school} tidak bisa menjadi tuan rumah pertemuan ke-{meetings}."
    if named.rule == RuleKind.TURNS:
        return (
            "Giliran tuan rumah harus merata: selisih antarsekolah paling banyak satu, "
            "atau sekecil yang mungkin."
        )
    if named.rule == RuleKind.TWICE_RUNNING:
        return f"Tidak ada sekolah menjadi tuan rumah dua kali berturut-turut (ke-{meetings})."
    return f"Aturan {named.rule} untuk pertemuan ke-{meetings}."


def _numbers(places: Sequence[int]) -> str:
    """'1, 2, 3 dan 5', counted from 1."""
    words = [str(place + 1) for place in places]
    return " dan ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def schedule_text(name: str, problem: SchedulingProblem, found: Schedule) -> str:
    """The hosts as a table, what they cost in kilometres, and how sure that is."""
    lines = [f"{name}: {_status(found)} ({_decimal(found.seconds, 1)} detik)"]
    if found.clash:
        lines.append(_clash_title(found))
        lines += [f"  - {rule_sentence(problem, named)}" for named in found.clash.rules]
    if found.choices:
        lines += _hosts(problem, found)
    return "\n".join([*map(_visible, lines), ""])


def _visible(line: str) -> str:
    """Names come out of a file: none of them moves the cursor or colours the screen."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)


def _status(found: Schedule) -> str:
    if found.status == SolverStatus.FEASIBLE:
        return f"bisa, paling jauh {_decimal(100 * (found.gap or 0), 1)} % dari yang terbaik"
    return {
        SolverStatus.OPTIMAL: "terbukti terbaik",
        SolverStatus.IMPOSSIBLE: "tidak mungkin",
    }.get(found.status, "belum ditemukan dalam waktu yang diberikan; tidak ada yang terbukti")


def _clash_title(found: Schedule) -> str:
    if found.clash and found.clash.smallest:
        return "Aturan yang tidak bisa berlaku bersama (himpunan terkecil):"
    return "Aturan yang tidak bisa berlaku bersama:"


def _hosts(problem: SchedulingProblem, found: Schedule) -> list[str]:
    lines = [
        f"  pertemuan {number:>3}  {problem.schools[choice.host].name}"
        for number, choice in enumerate(found.choices, 1)
    ]
    lines.append(f"Jarak total semua guru: {_decimal(found.total_teacher_km or 0, 3)} km-guru")
    lines.append(f"Guru dengan jarak terjauh: {_decimal(found.worst_teacher_km or 0, 3)} km")
    if found.each_hosts_once:
        lines.append("Setiap sekolah tepat satu kali: jarak total sama apa pun urutannya.")
    return lines


def _decimal(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace(".", ",")
