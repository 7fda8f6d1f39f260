"""The parts of 'Anggota', the same on each of its pages."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.people.models import Group


@dataclass(frozen=True)
class Tab:
    """One part; `here` marks the open one."""

    title: str
    href: str
    here: bool


def member_tabs(group: Group, here: str) -> tuple[Tab, ...]:
    """Teachers and schools, committee, study groups, speakers."""
    rows = (
        ("members", _("Guru dan sekolah")),
        ("committee", _("Pengurus")),
        ("study_groups", _("Kelompok belajar")),
        ("speakers", _("Narasumber")),
    )
    return tuple(
        Tab(title, reverse(f"people:{name}", args=[group.code]), name == here)
        for name, title in rows
    )
