"""`gugus manage ...`: Django's management commands, for developers."""

import click

from gugus.config.command import start_django


@click.command(
    "manage",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Pass ARGUMENTS to Django's management."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["gugus manage", *arguments])
