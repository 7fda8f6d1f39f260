"""`gugus migrate`."""

import click

from gugus.config.command import start_django


@click.command("migrate")
def command() -> None:
    """Bring the database to this version's shape; safe to run again.

    A SQLite database that holds data is copied to backups/ in the data folder first.
    """
    start_django()
    from gugus.config.installation import migrate

    done = migrate()
    click.echo(f"{done} migrations applied." if done else "The database is up to date.")
