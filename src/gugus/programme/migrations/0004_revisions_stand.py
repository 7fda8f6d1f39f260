"""A revision of a signed programme never changes: the database itself refuses."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gugus.platform.foundation.standing import guard_table, release_table

TABLE = "programme_revision"


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make an UPDATE fail."""
    guard_table(editor, TABLE)


def release(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the trigger away."""
    release_table(editor, TABLE)


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_routine_lines_recur")]
    operations = [migrations.RunPython(guard, release)]
