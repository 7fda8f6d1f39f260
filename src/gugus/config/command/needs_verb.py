"""`gugus needs rank FILE.csv`."""

import json
from pathlib import Path
from typing import Any

import click


@click.group("needs")
def command() -> None:
    """Rank needs from a table of percentages."""


@command.command("rank")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--standard", default=76.0, show_default=True, type=click.FloatRange(0, 100))
@click.option(
    "--importance",
    type=click.Path(dir_okay=False, path_type=Path),
    help="CSV of importance ratings 1-5, of the same shape or one row per indicator.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def rank(file: Path, standard: float, importance: Path | None, as_json: bool) -> None:
    """Rank the indicators of FILE, a CSV whose first column is the person and whose other
    columns are indicators in percent (blank for missing). Needs no database."""
    from gugus.cores.needs import analyse
    from gugus.cores.needs.table import read_importance, read_table, to_json

    try:
        table = read_table(_text(file))
        weights = read_importance(_text(importance), table) if importance else None
        result = analyse(table.percent, names=table.names, standard=standard, importance=weights)
    except ValueError as error:
        raise click.ClickException(f"{file}: {error}") from error
    if as_json:
        click.echo(json.dumps(to_json(result), ensure_ascii=False, allow_nan=False))
    else:
        _print(to_json(result))


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not a UTF-8 text file.") from error


def _print(result: dict[str, Any]) -> None:
    click.echo(f"{result['n']} orang")
    for row in sorted(result["indicators"], key=lambda r: (r["rank"] is None, r["rank"])):
        interval = f"[{_number(row['ci_low'])}; {_number(row['ci_high'])}]"
        ranks = f"{_number(row['rank_low'], 0)}-{_number(row['rank_high'], 0)}"
        click.echo(
            f"{_number(row['rank'], 0):>3}  {row['name'][:40]:<40} n={row['n']:<4} "
            f"rata-rata {_number(row['mean'])} {interval}  "
            f"di bawah standar {_number(row['below'], 0)}  urutan {ranks}"
        )
    for warning in result["warnings"]:
        click.echo(f"! {warning}")


def _number(value: float | None, places: int = 1) -> str:
    return "–" if value is None else f"{value:.{places}f}"
