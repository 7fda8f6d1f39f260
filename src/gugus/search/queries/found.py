"""What a person finds.

Candidates come from the index, or from the few records that are read whole. Which of them are found is
decided by the records that the person may see, and only those are shown and counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from gugus.cores.words.misspelt import near_words
from gugus.people.registry import Viewer
from gugus.platform.foundation.searchable import Findable, Searchable
from gugus.search.models import ChangedRecord, IndexEntry
from gugus.search.queries.kinds import searchables_for
from gugus.search.rules.matching import IndexedRow, Relevance, relevance_of_entry, relevance_of_name
from gugus.search.rules.question import Question, Term, index_words, name_words, short_words

# Changes whose words the worker has not read yet are read here; more would keep the person waiting.
_MOST_UNREAD = 300
# PostgreSQL and SQLite take this many values in one statement, also on Windows.
_AT_ONCE = 10_000
_READ = ("kind", "record", "title", "words", "day")


@dataclass(frozen=True)
class Found:
    """The records of one kind that fit, the best first; the first of them are read."""

    kind: Searchable
    total: int
    rows: tuple[Findable, ...]


@dataclass(frozen=True)
class Finds:
    """What was found, kind by kind, and how nearly it fits what was asked."""

    question: Question
    groups: tuple[Found, ...] = ()
    # Nothing fits as it was typed: words that are written alike, or only some of the words.
    is_near: bool = False
    is_partial: bool = False
    # So much was written lately that the newest is still missing.
    lags: bool = False


@dataclass(frozen=True)
class _Whole:
    """A record that is read whole, with its words."""

    found: Findable
    title: tuple[str, ...]
    also: str


@dataclass(frozen=True)
class _Read:
    """What one search looks through: kinds read whole, and changes not in the index yet."""

    whole: Mapping[str, tuple[_Whole, ...]]
    fresh: Mapping[tuple[str, int], IndexedRow]
    lags: bool


@dataclass(frozen=True)
class _Part:
    """Which rows of which kind are read to be shown."""

    first: int
    last: int
    only: str = ""


@dataclass
class _Ranked:
    """Candidates of one kind with their rank."""

    kind: Searchable
    whole: list[tuple[Relevance, Findable]] = field(default_factory=list)
    indexed: list[tuple[Relevance, IndexedRow]] = field(default_factory=list)


def find(viewer: Viewer, question: Question, *, first: int, size: int, only: str = "") -> Finds:
    """All kinds with their first `size` rows, or of `only` one kind those from `first` on.

    First what has all words; failing that what has words written alike; failing that what has
    some of the words.
    """
    if not question.terms:
        return Finds(question)
    kinds = searchables_for(viewer)
    read, part = _read(viewer, kinds), _Part(first, first + size, only)
    every = len(question.terms)
    found = _shown(viewer, _ranked(viewer, kinds, question, read, every), part)
    if found:
        return Finds(question, found, lags=read.lags)
    alike = question.with_near(_near(viewer, kinds, question, read))
    found = _shown(viewer, _ranked(viewer, kinds, alike, read, every), part)
    if found or every == 1:
        return Finds(alike, found, is_near=bool(found), lags=read.lags)
    found = _shown(viewer, _ranked(viewer, kinds, alike, read, 1), part)
    return Finds(alike, found, is_partial=bool(found), lags=read.lags)


def _read(viewer: Viewer, kinds: Iterable[Searchable]) -> _Read:
    changes = list(
        ChangedRecord.objects.order_by("pk").values_list("kind", "record")[: _MOST_UNREAD + 1]
    )
    unread: dict[str, set[int]] = defaultdict(set)
    for kind, record in changes[:_MOST_UNREAD]:
        unread[kind].add(record)
    fresh = {
        (row.kind, row.record): row
        for kind in kinds
        for row in _words_of(kind, unread[kind.kind], viewer)
    }
    whole = {
        kind.kind: tuple(map(_with_words, kind.rows(viewer)))
        for kind in kinds
        if kind.rows is not None
    }
    return _Read(whole, fresh, len(changes) > _MOST_UNREAD)


def _words_of(kind: Searchable, records: set[int], viewer: Viewer) -> Iterator[IndexedRow]:
    if not records or kind.records is None or kind.texts is None:
        return
    for record in kind.records().filter(pk__in=records):
        said = kind.texts(record)
        if said.group == viewer.group.pk:
            title, words = index_words(said.title), index_words(f"{said.title}\n{said.text}")
            yield IndexedRow(kind.kind, record.pk, title, words, said.day)


def _ranked(
    viewer: Viewer, kinds: Iterable[Searchable], question: Question, read: _Read, least: int
) -> list[_Ranked]:
    """What has at least so many of the terms, with how well it fits."""
    by_kind = {kind.kind: _Ranked(kind) for kind in kinds}
    for name, rows in read.whole.items():
        ranks = [(relevance_of_name(question, row.title, row.also), row.found) for row in rows]
        by_kind[name].whole = [(rank, row) for rank, row in ranks if rank.terms >= least]
    for entry in _candidates(viewer, by_kind, question, read, least):
        rank = relevance_of_entry(question, entry)
        if rank.terms >= least:
            by_kind[entry.kind].indexed.append((rank, entry))
    return list(by_kind.values())


def _with_words(found: Findable) -> _Whole:
    return _Whole(found, name_words(found.title), short_words(f"{found.also} {found.text}"))


def _candidates(
    viewer: Viewer, kinds: Iterable[str], question: Question, read: _Read, least: int
) -> Iterator[IndexedRow]:
    wanted = Q()
    for term in question.terms:
        wanted = wanted | _has(term) if least == 1 else wanted & _has(term)
    rows = IndexEntry.objects.filter(wanted, group=viewer.group.pk, kind__in=list(kinds))
    for row in (IndexedRow(*one) for one in rows.values_list(*_READ)):
        if (row.kind, row.record) not in read.fresh:
            yield row
    yield from read.fresh.values()


def _has(term: Term) -> Q:
    """A term as a condition of the database; the same words as `relevance_of_entry` looks for."""
    found = Q(words__contains=f" {term.word}" if term.begins else f" {term.word} ")
    if term.stems:
        stems = Q()
        for stem in term.stems:
            stems &= Q(words__contains=f" {stem} ")
        found |= stems
    for word in sorted(term.near):
        found |= Q(words__contains=f" {word} ")
    return found


def _near(
    viewer: Viewer, kinds: Iterable[Searchable], question: Question, read: _Read
) -> dict[str, list[str]]:
    """For each term the words of this group's records that may have been meant."""
    rows = IndexEntry.objects.filter(
        group=viewer.group.pk, kind__in=[kind.kind for kind in kinds]
    ).values_list("words", flat=True)
    known = set("".join([*rows, *(row.words for row in read.fresh.values())]).split())
    return {term.word: near_words(term.word, known) for term in question.terms}


def _shown(viewer: Viewer, ranked: Iterable[_Ranked], part: _Part) -> tuple[Found, ...]:
    found = (
        _of_kind(viewer, one, part)
        for one in ranked
        if (one.whole or one.indexed) and part.only in ("", one.kind.kind)
    )
    return tuple(one for one in found if one.total)


def _of_kind(viewer: Viewer, ranked: _Ranked, part: _Part) -> Found:
    kind = ranked.kind
    if kind.rows is not None:
        best = sorted(ranked.whole, key=lambda one: (-one[0].points, one[1].title.casefold()))
        rows = tuple(row for _rank, row in best[part.first : part.last])
        return Found(kind, len(best), rows)
    order = sorted(ranked.indexed, key=_best_first)
    seen = _visible(viewer, kind, [row.record for _rank, row in order])
    records = [row.record for _rank, row in order if row.record in seen]
    return Found(kind, len(records), _rows(viewer, kind, records[part.first : part.last]))


def _best_first(one: tuple[Relevance, IndexedRow]) -> tuple[int, int, int, int]:
    rank, row = one
    day = row.day.toordinal() if row.day else 0
    return -rank.terms, -rank.points, -day, -row.record


def _visible(viewer: Viewer, kind: Searchable, records: Sequence[int]) -> set[int]:
    """Those of the records that this person may see."""
    assert kind.visible is not None
    rows = kind.visible(viewer).select_related(None).prefetch_related(None).order_by()
    parts = range(0, len(records), _AT_ONCE)
    return {
        pk
        for start in parts
        for pk in rows.filter(pk__in=records[start : start + _AT_ONCE]).values_list("pk", flat=True)
    }


def _rows(viewer: Viewer, kind: Searchable, records: Sequence[int]) -> tuple[Findable, ...]:
    assert kind.visible is not None and kind.show is not None
    by_number = {one.pk: one for one in kind.visible(viewer).filter(pk__in=records)}
    return tuple(kind.show(viewer, by_number[pk]) for pk in records if pk in by_number)
