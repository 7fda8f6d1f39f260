"""The navigation around every page, limited to the person's roles."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.people.access import Actor
from gugus.people.clock import current_year
from gugus.people.models import ROLE_LABELS, Group
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label


@dataclass(frozen=True)
class NavItem:
    """A navigation item."""

    title: str
    href: str
    icon: str
    here: bool


@dataclass(frozen=True)
class NavSection:
    """Items of the left column under one heading."""

    title: str
    places: tuple[NavItem, ...]


@dataclass(frozen=True)
class Shell:
    """What the frame of a page shows."""

    heading: str
    subheading: str
    person: str
    # For scripts: whose phone this is, and which group the page belongs to.
    person_id: int
    group_code: str
    # Pages of a group from which a phone fetches ahead what it may need without signal.
    caches_offline_pages: bool
    bar: tuple[NavItem, ...]
    sections: tuple[NavSection, ...]
    more: str


# url name, title, icon, permission, prefix (or prefixes) of the addresses that belong to it
_Row = tuple[str, str, str, May, str | tuple[str, ...]]
_BAR: tuple[_Row, ...] = (
    ("home:home", noop("Beranda"), "home", May.SEE_GROUP, ""),
    ("agenda:list", noop("Pertemuan"), "calendar", May.SEE_GROUP, "pertemuan/"),
    ("programme:programme", noop("Program"), "lines", May.SEE_GROUP, "program/"),
    ("competence:needs", noop("Kebutuhan"), "chart", May.SEE_NEEDS, "kebutuhan/"),
)
_PLAN: tuple[_Row, ...] = (
    ("opening:opening", noop("Pembukaan tahun"), "lines", May.EDIT_PROGRAMME, "pembukaan/"),
    ("yearplan:prota", noop("Prota dan prosem"), "lines", May.SEE_GROUP, "prota/"),
    ("schedule:schedule", noop("Jadwal setahun"), "calendar", May.SEE_GROUP, "jadwal/"),
    ("calendar:calendar", noop("Kalender"), "calendar", May.SEE_GROUP, "kalender/"),
    ("speakers:speakers", noop("Narasumber"), "person", May.SEE_MEMBERS, "narasumber/"),
    ("hosts:distances", noop("Jarak dan tuan rumah"), "group", May.SEE_GROUP, "jarak/"),
)
_MONEY: tuple[_Row, ...] = (
    (
        "actuals:report",
        noop("Keuangan"),
        "lines",
        May.SEE_GROUP,
        ("laporan-keuangan/", "anggaran/"),
    ),
    ("cash:cash", noop("Buku kas"), "lines", May.SEE_MONEY, "kas/"),
)
_GROUP: tuple[_Row, ...] = (
    (
        "participation:participation",
        noop("Keikutsertaan"),
        "people",
        May.SEE_GROUP,
        "keikutsertaan/",
    ),
    ("problems:problems", noop("Masalah kelas"), "chart", May.RAISE_PROBLEM, "masalah/"),
    ("certificates:certificates", noop("Sertifikat"), "group", May.SEE_GROUP, "sertifikat/"),
    ("people:members", noop("Anggota dan sekolah"), "people", May.SEE_MEMBERS, "anggota/"),
    (
        "catchup:shared_journals",
        noop("Catatan yang dibagikan"),
        "lines",
        May.SEE_SHARED_JOURNALS,
        "catatan-guru/",
    ),
    ("accounts:keys", noop("Tautan dan PIN"), "key", May.ISSUE_KEYS, "kunci/"),
    (
        "accounts:officers",
        noop("Pengurus dan akun"),
        "person",
        May.MANAGE_OFFICERS,
        "pengurus-akun/",
    ),
    ("people:group", noop("Kelompok dan kop surat"), "group", May.EDIT_GROUP, "kelompok/"),
)
_OWN: tuple[_Row, ...] = (
    ("steps:my_steps", noop("Langkah saya"), "lines", May.REPORT_OWN_STEP, "langkah-saya/"),
    (
        "speakers:offers",
        noop("Membantu sesama guru"),
        "people",
        May.OFFER_SELF,
        "membantu/",
    ),
    ("attendance:card", noop("Kartu saya"), "person", May.REPORT_OWN_STEP, "kartu-saya/"),
    ("catchup:journal", noop("Jurnal refleksi"), "lines", May.REFLECT, "jurnal/"),
    ("feeds:feeds", noop("Kalender di HP"), "calendar", May.SEE_GROUP, "kalender-hp/"),
    ("home:own_records", noop("Catatan tentang saya"), "person", May.SEE_GROUP, "saya/"),
)
# What only somebody on the roster has: an officer who teaches nowhere has no steps and no card.
_TEACHERS = {May.REPORT_OWN_STEP, May.OFFER_SELF}
_MORE_PREFIXES = (
    "jadwal/",
    "laporan-keuangan/",
    "anggaran/",
    "kas/",
    "kalender/",
    "pembukaan/",
    "saya/",
    "jarak/",
    "langkah-saya/",
    "kartu-saya/",
    "kalender-hp/",
    "narasumber/",
    "membantu/",
    "lainnya/",
    "keikutsertaan/",
    "aturan-pertemuan/",
    "masalah/",
    "jurnal/",
    "catatan-guru/",
    "anggota/",
    "kunci/",
    "pengurus-akun/",
    "kelompok/",
    "sertifikat/",
    "prota/",
)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: the frame, from what the guard of the view already knows."""
    actor: Actor | None = getattr(request, "actor", None)
    group: Group | None = getattr(request, "group", None)
    if actor is None:
        return {"shell": Shell("Gugus", "", "", 0, "", False, (), (), "")}
    if group is None:
        return {"shell": Shell("Gugus", "", actor.name, actor.user_id, "", False, (), (), "")}
    return {"shell": _items_of(request, actor, group)}


def _items_of(request: HttpRequest, actor: Actor, group: Group) -> Shell:
    base = reverse("home:home", args=[group.code])
    rest = request.path.removeprefix(base)

    def place(name: str, title: str, icon: str, prefix: str | tuple[str, ...]) -> NavItem:
        here = rest.startswith(prefix) if prefix else rest == ""
        return NavItem(title, reverse(name, args=[group.code]), icon, here)

    def places(rows: tuple[_Row, ...]) -> tuple[NavItem, ...]:
        return tuple(
            place(name, _(title), icon, prefix)
            for name, title, icon, may, prefix in rows
            if actor.may(may, group.pk) and (may not in _TEACHERS or actor.teacher_id)
        )

    main = places(_BAR)
    more = reverse("home:more", args=[group.code])
    bar = (*main, NavItem(_("Lainnya"), more, "more", rest.startswith(_MORE_PREFIXES)))
    sections = (
        NavSection("", main),
        NavSection(_("Rencana tahun"), places(_PLAN)),
        NavSection(_("Uang"), places(_MONEY)),
        NavSection(_("Kelompok"), places(_GROUP)),
        NavSection(
            _("Saya"),
            (
                NavItem(actor.name, reverse("accounts:account"), "person", False),
                *places(_OWN),
                NavItem(_("Di HP ini"), reverse("sync:on_phone"), "phone", False),
            ),
        ),
    )
    roles = actor.roles_in(group.pk)
    role = str(ROLE_LABELS[roles[0]]) if roles else ""
    year = school_year_label(current_year(group))
    return Shell(
        heading=group.name,
        subheading=f"{year} · {role}",
        person=actor.name,
        person_id=actor.user_id,
        group_code=group.code,
        caches_offline_pages=not rest or rest.startswith("pertemuan/"),
        bar=bar,
        sections=sections,
        more=more,
    )
