"""Checking what comes in: every refusal is a sentence that names the place."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = Sequence[Sequence[float | None]] | Floats


def checked_matrix(
    rows: Rows, names: Sequence[str], *, low: float, high: float, what: str = "percent"
) -> Floats:
    """The rows as a new array of shape (persons, indicators), NaN for missing.

    Raises
    ------
    ValueError
        When rows are ragged, a value is not a number, infinite, or outside low..high.
    """
    if not isinstance(rows, np.ndarray):
        _same_length(rows, len(names), what)
    try:
        matrix = np.array(rows, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{what}: every value must be a number or missing") from error
    if matrix.ndim != 2 or matrix.shape[0] == 0:
        raise ValueError(f"{what}: there must be at least one person (one row)")
    if matrix.shape[1] != len(names):
        raise ValueError(f"{what}: {matrix.shape[1]} columns but {len(names)} names")
    wrong = np.argwhere(~np.isnan(matrix) & ~((matrix >= low) & (matrix <= high)))
    if wrong.size:
        row, column = wrong[0]
        raise ValueError(
            f"{what}: row {row + 1}, {names[column]}: {matrix[row, column]:g} "
            f"is outside {low:g} to {high:g}"
        )
    return matrix


def checked_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names, when there is at least one and none twice; ValueError otherwise."""
    if not names:
        raise ValueError("there must be at least one indicator")
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"the indicator name {name!r} stands twice")
        seen.add(name)
    return tuple(names)


def checked_share(value: float, what: str) -> float:
    """The value when it lies strictly between 0 and 1; ValueError otherwise."""
    if not 0 < value < 1:
        raise ValueError(f"{what} must lie between 0 and 1, not {value}")
    return value


def float_or_none(value: float) -> float | None:
    """A plain float, or None for NaN."""
    return None if np.isnan(value) else float(value)


def int_or_none(value: float) -> int | None:
    """A plain int, or None for NaN."""
    return None if np.isnan(value) else int(value)


def mean_and_sd(matrix: Floats) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Per column: number of values, mean (NaN without values), sd with n-1 (NaN below two)."""
    there = ~np.isnan(matrix)
    n = there.sum(axis=0)
    # Counting from the smallest value keeps digits, and makes equal values have sd 0 exactly.
    base = np.where(n > 0, np.where(there, matrix, np.inf).min(axis=0, initial=np.inf), np.nan)
    above = np.where(there, matrix - base, 0.0)
    middle = above.sum(axis=0) / np.maximum(n, 1)
    mean = base + middle
    squares = (np.where(there, above - middle, 0.0) ** 2).sum(axis=0)
    sd = np.where(n > 1, np.sqrt(squares / np.maximum(n - 1, 1)), np.nan)
    return n, mean, sd


def _same_length(rows: Sequence[Sequence[float | None]], width: int, what: str) -> None:
    for number, row in enumerate(rows, start=1):
        if len(row) != width:
            raise ValueError(
                f"{what}: row {number} has {len(row)} values but there are {width} indicators"
            )
