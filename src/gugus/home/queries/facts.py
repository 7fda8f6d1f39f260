"""The values of all apps on Beranda, in one statement that is made once for people of the same rights."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.registry import HomePart, Viewer, capabilities
from gugus.platform.foundation.prepared import Statement

# Numbers that no record has: they stand in the statement for those of the group and the person.
_GROUP, _TEACHER, _USER = -9001, -9002, -9003
# Apps, and the words under which each asked.
_Words = dict[str, tuple[str, ...]]


def home_parts() -> dict[str, HomePart[Any]]:
    """What each app shows on Beranda, by the app's module."""
    return {name: one.home for name, one in capabilities().items() if one.home is not None}


def facts_of(viewer: Viewer) -> dict[str, Any]:
    """Ask for the values of all apps at once, and let each make its facts of its own."""
    shape = _shape_of(viewer)
    statement, words = _made(shape)
    values = iter(values_of(viewer, statement))
    answers = {name: {word: next(values) for word in asked} for name, asked in words.items()}
    for name, part in home_parts().items():
        for word, listed in part.lists.items():
            needed = answers[name].get(listed.when)
            answers[name][word] = rows_of(viewer, name, word, shape) if needed else []
    return {name: part.read(viewer, answers[name]) for name, part in home_parts().items()}


def counts_of(viewer: Viewer, asked: Mapping[str, tuple[str, tuple[str, ...]]]) -> dict[str, int]:
    """Sums of the values that single apps ask for, in one statement: `asked` names app and words."""
    wanted = tuple((app, word) for app, words in asked.values() for word in words)
    statement, known = _counted(_shape_of(viewer), wanted)
    if not known:
        return {}
    values = dict(zip(known, values_of(viewer, statement), strict=True))
    return {
        name: sum(int(values.get((app, word)) or 0) for word in words)
        for name, (app, words) in asked.items()
    }


def values_of(viewer: Viewer, statement: Statement) -> tuple[Any, ...]:
    """The answers to the statement, with this group's and this person's numbers in place."""
    return next(statement.rows(_numbers_of(viewer)))


def rows_of(viewer: Viewer, name: str, word: str, shape: "_Shape | None" = None) -> list[Any]:
    """The rows of an app's list for this person."""
    return _list_made(shape or _shape_of(viewer), name, word).all(_numbers_of(viewer))


def _numbers_of(viewer: Viewer) -> Callable[[Any], Any]:
    numbers = {
        _GROUP: viewer.group.pk,
        _TEACHER: viewer.actor.teacher_id,
        _USER: viewer.actor.user_id,
    }
    # PostgreSQL's integers are of types of its own.
    return lambda value: numbers.get(value, value) if isinstance(value, int) else value


def statement_of(viewer: Viewer) -> tuple[Statement, _Words]:
    """The statement for this person's rights on this day."""
    return _made(_shape_of(viewer))


def _shape_of(viewer: Viewer) -> "_Shape":
    group, actor = viewer.group, viewer.actor
    reaching = [one for one in actor.grants if one.group_ids is None or group.pk in one.group_ids]
    stand_in = Actor(
        _USER,
        "",
        None if actor.teacher_id is None else _TEACHER,
        tuple(replace(one, group_ids=one.group_ids and frozenset({_GROUP})) for one in reaching),
    )
    return _Shape(stand_in, group, viewer)


class _Shape:
    """Equal for viewers whose statements differ in the numbers alone."""

    def __init__(self, actor: Actor, group: Group, viewer: Viewer) -> None:
        self.viewer = Viewer(actor, copy(group), viewer.now)
        self.viewer.group.pk = _GROUP
        self._key: tuple[Actor, str, date, str, tuple[str, ...]] = (
            actor,
            group.time_zone,
            viewer.today,
            connection.vendor,
            tuple(home_parts()),
        )

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shape) and self._key == other._key


@lru_cache(maxsize=512)
def _made(shape: _Shape) -> tuple[Statement, _Words]:
    asked = {name: part.ask(shape.viewer) for name, part in home_parts().items()}
    # A column's name holds no dot, and two apps may use the same word.
    columns = {
        f"value_{place}_{word}": question
        for place, questions in enumerate(asked.values())
        for word, question in questions.items()
    }
    rows = Group.objects.filter(pk=_GROUP).order_by().values_list(*columns.values())
    return Statement(rows), {name: tuple(questions) for name, questions in asked.items()}


@lru_cache(maxsize=512)
def _counted(
    shape: _Shape, wanted: tuple[tuple[str, str], ...]
) -> tuple[Statement, tuple[tuple[str, str], ...]]:
    """The statement for single values, and those of them that this person's rights reach."""
    parts = {app: home_parts()[app].ask(shape.viewer) for app, _word in wanted}
    known = {(app, word): parts[app][word] for app, word in wanted if word in parts[app]}
    columns = {f"value_{place}": question for place, question in enumerate(known.values())}
    rows = Group.objects.filter(pk=_GROUP).order_by().values_list(*columns.values())
    return Statement(rows), tuple(known)


@lru_cache(maxsize=512)
def _list_made(shape: _Shape, name: str, word: str) -> Statement:
    return Statement(home_parts()[name].lists[word].rows(shape.viewer))
