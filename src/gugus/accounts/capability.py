"""What `accounts` adds: keys and officers in the navigation, and whoever still cannot sign in."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gugus.accounts.queries import key_made_lately, proposals_in, slowed_pin_budgets
from gugus.people.models import Teacher
from gugus.people.queries import kept_elsewhere, teachers_without_sign_in
from gugus.people.registry import (
    Answers,
    Capability,
    HomePart,
    NavPlace,
    PersonPart,
    Question,
    Questions,
    Shown,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import deleted, kept
from gugus.platform.foundation.queries import count_of
from gugus.platform.web.links import TaskLink


def _ask(viewer: Viewer) -> Questions:
    asked: dict[str, Question] = {}
    if viewer.may(May.ISSUE_KEYS):
        asked["without_key"] = count_of(teachers_without_sign_in(viewer.group, viewer.today))
        asked["pins_slowed"] = count_of(slowed_pin_budgets(viewer.group, viewer.now))
    if viewer.may(May.MANAGE_OFFICERS):
        waiting = proposals_in(viewer.group, viewer.today)
        asked["proposed"] = count_of(waiting.exclude(proposed_by=viewer.actor.user_id))
    if viewer.teacher_id is not None:
        asked["new_key"] = key_made_lately(viewer.actor.user_id, viewer.today)
    return asked


def _new_key(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    del viewer
    if answers.get("new_key"):
        text = _("Tautan atau PIN baru dibuat untuk Anda minggu ini. Bukan Anda yang minta?")
        yield TaskLink(text, f"{reverse('accounts:own_data')}#kunci")


def _proposed(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    n = answers.get("proposed")
    if n:
        text = ngettext(
            "%(n)s usul peran atau kata sandi menunggu persetujuan Anda",
            "%(n)s usul peran atau kata sandi menunggu persetujuan Anda",
            n,
        ) % {"n": n}
        yield TaskLink(text, reverse("accounts:officers", args=[viewer.group.code]))


def _pins_slowed(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    if answers.get("pins_slowed"):
        text = _("Banyak PIN salah dicoba hari ini: lihat apa yang dapat Anda lakukan")
        yield TaskLink(text, reverse("accounts:keys", args=[viewer.group.code]))


def _without_key(viewer: Viewer, answers: Answers) -> Iterator[TaskLink]:
    n = answers.get("without_key")
    if n:
        text = ngettext(
            "%(n)s guru belum punya tautan atau PIN", "%(n)s guru belum punya tautan atau PIN", n
        ) % {"n": n}
        yield TaskLink(text, reverse("accounts:keys", args=[viewer.group.code]))


def _person(viewer: Viewer, teacher: Teacher) -> Iterator[TaskLink]:
    if viewer.may(May.ISSUE_KEYS) and not kept_elsewhere(viewer.group, [teacher]):
        href = reverse("accounts:keys", args=[viewer.group.code])
        yield TaskLink(_("Buat PIN atau tautan baru"), f"{href}?sekolah={teacher.school_id}")


capability = Capability(
    person=(PersonPart(40, _person),),
    held=(
        *deleted(
            "accounts.SignIn.user",
            "accounts.OfficeProposal.user",
            "accounts.OfficeProposal.teacher",
        ),
        *kept(
            "the hand that wrote it, without a name",
            "accounts.OfficeProposal.proposed_by",
            "accounts.OfficeProposal.decided_by",
        ),
    ),
    tabs=(
        Tab(
            "accounts:officers",
            noop("Akun dan peran"),
            NavPlace.GROUP,
            May.MANAGE_OFFICERS,
            10,
            prefixes=("pengurus-akun/",),
            under="committee:committee",
            waits=("proposed",),
        ),
        Tab(
            "accounts:holders",
            noop("Siapa memegang peran"),
            NavPlace.GROUP,
            May.SEE_GROUP,
            20,
            prefixes=("pemegang-peran/",),
            under="committee:committee",
        ),
        Tab(
            "accounts:evaluators",
            noop("Penilai luar"),
            NavPlace.GROUP,
            May.INVITE_EVALUATORS,
            30,
            prefixes=("penilai-luar/",),
            under="committee:committee",
        ),
        Tab(
            "accounts:keys",
            noop("Tautan dan PIN"),
            NavPlace.GROUP,
            May.ISSUE_KEYS,
            30,
            prefixes=("kunci/",),
            waits=("without_key",),
        ),
        Tab(
            "accounts:site",
            noop("Semua kelompok"),
            NavPlace.REGION,
            May.ADMINISTER_SITE,
            20,
            prefixes=("/pengelola/",),
        ),
    ),
    grounds={NavPlace.HOME: ("/saya/", "/undangan-saya/")},
    home=HomePart(
        _ask,
        waiting=(
            Shown(3, _pins_slowed),
            Shown(5, _new_key),
            Shown(15, _proposed),
            Shown(95, _without_key),
        ),
    ),
    title=noop("Akun, peran, dan masuk"),
    deeds={
        "evaluator.invited": noop("mengundang penilai luar"),
        "evaluator.ended": noop("mengakhiri undangan penilai luar"),
        "group.created": noop("membuat kelompok"),
        "installation.set_up": noop("menyiapkan Gugus dengan kelompok pertamanya"),
        "office_proposal.declined": noop("menolak usul peran atau kata sandi"),
        "office_proposal.made": noop(
            "mengusulkan peran, kata sandi baru, atau penghapusan kode kedua"
        ),
        "office_proposal.taken_back": noop("menarik kembali usulnya"),
        "personal_key.issued": noop("membuat tautan atau PIN untuk seorang guru"),
        "personal_key.withdrawn": noop("mencabut tautan dan PIN seorang guru"),
        "pin.relaxed": noop("membiarkan PIN dicoba lagi tanpa menunggu"),
        "sign_in.slowed": noop("memperlambat masuk dengan PIN karena banyak tebakan"),
        "role.given": noop("memberi peran"),
        "role.withdrawn": noop("mencabut peran"),
        "user.language_chosen": noop("memilih bahasa"),
        "user.password_changed": noop("mengganti kata sandinya"),
        "user.password_reset": noop("membuat kata sandi baru untuk seorang pengurus"),
        "user.signed_in": noop("masuk"),
    },
    private_deeds=frozenset({"user.language_chosen"}),
    samples="gugus.accounts.tests.samples.samples",
)
