"""The triggers that keep the index true, whoever writes: a service, an import, a restore, a hand.

When a text changes or goes, its entry goes with it in the same transaction, and a `ChangedRecord` says
that the words are to be read. Nothing of an erased text is left, not even for a moment; and writing
costs one short row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from gugus.platform.foundation.searchable import IndexedTable, Searchable
from gugus.search.models import ChangedRecord, IndexEntry
from gugus.search.queries.kinds import searchables
from gugus.search.services.index import EDITION

_PREFIX = "gugus_search_"


@dataclass(frozen=True)
class _Trigger:
    """A trigger by its name, with the statements that make it."""

    name: str
    table: str
    body: str
    statements: tuple[str, ...]


def keep_index_true(**_signal: Any) -> None:
    """Put up the triggers that apps' declarations ask for, and mark what the index lacks."""
    with transaction.atomic():
        _put_up()
        _mark_what_is_missing()


def _put_up() -> None:
    wanted = {one.name: one for one in _wanted()}
    with connection.cursor() as cursor:
        standing = _standing(cursor)
        for name, (table, body) in standing.items():
            if name not in wanted or wanted[name].body != body:
                cursor.execute(_drop(name, table))
        for name, one in wanted.items():
            if name not in standing or standing[name][1] != one.body:
                for statement in one.statements:
                    cursor.execute(statement)


def _wanted() -> Iterator[_Trigger]:
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    for kind in searchables().values():
        for table in kind.tables:
            yield from make(kind, table)


# Kinds and columns are names in our own declarations: nothing that anybody typed.
def _forget(kind: Searchable, row: str, column: str) -> str:
    where = f"kind = '{kind.kind}' AND record = {row}.{column}"
    return f"DELETE FROM search_indexentry WHERE {where};"  # noqa: S608


def _tell(kind: Searchable, row: str, column: str) -> str:
    values = f"'{kind.kind}', {row}.{column}"
    return f"INSERT INTO search_changedrecord (kind, record) VALUES ({values});"  # noqa: S608


@dataclass(frozen=True)
class _Columns:
    """A declared table as the database knows it."""

    table: str
    record: str
    texts: tuple[str, ...]
    unless: str

    @property
    def is_child(self) -> bool:
        """Does each row belong to a record of another table?"""
        return self.record != "id"

    def changed(self, differs: str) -> str:
        """Another text, another record, or a row that enters or leaves the index."""
        names = {*self.texts, self.record, *filter(None, [self.unless])} - {"id"}
        return " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in sorted(names))


def _columns(table: IndexedTable) -> _Columns:
    meta = apps.get_model(table.model)._meta

    def column(name: str) -> str:
        return str(meta.get_field(name).column)

    return _Columns(
        meta.db_table,
        column(table.record),
        tuple(column(name) for name in table.texts),
        column(table.unless) if table.unless else "",
    )


def _sqlite(kind: Searchable, table: IndexedTable) -> Iterator[_Trigger]:
    at = _columns(table)
    enters = f" WHEN NEW.{at.unless} IS NULL" if at.unless else ""
    old, new = (
        _forget(kind, row, at.record) + _tell(kind, row, at.record) for row in ("OLD", "NEW")
    )
    gone = old if at.is_child else _forget(kind, "OLD", at.record)
    for event, when, does in (
        ("INSERT", enters, new),
        ("UPDATE", f" WHEN {at.changed('IS NOT')}", old + new if at.is_child else new),
        ("DELETE", "", gone),
    ):
        name = f"{_PREFIX}{kind.kind}_{at.table}_{event.lower()}"
        body = f"CREATE TRIGGER {name} AFTER {event} ON {at.table}{when} BEGIN {does} END"
        yield _Trigger(name, at.table, body, (body,))


def _postgresql(kind: Searchable, table: IndexedTable) -> Iterator[_Trigger]:
    at = _columns(table)
    name = f"{_PREFIX}{kind.kind}_{at.table}"
    enters = f"NEW.{at.unless} IS NULL" if at.unless else "TRUE"
    old, new = (
        _forget(kind, row, at.record) + _tell(kind, row, at.record) for row in ("OLD", "NEW")
    )
    gone = old if at.is_child else _forget(kind, "OLD", at.record)
    body = (
        f" BEGIN IF TG_OP = 'DELETE' THEN {gone} "
        f"ELSIF TG_OP = 'INSERT' THEN IF {enters} THEN {new} END IF; "
        f"ELSIF {at.changed('IS DISTINCT FROM')} THEN {old + new if at.is_child else new} END IF; "
        "RETURN NULL; END "
    )
    function = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
    trigger = (
        f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {at.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
    yield _Trigger(name, at.table, body, (function, trigger))


def _standing(cursor: Any) -> dict[str, tuple[str, str]]:
    """The triggers that there are: by name the table and what they do."""
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT t.tgname, c.relname, p.prosrc FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND t.tgname LIKE %s",
            [f"{_PREFIX}%"],
        )
    else:
        cursor.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
            [f"{_PREFIX}%"],
        )
    return {name: (table, body) for name, table, body in cursor.fetchall()}


def _drop(name: str, table: str) -> str:
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER {name}{on}"


def _mark_what_is_missing() -> None:
    """Records without an entry, and entries by other rules, wait to be read."""
    IndexEntry.objects.exclude(kind__in=_indexed(), edition=EDITION).delete()
    for kind in _indexed().values():
        assert kind.records is not None
        entries = IndexEntry.objects.filter(kind=kind.kind, record=OuterRef("pk"))
        lacking = kind.records().select_related(None).prefetch_related(None).order_by()
        waiting = set(ChangedRecord.objects.filter(kind=kind.kind).values_list("record", flat=True))
        ChangedRecord.objects.bulk_create(
            (
                ChangedRecord(kind=kind.kind, record=pk)
                for pk in lacking.filter(~Exists(entries)).values_list("pk", flat=True)
                if pk not in waiting
            ),
            batch_size=1000,
        )


def _indexed() -> dict[str, Searchable]:
    return {name: one for name, one in searchables().items() if one.tables}
