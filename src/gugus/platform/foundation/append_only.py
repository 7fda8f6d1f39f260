"""Append-only records: a change is a new record."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, NoReturn

from django.db import connection, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class AppendOnlyError(Exception):
    """An append-only record was to be changed or deleted."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that are added and read, never changed."""

    def update(self, **values: object) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__} does not change")

    def delete(self) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__} is not deleted")


class AppendOnlyModel(models.Model):
    """A record that, once written, is neither changed nor deleted: a change is a new record."""

    objects: ClassVar[models.Manager[Any]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{self} does not change")
        # An existing number would otherwise be written over.
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{self} is not deleted")


def forbid_updates(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Make the database itself refuse every UPDATE of the table."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE OR REPLACE FUNCTION gugus_no_update() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'this record does not change'; END $$"
        )
        editor.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION gugus_no_update()"
        )
        return
    editor.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'this record does not change'); END"
    )


def forbid_deletes(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Make the database itself refuse every DELETE outside `deletes_allowed`."""
    editor.execute(
        "CREATE TABLE IF NOT EXISTS foundation_deletes_allowed (why varchar(20) NOT NULL)"
    )
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE OR REPLACE FUNCTION gugus_no_delete() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN IF EXISTS (SELECT 1 FROM foundation_deletes_allowed) THEN RETURN OLD; "
            "END IF; RAISE EXCEPTION 'this record is not deleted'; END $$"
        )
        editor.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION gugus_no_delete()"
        )
        return
    refuses = (
        "WHEN NOT EXISTS (SELECT 1 FROM foundation_deletes_allowed) "
        "BEGIN SELECT RAISE(ABORT, 'this record is not deleted'); END"
    )
    editor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuses}")


@contextmanager
def deletes_allowed() -> Iterator[None]:
    """Append-only records may be deleted inside this block only: a restore fills the tables anew.

    The mark that the triggers look for is written and taken away in one transaction, so that
    nobody else ever sees it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO foundation_deletes_allowed (why) VALUES ('restore')")
        yield
        cursor.execute("DELETE FROM foundation_deletes_allowed")
