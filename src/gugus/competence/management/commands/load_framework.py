"""`gugus manage load_framework FILE`: add a competence framework from its data file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gugus.competence.services.frameworks import load_framework, read_framework_file
from gugus.platform.foundation.errors import Refused


class Command(BaseCommand):
    """Load a framework; the same file again changes nothing."""

    help = "Add a competence framework (gugus-framework/1 JSON); see competence/data for the form."
    requires_system_checks = ()  # the addresses play no part in it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = read_framework_file(options["file"])
            loaded = load_framework(data=data, now=timezone.now(), user_id=None)
        except Refused as refusal:
            raise CommandError(refusal.message, returncode=2) from refusal
        done = "loaded" if loaded.created else "already there, nothing changed"
        self.stdout.write(f"{loaded.framework}: {done}")
