"""Operations for migrations: several tables at once; triggers behind append-only tables.

Django renders its state of all models anew after each operation: every model that is related to
the one that changed. Where each new table points to groups and people, as here, that is nearly all
of them for every table and every constraint, and takes most of the time in which an installation is
set up. `CreateModels` renders the new models alone, once: it touches no other.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState, StateApps

from gugus.platform.foundation.append_only import forbid_deletes, forbid_updates

_PARTS = (AddConstraint, AddField, AddIndex)


class CreateModels(Operation):
    """New models, and the fields, constraints and indexes that are added to just these."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)
        self._new = [one.name for one in self.operations if isinstance(one, CreateModel)]
        known = {name.lower() for name in self._new}
        for one in self.operations:
            of_new = isinstance(one, _PARTS) and one.model_name.lower() in known
            if not (isinstance(one, CreateModel) or of_new):
                raise ValueError(f"{one} does not belong to a model that is made here")

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Apply all operations to the state, then add the new models to those rendered before."""
        rendered: StateApps | None = state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)
        if rendered is not None:
            rendered.render_multiple([state.models[app_label, name.lower()] for name in self._new])
            state.__dict__["apps"] = rendered

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make each table as it is in the end, with all its fields and constraints."""
        for name in self._new:
            model = to_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables in reverse order."""
        for name in reversed(self._new):
            model = from_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        """What `migrate --plan` prints."""
        return f"Create models {', '.join(self._new)}"


class AppendOnly(Operation):
    """The database itself refuses every UPDATE of these tables; every DELETE too, if so said.

    It knows tables by name and asks for no model: nothing is rendered for it.
    """

    reversible = False

    def __init__(self, tables: Sequence[str], *, deletes: bool) -> None:
        self.tables, self.deletes = list(tables), deletes

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Set the triggers."""
        for table in self.tables:
            forbid_updates(schema_editor, table)
            if not self.deletes:
                forbid_deletes(schema_editor, table)

    def describe(self) -> str:
        """What `migrate --plan` prints."""
        return f"Make {', '.join(self.tables)} append-only"


def append_only(*tables: str, deletes: bool = True) -> AppendOnly:
    """The operation, as migrations write it."""
    return AppendOnly(tables, deletes=deletes)
