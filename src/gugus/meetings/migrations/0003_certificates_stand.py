"""What was issued never changes: the database itself refuses."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("meetings_certificate", "meetings_withdrawal")


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make an UPDATE of these tables fail."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE OR REPLACE FUNCTION gugus_stands() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'this record does not change'; END $$"
        )
    for table in TABLES:
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f"CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION gugus_stands()"
            )
        else:
            editor.execute(
                f"CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'this record does not change'); END"
            )


def release(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for table in TABLES:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER {table}_stands{on}")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_records_and_certificates")]
    operations = [migrations.RunPython(guard, release)]
