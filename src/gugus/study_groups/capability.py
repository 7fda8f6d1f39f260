"""What `study_groups` adds: pages beside those of members, words for what it records, samples."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, NavPlace, Tab
from gugus.people.rules.roles import May

capability = Capability(
    tabs=(
        Tab(
            "study_groups:study_groups",
            noop("Kelompok belajar"),
            NavPlace.GROUP,
            May.SEE_MEMBERS,
            10,
            prefixes=("anggota/kelompok-belajar/",),
            under="people:members",
        ),
    ),
    title=noop("Kelompok belajar"),
    deeds={
        "study_group.added": noop("menambah kelompok belajar"),
        "study_group.changed": noop("mengubah kelompok belajar"),
        "study_group.deleted": noop("menghapus kelompok belajar"),
    },
    samples="gugus.study_groups.tests.samples.samples",
)
