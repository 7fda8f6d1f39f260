"""What `committee` adds: pages beside those of members, and samples of posts."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, NavPlace, Tab
from gugus.people.rules.roles import May

capability = Capability(
    tabs=(
        Tab(
            "committee:committee",
            noop("Pengurus dan akun"),
            NavPlace.GROUP,
            May.SEE_MEMBERS,
            20,
            prefixes=("anggota/pengurus/",),
            short=noop("Pengurus"),
        ),
    ),
    title=noop("Kepengurusan"),
    deeds={
        "post.changed": noop("mengubah jabatan pengurus"),
        "post.ended": noop("mengakhiri jabatan pengurus"),
        "post.given": noop("mencatat jabatan pengurus"),
    },
    samples="gugus.committee.tests.samples.samples",
)
