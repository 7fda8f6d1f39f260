"""What stands is not deleted either, in open months too; agreed budgets keep their limit."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.functions import Coalesce

from gugus.platform.foundation.standing import (
    guard_rows,
    guard_table,
    release_rows,
    release_table,
)

CHANGES = "treasury_limitchange"
TABLES = ("treasury_entry", "treasury_monthclose", "treasury_closesignature", CHANGES)
# The share of the juknis, for groups that set none.
USUAL = 10


def keep_limits(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Budgets agreed before limits were kept have the one that their group has now."""
    settings = apps.get_model("treasury", "TreasurySettings").objects
    own = settings.filter(group_id=models.OuterRef("group_id")).values("revision_percent")
    agreed = apps.get_model("treasury", "Budget").objects.filter(state="agreed")
    agreed.update(revision_percent=Coalesce(models.Subquery(own), USUAL))


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make every DELETE fail, and every UPDATE of a change of the limit."""
    guard_table(editor, CHANGES)
    for table in TABLES:
        guard_rows(editor, table)


def release(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for table in TABLES:
        release_rows(editor, table)
    release_table(editor, CHANGES)


class Migration(migrations.Migration):
    dependencies = [("treasury", "0003_revision_limits_and_void_receipts")]
    operations = [
        migrations.RunPython(keep_limits, migrations.RunPython.noop),
        migrations.RunPython(guard, release),
    ]
