"""What a part of a line is called, wherever meetings are listed."""

from django.utils.translation import gettext as _

from gugus.meetings.rules.parts import LinePart


def part_words(part: LinePart | None) -> str:
    """'bagian 2 dari 4', or nothing."""
    if part is None or part.times < 2:
        return ""
    return _("bagian %(part)s dari %(times)s") % {"part": part.number, "times": part.times}


def with_part(title: str, part: LinePart | None) -> str:
    """'Diskusi rutin, bagian 2 dari 4'; a meeting that is no part has its title alone."""
    words = part_words(part)
    return f"{title}, {words}" if words else title
