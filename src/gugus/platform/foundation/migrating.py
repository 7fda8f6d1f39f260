"""New tables made together: Django draws its picture of all models once, not once a step.

Between two steps of a migration Django makes anew every model that is related to the one that
changed. Where each new table points to groups and people, as here, that is nearly all of them for
every table and every constraint, and takes most of the time in which an installation is set up.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_PARTS = (AddConstraint, AddField, AddIndex)


class CreateTogether(Operation):
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
        """Take all steps at once; the models are drawn when somebody asks for them."""
        state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

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
        """Take the tables away, the last first."""
        for name in reversed(self._new):
            model = from_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        """What `migrate --plan` prints."""
        return f"Create models {', '.join(self._new)}"
