"""`gugus migrate`."""

import click

from gugus.config.command import start_django


@click.command("migrate")
def command() -> None:
    """Bring the database to this version's shape; safe to run again.

    A SQLite database that holds data is copied to backups/ in the data folder first.
    """
    start_django()
    from django.utils.translation import gettext as _

    from gugus.config.installation import migrate

    done = migrate()
    if done:
        click.echo(_("%(n)d perubahan bentuk basis data diterapkan.") % {"n": done})
    else:
        click.echo(_("Basis data sudah sesuai versi ini."))
