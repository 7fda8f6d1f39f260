"""The parts of 'Anggota', the same on each of its pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.people.models import Group
from gugus.platform.web.links import Link


def member_tabs(group: Group, here: str) -> tuple[Link, ...]:
    """Teachers and schools, committee, study groups, speakers."""
    rows = (
        ("members", _("Guru dan sekolah")),
        ("committee", _("Pengurus")),
        ("study_groups", _("Kelompok belajar")),
        ("speakers", _("Narasumber")),
    )
    return tuple(
        Link(title, reverse(f"people:{name}", args=[group.code]), name == here)
        for name, title in rows
    )
