"""The `gugus` command: what an installation is run with.

Each verb lives in a module of its own that is imported only when it is called, so that
`gugus --help` answers at once and `gugus serve` starts fast.
"""

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

import click

_VERBS = {
    "serve": "Serve the group in the browser (Ctrl+C stops).",
    "worker": "Do background jobs only (`serve` starts one beside it).",
    "demo": "Build the example group Gugus I Ciawi in an empty installation.",
    "migrate": "Bring the database to this version's shape.",
    "backup": "Write everything the installation holds into one file.",
    "restore": "Put a backup file's content in place of what is there.",
    "import": "Read a file of another program in (dapodik).",
    "needs": "Rank needs from a table of percentages.",
    "officers": "Approve what an officer proposed, where a group has no second one.",
    "schedule": "Choose the hosts of a series of meetings.",
    "manage": "For developers: Django's own management commands.",
}


class _Verbs(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _VERBS:
            return None
        module = import_module(f"gugus.config.command.{cmd_name}_verb")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # Written from the table: no verb's module is imported to print a list.
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(_VERBS.items()))


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gugus", prog_name="gugus")
def gugus() -> None:
    """Gugus runs a teacher working group from measured need to shown effect.

    Data lives in the folder var/ (GUGUS_DATA chooses another) or in the PostgreSQL
    database named by DATABASE_URL. `gugus COMMAND --help` tells more of each command.
    """


def main() -> None:
    """Run the command; every refusal is one line and exit code 2."""
    _write_what_can_be_written()
    try:
        gugus.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "gugus"
        _refuse(f"{error.format_message()} (see {where} --help)")
    except click.ClickException as error:
        _refuse(error.message)
    except Exception as error:
        message = _refusal(error)
        if message is None:
            raise
        _refuse(message)


def _write_what_can_be_written() -> None:
    # A file or a pipe on Windows takes cp1252 or cp850: a letter that those lack becomes "?", and the
    # command goes on.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _refusal(error: Exception) -> str | None:
    from django.db.utils import OperationalError, ProgrammingError
    from django.utils.translation import gettext as _

    from gugus.config.environment import SettingError
    from gugus.platform.foundation.errors import Refused, is_storage_full

    if isinstance(error, OperationalError | ProgrammingError) and _has_no_tables(str(error)):
        return _(
            "Basis data di sini masih kosong. Nyalakan dulu dengan `gugus serve`, lalu ulangi."
        )
    if is_storage_full(error):
        return _("Penyimpanan penuh atau tidak dapat ditulis. Kosongkan sebagian, lalu ulangi.")
    if isinstance(error, SettingError | Refused | OperationalError):
        return str(error)
    return None


def _has_no_tables(text: str) -> bool:
    return "no such table" in text or ("relation" in text and "does not exist" in text)


def _refuse(message: str) -> NoReturn:
    click.echo(f"gugus: {' '.join(message.split())}", err=True)
    sys.exit(2)


def start_django() -> None:
    """Load settings and apps; what is wrong with a setting becomes one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gugus.config.settings")
    import django
    from django.conf import settings

    settings.DATABASES  # noqa: B018 - reads the settings: a bad one is refused here, not in a traceback
    django.setup()
