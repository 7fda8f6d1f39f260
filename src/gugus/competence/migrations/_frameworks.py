"""The frameworks that come with the product."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gugus.cores.formats.framework_file import check_framework
from gugus.competence.services.frameworks import DATA, read_framework_file, write_framework


def load_frameworks(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Store each framework with its competencies, items and indicators."""
    for name in ("pkg-14.json", "mkg-2626-2023.json"):
        content = check_framework(read_framework_file(DATA / name))
        write_framework(content, lambda model: apps.get_model("competence", model))
