"""What `privacy` adds: one's own rights, who is to be forgotten, and what leaked."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, NavPlace, Tab
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import deleted, kept

capability = Capability(
    held=(
        *kept(
            "that somebody was forgotten, without who",
            "privacy.ErasureRequest.teacher",
            "privacy.ErasureRequest.asked_by",
            "privacy.ErasureRequest.done_by",
        ),
        *deleted("privacy.Consent.teacher", "privacy.Refusal.teacher"),
        *kept("the hand that wrote it", "privacy.Consent.recorded_by", "privacy.Breach.made_by"),
    ),
    tabs=(
        Tab(
            "privacy:erasures",
            noop("Data pribadi"),
            NavPlace.GROUP,
            May.EDIT_MEMBERS,
            50,
            prefixes=("dilupakan/",),
            short=noop("Keluar dan dilupakan"),
        ),
        Tab(
            "privacy:paper_consent",
            noop("Persetujuan di kertas"),
            NavPlace.GROUP,
            May.EDIT_MEMBERS,
            10,
            prefixes=("persetujuan-kertas/",),
            under="privacy:erasures",
        ),
        Tab(
            "privacy:breaches",
            noop("Kebocoran data"),
            NavPlace.GROUP,
            May.EDIT_GROUP,
            20,
            prefixes=("kebocoran/",),
            under="privacy:erasures",
        ),
    ),
    grounds={NavPlace.HOME: ("hak-data/",)},
    title=noop("Hak atas data"),
    deeds={
        "breach.agency_told": noop("memberi tahu lembaga tentang kebocoran data"),
        "breach.changed": noop("melengkapi catatan kebocoran data"),
        "breach.noted": noop("mencatat kebocoran data"),
        "breach.people_told": noop("memberi tahu yang datanya terungkap"),
        "consent.given": noop("menyetujui pemakaian data"),
        "consent.withdrawn": noop("menarik persetujuan"),
        "erasure.cancelled": noop("menarik permintaan dihapus"),
        "erasure.requested": noop("meminta data seorang guru dihapus"),
        "teacher.erased": noop("menghapus data seorang guru"),
    },
    private_deeds=frozenset({"consent.given", "consent.withdrawn"}),
    samples="gugus.privacy.tests.samples.samples",
)
