"""`gugus schedule FILE.json`."""

import json
import sys
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from gugus.cores.scheduling import SchedulingProblem

_LARGEST_FILE = 20_000_000


@click.command("schedule")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option(
    "--objective",
    default="total",
    show_default=True,
    type=click.Choice(["total", "worst", "fair"]),
    help="Least kilometres of all teachers, of the worst-off teacher, or that first and then all.",
)
@click.option(
    "--seconds",
    default=20.0,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    help="Limit for each instance.",
)
def command(file: Path, as_json: bool, objective: str, seconds: float) -> None:
    """Choose the host of each meeting of FILE: an instance or a list of them, each with schools,
    teachers, meetings and, if wanted, available, distance_km and served. Needs no database.

    In the JSON hosts are numbered from 0. When the time runs out before anything is found, and
    nothing is proven, status is null and the exit code is 1.
    """
    from gugus.config.command.schedule_words import explained_schedule, schedule_text
    from gugus.cores.scheduling import Objective, solve

    if not isfinite(seconds):
        raise click.BadParameter("seconds must be a number", param_hint="--seconds")
    explained: list[dict[str, Any]] = []
    unknown = False
    for name, problem in _instances(file):
        found = solve(problem, Objective(objective), seconds=seconds)
        explained.append(explained_schedule(name, problem, found))
        unknown |= explained[-1]["status"] is None
        if not as_json:
            click.echo(schedule_text(name, problem, found))
    if as_json:
        click.echo(json.dumps({"instances": explained}, ensure_ascii=False, allow_nan=False))
    if unknown:
        click.echo(f"gugus: nothing was found or proven within {seconds:g} seconds.", err=True)
        sys.exit(1)


def _instances(file: Path) -> "list[tuple[str, SchedulingProblem]]":
    from gugus.cores.scheduling.instances import read_instances

    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise click.ClickException(f"{file} is larger than {_LARGEST_FILE // 1_000_000} MB.")
        return read_instances(json.loads(file.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not a UTF-8 text file.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise click.ClickException(f"{file} is not JSON ({error}).") from error
    except ValueError as error:
        raise click.ClickException(f"{file}: {error}") from error
