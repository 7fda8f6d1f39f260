"""Which way of working fits a concern, and why: the groups' own rule of strategies and when.

Diskusi where something is hard to understand, or to share; brainstorming when it is urgent, with
somebody who knows; ceramah for information, policy and hard concepts; workshop as training for
all; simulasi as teaching before peers (`domain.md` 2).
"""

from dataclasses import dataclass

DISCUSSION, BRAINSTORMING, WORKSHOP, SIMULATION = "diskusi", "brainstorming", "workshop", "simulasi"
# So far below the standard, in points of percent, a need is everybody's while nobody counted.
_FAR = 10.0
_HALF = 0.5
# Problems that wait so long, or come from so many, are urgent.
_LONG_DAYS, _MANY = 60, 3


@dataclass(frozen=True)
class Choice:
    """A strategy with its reason, as a half sentence after 'karena'."""

    strategy: str
    why: str


def for_need(area: str, gap: float, below_share: float | None) -> Choice:
    """A measured need: `area` is its large heading, `gap` its distance from the standard."""
    heading = area.casefold()
    if heading.startswith("kepribadian"):
        return Choice(DISCUSSION, "sikap tumbuh dari berbagi pengalaman, bukan dari pelatihan")
    if heading.startswith("sosial"):
        return Choice(SIMULATION, "percakapan dilatih dengan memperagakannya di depan sejawat")
    if below_share is not None and below_share < _HALF:
        return Choice(DISCUSSION, "sebagian besar guru sudah mencapai baku dan dapat berbagi")
    if below_share is not None:
        return Choice(WORKSHOP, "sebagian besar guru memerlukannya: pelatihan untuk semua")
    if gap >= _FAR:
        return Choice(WORKSHOP, "jaraknya dari baku besar: pelatihan untuk semua")
    return Choice(SIMULATION, "jaraknya dari baku kecil: cukup dicoba di depan sejawat")


def for_problems(count: int, days: int) -> Choice:
    """Problems from class that nobody has answered: how many alike, and how long the first waits."""
    if count >= _MANY:
        return Choice(BRAINSTORMING, "banyak kelas mengalaminya: mendesak, bersama seorang ahli")
    if days > _LONG_DAYS:
        return Choice(BRAINSTORMING, "sudah lama menunggu: mendesak, bersama seorang ahli")
    return Choice(DISCUSSION, "ada hal yang sulit, dan teman mungkin punya jalan keluar")


def for_finding() -> Choice:
    """A finding of the supervisor that names no measured need."""
    return Choice(BRAINSTORMING, "datang dari pengawas, yang dapat diajak mencari jalan keluar")
