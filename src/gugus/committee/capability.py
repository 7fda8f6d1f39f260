"""What `committee` adds: pages beside those of members, and samples of posts."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability

capability = Capability(
    title=noop("Kepengurusan"),
    deeds={
        "post.changed": noop("mengubah jabatan pengurus"),
        "post.ended": noop("mengakhiri jabatan pengurus"),
        "post.given": noop("mencatat jabatan pengurus"),
    },
    samples="gugus.committee.tests.samples.samples",
)
