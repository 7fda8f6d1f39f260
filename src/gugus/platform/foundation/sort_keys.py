"""The stored key by which a table's rows stand in every list of their names."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from gugus.cores.words.order import person_key, place_key

_LONGEST = 250
if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField


class SortKeyField(_Text):
    """Follows the row's `name` at every save and in bulk; compared sign by sign on each database."""

    def __init__(self, *, of_people: bool = False, **options: Any) -> None:
        self.of_people = of_people
        super().__init__(**{"max_length": _LONGEST, "editable": False, "default": "", **options})

    def deconstruct(self) -> Any:
        """As Django wants it for a migration."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of_people": self.of_people}

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """SQLite compares bytes by itself; PostgreSQL must be told to."""
        found = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            return {**found, "collation": "C"}
        return found

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The key of the name as it is now."""
        key = self.key_of(getattr(model_instance, "name", ""))
        setattr(model_instance, self.attname, key)
        return key

    def key_of(self, name: str) -> str:
        """The key of a name in this table."""
        return (person_key if self.of_people else place_key)(name)[:_LONGEST]


class SortedByName(models.Model):
    """A table whose `sort_key` is written whenever its `name` is."""

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Write the key too where only the name was asked for."""
        if update_fields is not None and "name" in (update_fields := set(update_fields)):
            update_fields.add("sort_key")
        super().save(*args, update_fields=update_fields, **options)
