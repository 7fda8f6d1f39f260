"""What `audit` adds: its page in the navigation, and words for what the platform records."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, MenuEntry, MenuSection
from gugus.people.rules.roles import May

capability = Capability(
    menu=(
        MenuEntry(
            "audit:trail",
            noop("Jejak perubahan"),
            "lines",
            May.SEE_AUDIT,
            MenuSection.GROUP,
            78,
            ("jejak/",),
        ),
    ),
    title=noop("Berkas yang diimpor"),
    deeds={
        "import_draft.created": noop("membuka berkas untuk diimpor"),
        "import_draft.applied": noop("menerapkan impor"),
        "import_draft.discarded": noop("membuang impor"),
    },
)
