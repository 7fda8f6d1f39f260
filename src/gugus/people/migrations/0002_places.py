"""Load Indonesia's provinces, kabupaten/kota and kecamatan (Kemendagri 2025)."""

import csv
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).resolve().parent.parent / "data" / "places.csv"


def load(apps, schema_editor):
    # The file is sorted by code, so that a place comes after the one it lies in.
    Place = apps.get_model("people", "Place")
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            Place(
                code=row["code"], name=row["name"], parent_id=row["code"].rpartition(".")[0] or None
            )
            for row in csv.DictReader(file)
        ]
    manager = Place.objects.using(schema_editor.connection.alias)
    manager.bulk_create(rows, batch_size=2000, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
