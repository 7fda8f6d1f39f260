"""JSON that outlives the code that wrote it: every value carries the version of its shape.

Code that reads a value back knows one shape only, the newest. Whoever changes the shape (a new field
of a dataclass) adds the step that brings older values to it; values that were written before are
read through the steps that they lack. What stands in the database is left as it is: some of it must
never change.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

Upgrade = Callable[[Any], Any]
VERSION, DATA = "version", "data"


class VersionedJSONField(models.JSONField):
    """A JSON field that writes `{"version": n, "data": ...}` and gives its data in the newest shape.

    `upgrades[0]` brings version 1 to 2, the next 2 to 3, and so on. The version is part of the
    migrations' state: a backup of another shape is refused as one of another version of Gugus.
    """

    def __init__(
        self,
        *args: Any,
        upgrades: Sequence[Upgrade] = (),
        version: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.upgrades = tuple(upgrades)
        self.version = len(self.upgrades) + 1 if version is None else version
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """The steps are code of today and no part of a migration."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "version": self.version}

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """The value with its version; nothing stays nothing."""
        if value is not None and not hasattr(value, "as_sql"):
            value = {VERSION: self.version, DATA: value}
        return super().get_db_prep_save(value, connection)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """The data in the newest shape."""
        kept = super().from_db_value(value, expression, connection)
        return None if kept is None else self.newest(kept)

    def newest(self, kept: dict[str, Any]) -> Any:
        """Carry out the steps that a kept value lacks."""
        if kept[VERSION] > self.version:
            raise ValueError(f"{self}: written by a newer version of Gugus")
        data = kept[DATA]
        for upgrade in self.upgrades[kept[VERSION] - 1 :]:
            data = upgrade(data)
        return data
