"""The parts of 'Anggota', the same on each of its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.people.models import Group
from gugus.platform.web.links import Link


def member_tabs(group: Group, here: str) -> tuple[Link, ...]:
    """Teachers and schools, committee, study groups, speakers."""
    rows = (
        ("people:members", _("Guru dan sekolah")),
        ("committee:committee", _("Pengurus")),
        ("study_groups:study_groups", _("Kelompok belajar")),
        ("people:speakers", _("Narasumber")),
    )
    return tuple(
        Link(title, reverse(name, args=[group.code]), name.partition(":")[2] == here)
        for name, title in rows
    )
