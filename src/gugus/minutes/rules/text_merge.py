"""Which text is current when several pages wrote the same field of the minutes.

Every page that somebody writes on is a *writer*. What it sends is a `Write`: its text, when, and
the texts that the page showed. A text is replaced by a later one that was written with it in
view; texts that were written without knowing of each other all stay, the latest in the field and
the others beside it, until a person decides. Deciding is a write too: one that has seen them all.

The outcome depends only on which writes there are, never on the order in which they arrived or on
how often: `taken_in` keeps of a writer what a later arrival could still need, and taking in is
commutative, associative and idempotent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from gugus.meetings.rules.merge import RECORDER, WriteStamp

# What stood in the field before anybody's write was recorded.
INITIAL_WRITER = ""
FIRST_STAMP = WriteStamp(RECORDER, datetime(1970, 1, 1, tzinfo=UTC), UUID(int=0))


def text_digest(text: str) -> str:
    """A short mark that stands for a text that somebody has seen."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:20]


@dataclass(frozen=True)
class TextWrite:
    """One text as a page sent it; `seen` are the marks of the texts it was written upon."""

    writer: str
    stamp: WriteStamp
    text: str
    seen: frozenset[str]

    @property
    def changes(self) -> bool:
        """False when it only picks one of the texts that were there already."""
        return text_digest(self.text) not in self.seen

    @property
    def idle(self) -> bool:
        """True when the page left the field as it found it."""
        return self.seen == {text_digest(self.text)}


@dataclass(frozen=True)
class TextVariant:
    """All that matters of one writer: the latest text, and until when which texts were replaced."""

    writer: str
    stamp: WriteStamp
    text: str
    changes: bool
    replaced: Mapping[str, WriteStamp]

    def replaces(self, other: "TextVariant") -> bool:
        """Was the other's text in view when this one wrote something else in its place?"""
        until = self.replaced.get(text_digest(other.text))
        return until is not None and other.stamp < until and other.text != self.text


@dataclass(frozen=True)
class MergedText:
    """The text that stands, and those that wait beside it for a person, the latest first."""

    current: TextVariant
    others: tuple[TextVariant, ...]


def initial_variant(text: str) -> TextVariant:
    """What stood there before the first write."""
    return TextVariant(INITIAL_WRITER, FIRST_STAMP, text, changes=True, replaced={})


def variant_with(entry: TextVariant | None, write: TextWrite) -> TextVariant | None:
    """What is known of a writer, with one more of its writes; None when there is nothing yet."""
    if write.idle:
        return entry
    gone = write.seen - {text_digest(write.text)}
    fresh = TextVariant(
        write.writer, write.stamp, write.text, write.changes, dict.fromkeys(gone, write.stamp)
    )
    if entry is None:
        return fresh
    latest = max(entry, fresh, key=lambda known: known.stamp)
    replaced = {
        mark: max(known.replaced[mark] for known in (entry, fresh) if mark in known.replaced)
        for mark in {*entry.replaced, *fresh.replaced}
    }
    return TextVariant(entry.writer, latest.stamp, latest.text, latest.changes, replaced)


def merge_variants(entries: Iterable[TextVariant]) -> MergedText:
    """Which text stands, and which wait; equal texts are one text."""
    known = sorted(entries, key=lambda entry: (entry.stamp, entry.writer), reverse=True)
    kept = [one for one in known if not any(other.replaces(one) for other in known)]
    # Picking a text adds none; but if its writer changed it meanwhile, the pick may be all that is
    # left.
    heads = [one for one in kept if one.changes] or kept
    by_text: dict[str, TextVariant] = {}
    for head in heads:
        by_text.setdefault(head.text, head)
    current, *others = by_text.values()
    return MergedText(current, tuple(others))


def join_lines(texts: Iterable[str]) -> str:
    """Several texts as one to start from: every line once, in the order of their first showing."""
    lines = dict.fromkeys(line for text in texts for line in text.splitlines() if line.strip())
    return "\n".join(lines)
