"""What `audit` adds: its page in the navigation, and words for what the platform records."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, NavPlace, Tab
from gugus.people.rules.roles import May

capability = Capability(
    tabs=(
        Tab(
            "audit:trail",
            noop("Jejak perubahan"),
            NavPlace.GROUP,
            May.SEE_AUDIT,
            60,
            prefixes=("jejak/",),
        ),
        Tab(
            "audit:site_trail",
            noop("Jejak perubahan"),
            NavPlace.REGION,
            May.ADMINISTER_SITE,
            40,
            prefixes=("/pengelola/jejak/",),
        ),
    ),
    title=noop("Berkas yang diimpor"),
    deeds={
        "import_draft.created": noop("membuka berkas untuk diimpor"),
        "import_draft.applied": noop("menerapkan impor"),
        "import_draft.discarded": noop("membuang impor"),
    },
)
