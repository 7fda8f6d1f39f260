"""Reading the words of changed records anew."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction

from gugus.platform.foundation.searchable import Searchable
from gugus.search.models import ChangedRecord, IndexEntry
from gugus.search.queries.kinds import searchables
from gugus.search.rules.question import index_words

# Raised when words are made in another way: all entries are then made anew.
EDITION = 1
_AT_ONCE = 300


def refresh_index(most: int = _AT_ONCE) -> int:
    """Read the words of so many changed records; return how many changes that were.

    Who writes meanwhile leaves a change of their own behind, which is read the next time. Two that
    refresh at once wait for each other.
    """
    if not ChangedRecord.objects.exists():
        return 0
    with transaction.atomic():
        changes = list(ChangedRecord.objects.select_for_update().order_by("pk")[:most])
        by_kind: dict[str, set[int]] = defaultdict(set)
        for one in changes:
            by_kind[one.kind].add(one.record)
        for kind, records in by_kind.items():
            IndexEntry.objects.filter(kind=kind, record__in=records).delete()
            if kind in searchables():
                IndexEntry.objects.bulk_create(entries_of(searchables()[kind], records))
        ChangedRecord.objects.filter(pk__in=[one.pk for one in changes]).delete()
    return len(changes)


def entries_of(kind: Searchable, records: Iterable[int]) -> Iterator[IndexEntry]:
    """What the index holds of these records, as far as they still exist."""
    assert kind.records is not None and kind.texts is not None
    for record in kind.records().filter(pk__in=records):
        found = kind.texts(record)
        yield IndexEntry(
            kind=kind.kind,
            record=record.pk,
            group=found.group,
            title=index_words(found.title),
            words=index_words(f"{found.title}\n{found.text}"),
            day=found.day,
            edition=EDITION,
        )
