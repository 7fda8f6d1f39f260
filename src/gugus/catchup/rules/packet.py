"""How much of a meeting goes into what absent teachers read: two minutes, or one message.

Lists are cut, never the meeting's name or its question. Every list shows at least its first entry;
after that the lists take turns, the most important first, until the room is used.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

WORDS_A_MINUTE = 200
# Of the two minutes some go to headings, the question and the step.
MOST_WORDS = 320
MOST_CHARACTERS = 1500
# No single entry is longer: whoever wants the rest reads the minutes.
ENTRY_WORDS = 40
ENTRY_CHARACTERS = 300
# A text without spaces takes its time to read all the same.
_CHARACTERS_A_WORD = 10


@dataclass(frozen=True)
class PacketList:
    """One list of the packet by its name."""

    name: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class FittedList:
    """What is shown of one list, and how many entries it leaves to the minutes."""

    name: str
    entries: tuple[str, ...]
    left_out: int


def reading_words(text: str) -> int:
    """How many words it takes to read.

    >>> words("Bawa satu contoh soal"), words("a" * 100), words("")
    (4, 10, 0)
    """
    return max(len(text.split()), ceil(len(text) / _CHARACTERS_A_WORD) if text.strip() else 0)


def reading_seconds(count: int) -> int:
    """How long that many words take.

    >>> seconds(200), seconds(90)
    (60, 27)
    """
    return ceil(count * 60 / WORDS_A_MINUTE)


def shorten(text: str, most_words: int, most_characters: int) -> str:
    """One line, cut at a word where it is too long, and marked so.

    >>> shorten("satu dua  tiga", 2, 99), shorten("satu dua tiga", 9, 9), shorten("satu", 2, 9)
    ('satu dua…', 'satu dua…', 'satu')
    """
    found = text.split()
    line = " ".join(found[:most_words])
    if len(found) <= most_words and len(line) <= most_characters:
        return line
    if len(line) >= most_characters:
        cut = line[: most_characters - 1]
        line = cut.rpartition(" ")[0] or cut
    return f"{line.rstrip(' .,;:')}…"


def fit_lists(
    parts: Sequence[PacketList],
    room: int,
    measure: Callable[[str], int],
    *,
    entry_words: int = ENTRY_WORDS,
    entry_characters: int = ENTRY_CHARACTERS,
) -> tuple[FittedList, ...]:
    """Choose what is shown of lists given in the order of their importance."""
    short = [
        [shorten(one, entry_words, entry_characters) for one in part.entries] for part in parts
    ]
    taken = [0] * len(short)
    for turn in range(max(map(len, short), default=0)):
        for at, entries in enumerate(short):
            # A list that was cut once stays cut there: its order is kept.
            if taken[at] != turn or turn >= len(entries):
                continue
            cost = measure(entries[turn])
            if turn == 0 or cost <= room:
                room -= cost
                taken[at] += 1
    return tuple(
        FittedList(part.name, tuple(entries[:n]), len(entries) - n)
        for part, entries, n in zip(parts, short, taken, strict=True)
        if entries
    )
