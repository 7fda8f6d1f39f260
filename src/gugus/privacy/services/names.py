"""A full name is replaced where texts and kept papers of the person's groups hold it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import Model, Q

from gugus.meetings.models import Meeting
from gugus.people.models import Group, GroupSchool, Membership, Teacher
from gugus.platform.documents.models import KeptPaper
from gugus.platform.foundation.erasure import Erasing
from gugus.privacy.queries.held import all_held, held_about, target_of
from gugus.privacy.rules import ERASED_NAME
from gugus.programme.models import Forum

# Papers of money and certificates, and a programme's signature, stay as they were signed.
GONE = "–"
# What is shorter stands in other people's sentences, too.
_SHORTEST = 6
_OF_MEETINGS = ("minutes", "attendance", "invitation")


def groups_joined(teacher: Teacher) -> frozenset[int]:
    """Every group that the teacher's school or own membership ever touched.

    What an earlier group holds of somebody who moved is not among it: a group that typed them in by
    number makes their link, and could read by it what they wrote elsewhere.
    """
    by_school = GroupSchool.objects.filter(school=teacher.school_id)
    by_row = Membership.objects.filter(teacher=teacher)
    return frozenset(
        {
            *by_school.values_list("group_id", flat=True),
            *by_row.values_list("group_id", flat=True),
        }
    )


def groups_around(teacher: Teacher) -> frozenset[int]:
    """Those, and every other group that holds records of the teacher: who moved left them there."""
    found: set[int | None] = {*groups_joined(teacher)}
    for one in held_about(teacher):
        fields = one.model._meta.concrete_fields
        leads_to = {field.name: field.related_model for field in fields}
        if leads_to.get("group") is Group:
            found |= set(one.rows.values_list("group_id", flat=True))
        elif leads_to.get("meeting") is Meeting:
            found |= set(one.rows.values_list("meeting__group_id", flat=True))
    return frozenset(pk for pk in found if pk is not None)


def forget_name(teacher: Teacher, groups: frozenset[int]) -> int:
    """Replace full name, numbers and own sentences; say in how many texts and papers."""
    # A login may spell the name in its own way, and minutes take it from there.
    full = {teacher.name, *((teacher.user.name,) if teacher.user else ())}
    names = dict.fromkeys(full, ERASED_NAME) | dict.fromkeys(
        (one for one in (teacher.nip, teacher.nuptk) if one), GONE
    )
    own = set[str]().union(*(one.texts() for one in held_about(teacher)))
    sentences = {one: GONE for one in sorted(own, key=len, reverse=True) if len(one) >= _SHORTEST}
    return _in_texts(names, groups) + _in_papers(sentences | names, groups)


def _in_texts(words: Mapping[str, str], groups: frozenset[int]) -> int:
    changed = 0
    for held in all_held():
        if held.erasing is not Erasing.RENAME:
            continue
        model, path, _leads_to = target_of(held)
        holds = Q()
        for text in held.texts:
            for word in words:
                holds |= Q(**{f"{text}__contains": word})
        rows = model._default_manager.filter(holds, **{f"{path}__in": groups})
        changed += sum(_rewrite(row, held.texts, words) for row in rows)
    return changed


def _rewrite(row: Model, texts: Iterable[str], words: Mapping[str, str]) -> bool:
    names = []
    for name in texts:
        old = getattr(row, name)
        new = _without(old, words)
        if new != old:
            setattr(row, name, new)
            names.append(name)
    if names:
        row.save(update_fields=names)
    return bool(names)


def _in_papers(words: Mapping[str, str], groups: frozenset[int]) -> int:
    meetings = Meeting.objects.filter(group__in=groups).values_list("pk", flat=True)
    forums = Forum.objects.filter(programme__group__in=groups).values_list("pk", flat=True)
    keys = {f"{kind}:{pk}" for kind in _OF_MEETINGS for pk in meetings}
    keys |= {f"forum:{pk}" for pk in forums}
    recaps = tuple(f"recap:{pk}:" for pk in groups)
    changed = 0
    for row in KeptPaper.objects.iterator():
        if row.key not in keys and not row.key.startswith(recaps):
            continue
        paper = _without(row.paper, words)
        if paper != row.paper:
            row.paper = paper
            row.save(update_fields=["paper"])
            changed += 1
    return changed


@lru_cache(maxsize=4)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    """Each of them where it stands by itself: "Ani" is not in "Aniswati". The longest goes first."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_by_itself, longest_first)))


def _by_itself(word: str) -> str:
    before, after = (r"\b" if end.isalnum() else "" for end in (word[:1], word[-1:]))
    return f"{before}{re.escape(word)}{after}"


def _without(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _any_of(frozenset(words)).sub(lambda found: words[found[0]], value)
    if isinstance(value, list):
        return [_without(one, words) for one in value]
    if isinstance(value, dict):
        return {name: _without(one, words) for name, one in value.items()}
    return value
