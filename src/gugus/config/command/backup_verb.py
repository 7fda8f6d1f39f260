"""`gugus backup FILE`."""

from pathlib import Path

import click

from gugus.config.command import start_django


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over an existing file.")
def command(file: Path, force: bool) -> None:
    """Write everything into FILE (one zip), while the server may be running.

    The file holds names and password hashes: keep it where only you can read it.
    """
    if file.exists() and not force:
        raise click.ClickException(f"{file} exists already; name another file or use --force.")
    start_django()
    from gugus.config.backup import row_total, write_backup

    with click.progressbar(length=row_total(), label="Backing up") as bar:
        rows = write_backup(file, progress=bar.update)
    click.echo(f"{rows} rows in {file}")
