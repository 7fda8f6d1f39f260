"""Indonesia's provinces, kabupaten/kota and kecamatan (Kemendagri 2025)."""

import csv
from pathlib import Path

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FILE = Path(__file__).resolve().parent.parent / "data" / "places.csv"


def load_places(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Fill the table of places."""
    # The file is sorted by code, so that a place comes after the one it lies in.
    place = apps.get_model("people", "Place")
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            place(
                code=row["code"], name=row["name"], parent_id=row["code"].rpartition(".")[0] or None
            )
            for row in csv.DictReader(file)
        ]
    manager = place.objects.using(editor.connection.alias)
    manager.bulk_create(rows, batch_size=2000, ignore_conflicts=True)
