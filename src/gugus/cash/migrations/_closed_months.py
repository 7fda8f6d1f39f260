"""Triggers that keep a closed month closed.

Text comparison of ISO days does on SQLite what date_trunc does on PostgreSQL. A restore passes: it
fills the entries before the closed months. Entries are never deleted, in whatever month: the table
is append-only.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE = """
CREATE TRIGGER cash_entry_into_closed BEFORE INSERT ON cash_cashentry
WHEN EXISTS (
    SELECT 1 FROM cash_monthclose
    WHERE group_id = NEW.group_id AND substr(month, 1, 7) >= substr(NEW.dated, 1, 7)
)
BEGIN SELECT RAISE(ABORT, 'that month is closed'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION cash_month_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM cash_monthclose
        WHERE group_id = NEW.group_id AND month >= date_trunc('month', NEW.dated)::date
    ) THEN
        RAISE EXCEPTION 'that month is closed';
    END IF;
    RETURN NEW;
END $$
"""
_POSTGRESQL = """
CREATE TRIGGER cash_entry_into_closed BEFORE INSERT ON cash_cashentry
FOR EACH ROW EXECUTE FUNCTION cash_month_is_open()
"""


def keep_months_closed(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse entries into a closed month."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_FUNCTION)
        editor.execute(_POSTGRESQL)
    else:
        editor.execute(_SQLITE)
