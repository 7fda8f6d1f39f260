"""Queries whose SQL is made once and bound to new values each time.

Django builds the SQL of a query anew whenever it is asked. On a page of a group that is three
quarters of the work; the database itself needs a thirtieth. Nothing is kept here but the SQL: every
call asks the database.
"""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


def _cursor() -> Any:
    """On PostgreSQL one that binds on the server, which then plans a statement only the first times.

    Where queries are logged it is Django's own: of the other the log would have no words.
    """
    if connection.vendor != "postgresql" or connection.queries_logged:
        return connection.cursor()
    from psycopg import Cursor

    connection.ensure_connection()
    wrap: Any = connection.make_cursor
    return wrap(Cursor(connection.connection))


class _ValueSlot:
    """Where a value of a prepared query goes."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        self.name, self.field = name, field

    def bind(self, value: object) -> object:
        """The value as the database takes it."""
        return self.field.get_db_prep_value(value, connection)


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
        return iter(self.compiler.results_iter([found], tuple_expected=True))

    def objects(self, bind: Callable[[Any], Any]) -> Iterator[Model]:
        """The rows as models, with what is joined and annotated."""
        info, select = self.compiler.klass_info, self.compiler.select
        assert info is not None
        columns = info["select_fields"]
        first, end = columns[0], columns[-1] + 1
        names = [part[0].target.attname for part in select[first:end]]
        populators = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
        for row in self.rows(bind):
            one = info["model"].from_db(DEFAULT_DB_ALIAS, names, row[first:end])
            for populator in populators:
                populator.populate(row, one)
            for name, at in self.compiler.annotation_col_map.items():
                setattr(one, name, row[at])
            yield one


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

        def bind(value: Any) -> Any:
            return value.bind(given[value.name]) if isinstance(value, _ValueSlot) else value

        return cast(list[Row], self._statement().all(bind))

    def first(self, **given: object) -> Row | None:
        """The first row, or None."""
        found = self.all(**given)
        return found[0] if found else None

    def _statement(self) -> Statement:
        known = self._statements.get(connection.vendor)
        if known is None:
            # Two threads may make it at once; either is as good as the other.
            known = self._statements[connection.vendor] = Statement(self._build())
        return known
