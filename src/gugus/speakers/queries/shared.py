"""Speakers whom groups of one place may share."""

from django.db.models import Q, QuerySet

from gugus.cores.words.fold import folded
from gugus.people.models import Group, Speaker
from gugus.platform.foundation.queries import having_words

MOST_FOUND = 20


def neighbours(group: Group) -> QuerySet[Group]:
    """The other groups of the same kecamatan, and those of a place around or within it."""
    if group.place_id is None:
        return Group.objects.none()
    code = group.place_id
    # '32.01.24' lies in '32.01' and '32'.
    parts = code.split(".")
    around = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
    near = Q(place__in=around) | Q(place__code__startswith=f"{code}.")
    return Group.objects.filter(near).exclude(pk=group.pk)


def speakers_nearby(group: Group) -> QuerySet[Speaker]:
    """Speakers of those groups who are not in this group's list yet."""
    rows = Speaker.objects.filter(groups__in=neighbours(group)).exclude(groups=group)
    return rows.distinct().order_by("sort_key", "pk")


def find_speakers(group: Group, text: str) -> list[Speaker]:
    """Speakers nearby by words of their name, position or institution; nothing without a word."""
    if not folded(text):
        return []
    rows = having_words(speakers_nearby(group), text, "name", "institution", "position")
    return list(rows[:MOST_FOUND])
