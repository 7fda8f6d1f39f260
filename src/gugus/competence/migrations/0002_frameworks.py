"""Load the frameworks that come with the product."""

from django.db import migrations

from gugus.competence.rules.framework_file import checked_framework
from gugus.competence.services.frameworks import DATA, read_framework_file, write_framework


def load(apps, schema_editor):
    for name in ("pkg-14.json", "mkg-2626-2023.json"):
        content = checked_framework(read_framework_file(DATA / name))
        write_framework(content, lambda model: apps.get_model("competence", model))


class Migration(migrations.Migration):
    dependencies = [("competence", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
