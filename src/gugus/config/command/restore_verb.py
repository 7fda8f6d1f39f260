"""`gugus restore FILE`."""

from pathlib import Path

import click

from gugus.config.command import start_django


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Take the place of the data that is here now.")
def command(file: Path, replace: bool) -> None:
    """Put FILE's content into this installation: all of it, or nothing.

    Works from SQLite to PostgreSQL and back. What is here now is kept only as a copy in
    backups/ (SQLite).
    """
    start_django()
    from gugus.config.backup import read_manifest, restore_backup
    from gugus.config.installation import copy_database, migrate

    manifest = read_manifest(file)
    migrate()
    if replace:
        copy_database("restore")
    with click.progressbar(length=manifest.rows, label="Restoring") as bar:
        restore_backup(file, replace=replace, progress=bar.update)
    click.echo(f"{manifest.rows} rows restored from {file} ({manifest.made_at}).")
