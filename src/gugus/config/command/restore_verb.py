"""`gugus restore FILE`."""

from pathlib import Path

import click

from gugus.config.command import passphrase, start_django


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Take the place of the data that is here now.")
@passphrase.option
def command(file: Path, replace: bool, passphrase_file: Path | None) -> None:
    """Put FILE's content into this installation: all of it, or nothing.

    Works from SQLite to PostgreSQL and back. What is here now is kept only as a copy in
    backups/ (SQLite).
    """
    start_django()
    from django.utils.translation import gettext as _

    from gugus.config.backup import read_manifest, restore_backup
    from gugus.config.backup_secret import is_same_secret, outcome_in_words
    from gugus.config.installation import copy_database, migrate

    migrate()
    manifest = read_manifest(file)
    typed = ""
    if manifest.secret.sealed and not is_same_secret(manifest.secret):
        question = _("Kata sandi cadangan (Enter: tanpa kunci)")
        typed = passphrase.asked_for(passphrase_file, question)
    if replace:
        copy_database("restore")
    with click.progressbar(length=manifest.rows, label=_("Memulihkan")) as bar:
        outcome = restore_backup(file, replace=replace, progress=bar.update, passphrase=typed)
    told = {"n": manifest.rows, "file": file, "at": manifest.made_at}
    click.echo(_("%(n)d baris dipulihkan dari %(file)s (%(at)s).") % told)
    if words := outcome_in_words(outcome):
        click.echo(words)
