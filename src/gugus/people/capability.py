"""What `people` adds: its pages in the navigation, the example's group, samples."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, DemoPart, NavPlace, Tab
from gugus.people.rules.roles import May
from gugus.people.searchable import SEARCHABLES
from gugus.platform.foundation.erasure import blanked, deleted, kept

capability = Capability(
    held=(
        *kept("the row itself, emptied at the end", "people.Teacher.user"),
        *kept(
            "schools, days and terms, without a name",
            "people.Membership.teacher",
            "people.CommitteePost.teacher",
        ),
        *blanked(
            "people.Speaker.teacher", name="", phone="", position="", institution="", expertise=""
        ),
        *deleted("people.RoleAssignment.user"),
    ),
    tabs=(
        Tab(
            "people:members",
            noop("Anggota dan sekolah"),
            NavPlace.GROUP,
            May.SEE_MEMBERS,
            10,
            prefixes=("anggota/",),
        ),
        Tab(
            "people:group",
            noop("Kop surat"),
            NavPlace.GROUP,
            May.EDIT_GROUP,
            40,
            prefixes=("kelompok/",),
        ),
    ),
    demo=(DemoPart("people", "gugus.config.example.people.build"),),
    title=noop("Anggota dan sekolah"),
    deeds={
        "group.changed": noop("mengubah data kelompok"),
        "group.core_school_chosen": noop("memilih sekolah inti"),
        "school.changed": noop("mengubah data sekolah"),
        "school.joined": noop("menambah sekolah ke kelompok"),
        "school.left": noop("mencatat sekolah keluar"),
        "school.membership_restored": noop("membatalkan keluarnya sekolah"),
        "speaker.added": noop("menambah narasumber"),
        "speaker.changed": noop("mengubah narasumber"),
        "speaker.removed": noop("menghapus narasumber"),
        "teacher.added": noop("menambah guru"),
        "teacher.changed": noop("mengubah data guru"),
        "teacher.left": noop("mencatat guru keluar"),
        "teacher.restored": noop("membatalkan keluarnya guru"),
        "teacher.returned": noop("mencatat guru kembali"),
    },
    searchables=SEARCHABLES,
    samples="gugus.people.tests.samples.samples",
)
