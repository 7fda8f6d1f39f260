"""Queries whose SQL is made once and bound to new values each time.

Django builds the SQL of a query anew whenever it is asked. On a page of a group that is three
quarters of the work; the database itself needs a thirtieth. Nothing is kept here but the SQL: every
call asks the database.
"""

import threading
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


def _cursor() -> Any:
    """On PostgreSQL one that binds on the server, which then plans a statement only the first times.

    Where queries are logged it is Django's own: of the other the log would have no words.
    """
    here: Any = connections[DEFAULT_DB_ALIAS]
    if here.vendor != "postgresql" or here.queries_logged:
        return here.cursor()
    from psycopg import Cursor

    here.ensure_connection()
    return here.make_cursor(Cursor(here.connection))


class _ValueSlot:
    """Where a value of a prepared query goes."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        self.name, self.field = name, field

    def bind(self, value: object, here: BaseDatabaseWrapper) -> object:
        """The value as the database takes it."""
        return self.field.get_db_prep_value(value, here)


class Param(Expression):
    """Stands in a query for a value that is given when it is asked."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[_ValueSlot]]:  # type: ignore[override]
        """A place for the value."""
        del compiler, connection
        return "%s", [_ValueSlot(self.name, self.output_field)]


class Statement:
    """The SQL of a query on one kind of database, and how its rows become what was asked for."""

    def __init__(self, query: "QuerySet[Any, Any]") -> None:
        self.compiler = query.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.params = self.compiler.as_sql()
        # Every thread has a connection of its own; this stands for that of the one that asks.
        self.compiler.connection = connection
        self._of_thread = threading.local()
        self.is_model = query._iterable_class.__name__ == "ModelIterable"
        self.is_flat = query._iterable_class.__name__ == "FlatValuesListIterable"

    def all(self, bind: Callable[[Any], Any]) -> list[Any]:
        """What the query would give: models, tuples or single values."""
        if self.is_model:
            return list(self.objects(bind))
        rows = self.rows(bind)
        return [row[0] for row in rows] if self.is_flat else list(rows)

    def rows(self, bind: Callable[[Any], Any]) -> Iterator[tuple[Any, ...]]:
        """The rows, each value of the statement as `bind` makes it."""
        with _cursor() as cursor:
            cursor.execute(self.sql, [bind(value) for value in self.params])
            found = cursor.fetchall()
        converters = self._converters()
        if not converters:
            return iter(found)
        return map(tuple, self.compiler.apply_converters(found, converters))

    def _converters(self) -> dict[int, Any]:
        """What makes Python's values of the columns; gathering it takes as long as the query itself.

        Kept by thread, since the database's part of it belongs to the thread's own connection.
        """
        known: dict[int, Any] | None = getattr(self._of_thread, "converters", None)
        if known is None:
            known = self.compiler.get_converters([column for column, *_ in self.compiler.select])
            self._of_thread.converters = known
        return known

    def objects(self, bind: Callable[[Any], Any]) -> Iterator[Model]:
        """The rows as models, with what is joined and annotated."""
        model, names, first, end, populators = self._model
        annotations = self.compiler.annotation_col_map.items()
        for row in self.rows(bind):
            one = model.from_db(DEFAULT_DB_ALIAS, names, row[first:end])
            for populator in populators:
                populator.populate(row, one)
            for name, at in annotations:
                setattr(one, name, row[at])
            yield one

    @cached_property
    def _model(self) -> tuple[type[Model], list[str], int, int, list[Any]]:
        """The model, its fields and where they stand in a row, and what fills in what is joined."""
        info, select = self.compiler.klass_info, self.compiler.select
        assert info is not None
        columns = info["select_fields"]
        first, end = columns[0], columns[-1] + 1
        names = [part[0].target.attname for part in select[first:end]]
        populators = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
        return info["model"], names, first, end, populators


class Prepared(Generic[Row]):
    """A query made once by `build`, with a `Param` for every value that varies.

    Gives what the query would: rows of a model with what `select_related` joined, tuples of
    `values_list`, or single values with `flat=True`. Prefetches are not carried out.
    """

    def __init__(self, build: "Callable[[], QuerySet[Any, Row]]") -> None:
        self._build = build
        self._statements: dict[str, Statement] = {}

    def all(self, **given: object) -> list[Row]:
        """Every row, for these values."""

        here = connections[DEFAULT_DB_ALIAS]

        def bind(value: Any) -> Any:
            return value.bind(given[value.name], here) if isinstance(value, _ValueSlot) else value

        return cast(list[Row], self._statement().all(bind))

    def first(self, **given: object) -> Row | None:
        """The first row, or None."""
        found = self.all(**given)
        return found[0] if found else None

    def within(self, **given: object) -> "PreparedSubquery":
        """The query as a part of another: `filter(pk__in=MEMBERS.within(group=..., year=...))`."""
        return PreparedSubquery(self, given)

    def bound_sql(
        self, here: BaseDatabaseWrapper, given: dict[str, object]
    ) -> tuple[str, list[Any]]:
        """The SQL, and the values for its places."""
        statement = self._statement()
        values = [
            value.bind(given[value.name], here) if isinstance(value, _ValueSlot) else value
            for value in statement.params
        ]
        return statement.sql, values

    def _statement(self) -> Statement:
        known = self._statements.get(connection.vendor)
        if known is None:
            # Two threads may make it at once; either is as good as the other.
            known = self._statements[connection.vendor] = Statement(self._build())
        return known


class PreparedSubquery(Expression):
    """A prepared query of one column inside another query.

    It names nothing outside itself, so it stands in every query as it is.
    """

    def __init__(self, prepared: Prepared[Any], given: dict[str, object]) -> None:
        super().__init__(output_field=Field())
        self._prepared, self._given = prepared, given

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """The SQL as it was made once."""
        del compiler
        sql, values = self._prepared.bound_sql(connection, self._given)
        return f"({sql})", values

    def resolve_expression(self, *args: Any, **kwargs: Any) -> "PreparedSubquery":
        """Itself: there is nothing to look up."""
        del args, kwargs
        return self

    def relabeled_clone(self, change_map: Any) -> "PreparedSubquery":
        """Itself: it has names of its own."""
        del change_map
        return self

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)
