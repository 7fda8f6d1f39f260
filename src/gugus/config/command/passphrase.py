"""The passphrase of a backup: asked for in a terminal, or read from a file."""

import sys
from pathlib import Path

import click

option = click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the passphrase that seals the keys from this file; without it, it is asked for.",
)


def asked_for(file: Path | None, question: str, *, twice: bool = False) -> str:
    """What was typed, or stands in the file; '' where nobody can be asked."""
    if file is not None:
        return _first_words(file)
    if not sys.stdin.isatty():
        return ""
    typed: str = click.prompt(
        question, default="", hide_input=True, show_default=False, confirmation_prompt=twice
    )
    return typed


def _first_words(file: Path) -> str:
    # As UTF-8 everywhere, with the mark that Windows' Notepad may put before it: the same passphrase
    # must open the copy on another computer.
    try:
        return file.read_text(encoding="utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not a UTF-8 text file.") from error
