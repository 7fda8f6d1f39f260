"""`gugus import dapodik FILE`."""

import json
from pathlib import Path
from typing import Any

import click

from gugus.config.command import start_django

_WORDS = {
    "new": "baru",
    "unchanged": "sama",
    "changed": "berubah",
    "duplicate": "perlu diputuskan",
    "refused": "ditolak",
}


@click.group("import")
def command() -> None:
    """Read a file of another program in."""


@command.command("dapodik")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--school", "npsn", required=True, metavar="NPSN", help="The school of the file.")
@click.option("--dry-run", is_flag=True, help="Compare only; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def dapodik(file: Path, npsn: str, dry_run: bool, as_json: bool) -> None:
    """Read a Dapodik "Daftar Guru" export (.xlsx or .xls) into a school's roster.

    Rows that a person must decide on (possible duplicates) are left out and counted.
    Sensitive columns (NIK, family card, mother, bank, tax) are dropped while reading.
    """
    start_django()
    from django.utils import timezone

    from gugus.people.models import School
    from gugus.roster.services.imports import import_dapodik_file

    school = School.objects.filter(npsn=npsn).first()
    if school is None:
        raise click.ClickException(f"no school with NPSN {npsn} here; add the school first.")
    with _Bar(hidden=as_json) as bar:
        report = import_dapodik_file(
            data=_read(file), school=school, dry_run=dry_run, now=timezone.now(), progress=bar.show
        )
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        _print(report, dry_run)


def _read(file: Path) -> bytes:
    from django.conf import settings

    try:
        if file.stat().st_size > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise click.ClickException(f"{file} is larger than 40 MB; nothing was stored.")
        return file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read ({error.strerror}).") from error


class _Bar:
    """A progress bar that learns its length from the first report."""

    def __init__(self, *, hidden: bool) -> None:
        self._bar = click.progressbar(length=100, label="Membaca", hidden=hidden)

    def __enter__(self) -> "_Bar":
        self._bar.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._bar.__exit__(*error)

    def show(self, done: int, total: int) -> None:
        """Move to done of total."""
        percent = 100 * done // max(total, 1)
        if percent > self._bar.pos:
            self._bar.update(percent - self._bar.pos)


def _print(report: dict[str, Any], dry_run: bool) -> None:
    for row in report["rows"]:
        if row["reason"]:
            click.echo(
                f"baris {row['row']}: {row['name']}: {_WORDS[row['verdict']]}: {row['reason']}"
            )
    counts = ", ".join(f"{n} {_WORDS[verdict]}" for verdict, n in report["counts"].items())
    click.echo(counts)
    if report["dropped_columns"]:
        click.echo(f"Kolom yang tidak disimpan: {', '.join(report['dropped_columns'])}")
    click.echo("Belum ada yang disimpan (--dry-run)." if dry_run else "Tersimpan.")
