"""Routine lines of before recur: once in each of their months, spread evenly."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def recur(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Give each routine line as many meetings as it names months."""
    lines = apps.get_model("programme", "Line")
    for line in lines.objects.filter(kind="rutin", rhythm="insidental", times=1).iterator():
        line.rhythm = "berkala"
        line.times = max(1, len(set(line.months)))
        line.save(update_fields=["rhythm", "times"])


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_the_year_opens")]
    operations = [migrations.RunPython(recur, migrations.RunPython.noop)]
