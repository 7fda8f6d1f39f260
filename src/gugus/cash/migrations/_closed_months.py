"""Triggers that keep a closed month closed.

Text comparison of ISO days does on SQLite what date_trunc does on PostgreSQL. A restore passes: it
empties the closed months before the entries, and fills the entries before the closed months.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE = """
CREATE TRIGGER cash_entry_{when}_closed BEFORE {verb} ON cash_entry
WHEN EXISTS (
    SELECT 1 FROM cash_monthclose
    WHERE group_id = {row}.group_id AND substr(month, 1, 7) >= substr({row}.dated, 1, 7)
)
BEGIN SELECT RAISE(ABORT, 'that month is closed'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION cash_month_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entry cash_entry;
BEGIN
    IF TG_OP = 'DELETE' THEN entry := OLD; ELSE entry := NEW; END IF;
    IF EXISTS (
        SELECT 1 FROM cash_monthclose
        WHERE group_id = entry.group_id AND month >= date_trunc('month', entry.dated)::date
    ) THEN
        RAISE EXCEPTION 'that month is closed';
    END IF;
    RETURN entry;
END $$
"""
_POSTGRESQL = """
CREATE TRIGGER cash_entry_{when}_closed BEFORE {verb} ON cash_entry
FOR EACH ROW EXECUTE FUNCTION cash_month_is_open()
"""
_EVENTS = (("into", "INSERT", "NEW"), ("from", "DELETE", "OLD"))


def keep_months_closed(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse entries into a closed month, and deletions from it."""
    is_postgresql = editor.connection.vendor == "postgresql"
    if is_postgresql:
        editor.execute(_FUNCTION)
    for when, verb, row in _EVENTS:
        trigger = _POSTGRESQL if is_postgresql else _SQLITE
        editor.execute(trigger.format(when=when, verb=verb, row=row))
