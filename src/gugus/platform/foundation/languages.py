"""The language of what is written down, whoever asks for it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils.translation import override

P = ParamSpec("P")
R = TypeVar("R")


def in_language(code: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Carry a function out in this language.

    Django's `override` as a decorator is one object for all threads: what language each came from
    would be lost as soon as two of them are inside.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def inside(*args: P.args, **kwargs: P.kwargs) -> R:
            with override(code):
                return function(*args, **kwargs)

        return inside

    return decorate
