"""Records that stand for ever: added and read, never changed; a change is a new record."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, NoReturn

from django.db import connection, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class StandsForEverError(Exception):
    """Somebody tried to change or delete what stands."""


class StandingRows(models.QuerySet[Any]):
    """Rows that are added and read, never changed."""

    def update(self, **values: object) -> NoReturn:
        raise StandsForEverError(f"{self.model.__name__} does not change")

    def delete(self) -> NoReturn:
        raise StandsForEverError(f"{self.model.__name__} is not deleted")


class Standing(models.Model):
    """A record that, once written, neither changes nor goes: a change is a new record."""

    objects: ClassVar[models.Manager[Any]] = StandingRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise StandsForEverError(f"{self} does not change")
        # An existing number would otherwise be written over.
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise StandsForEverError(f"{self} is not deleted")


def guard_table(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """For a migration: make the database itself refuse every UPDATE of the table."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE OR REPLACE FUNCTION gugus_stands() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'this record does not change'; END $$"
        )
        editor.execute(
            f"CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION gugus_stands()"
        )
        return
    editor.execute(
        f"CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'this record does not change'); END"
    )


def release_table(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """For a migration: take the guard away again."""
    on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER {table}_stands{on}")


def guard_rows(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """For a migration: make the database itself refuse every DELETE, too; see `emptying`."""
    editor.execute("CREATE TABLE IF NOT EXISTS foundation_emptying (why varchar(20) NOT NULL)")
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE OR REPLACE FUNCTION gugus_stays() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN IF EXISTS (SELECT 1 FROM foundation_emptying) THEN RETURN OLD; END IF; "
            "RAISE EXCEPTION 'this record is not deleted'; END $$"
        )
        editor.execute(
            f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION gugus_stays()"
        )
        return
    refuses = (
        "WHEN NOT EXISTS (SELECT 1 FROM foundation_emptying) "
        "BEGIN SELECT RAISE(ABORT, 'this record is not deleted'); END"
    )
    editor.execute(f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} {refuses}")


def release_rows(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """For a migration: take that guard away again."""
    on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER {table}_stays{on}")


@contextmanager
def emptying() -> Iterator[None]:
    """What stands may go inside this block, and nowhere else: a restore fills the tables again.

    The mark that the guards look for is written and taken away in one transaction, so that
    nobody else ever sees it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO foundation_emptying (why) VALUES ('restore')")
        yield
        cursor.execute("DELETE FROM foundation_emptying")
