"""The cash book stands: the database itself refuses changes, and entries in closed months."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gugus.platform.foundation.standing import guard_table, release_table

TABLES = ("treasury_entry", "treasury_monthclose", "treasury_closesignature")

# Text comparison of ISO days does on SQLite what date_trunc does on PostgreSQL. A restore passes:
# it empties the closed months before the entries, and fills the entries before the closed months.
_SQLITE = """
CREATE TRIGGER treasury_entry_{when}_closed BEFORE {verb} ON treasury_entry
WHEN EXISTS (
    SELECT 1 FROM treasury_monthclose
    WHERE group_id = {row}.group_id AND substr(month, 1, 7) >= substr({row}.dated, 1, 7)
)
BEGIN SELECT RAISE(ABORT, 'that month is closed'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION treasury_month_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entry treasury_entry;
BEGIN
    IF TG_OP = 'DELETE' THEN entry := OLD; ELSE entry := NEW; END IF;
    IF EXISTS (
        SELECT 1 FROM treasury_monthclose
        WHERE group_id = entry.group_id AND month >= date_trunc('month', entry.dated)::date
    ) THEN
        RAISE EXCEPTION 'that month is closed';
    END IF;
    RETURN entry;
END $$
"""
_POSTGRESQL = """
CREATE TRIGGER treasury_entry_{when}_closed BEFORE {verb} ON treasury_entry
FOR EACH ROW EXECUTE FUNCTION treasury_month_is_open()
"""
_EVENTS = (("into", "INSERT", "NEW"), ("from", "DELETE", "OLD"))


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make every UPDATE fail, and what would change a closed month."""
    for table in TABLES:
        guard_table(editor, table)
    is_postgresql = editor.connection.vendor == "postgresql"
    if is_postgresql:
        editor.execute(_FUNCTION)
    for when, verb, row in _EVENTS:
        trigger = _POSTGRESQL if is_postgresql else _SQLITE
        editor.execute(trigger.format(when=when, verb=verb, row=row))


def release(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    is_postgresql = editor.connection.vendor == "postgresql"
    on = " ON treasury_entry" if is_postgresql else ""
    for when, _verb, _row in _EVENTS:
        editor.execute(f"DROP TRIGGER treasury_entry_{when}_closed{on}")
    if is_postgresql:
        editor.execute("DROP FUNCTION treasury_month_is_open()")
    for table in TABLES:
        release_table(editor, table)


class Migration(migrations.Migration):
    dependencies = [("treasury", "0001_initial")]
    operations = [migrations.RunPython(guard, release)]
