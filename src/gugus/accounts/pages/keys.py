"""Who has a link and a PIN, and the slips to give to teachers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gugus.accounts.forms.keys import IssueKeysForm
from gugus.accounts.services.keys import IssuedKeys
from gugus.people.models import Group, Teacher
from gugus.platform.foundation.models import PersonalKey
from gugus.platform.web.formats import is_loopback, qr_picture
from gugus.platform.web.links import whatsapp_href
from gugus.platform.web.pages import ConfirmPage


@dataclass(frozen=True)
class KeyState:
    """One key of one teacher, as far as it may be known."""

    issued_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True)
class KeyHolder:
    """A teacher and the state of their keys."""

    teacher_id: int
    name: str
    link: KeyState | None
    pin: KeyState | None
    is_officer: bool
    ticked: bool
    # The group that issues this teacher's keys, where it is another one, and whom to ask there.
    keeper: str = ""
    ask: str = ""

    @property
    def has_any(self) -> bool:
        """Is there anything to withdraw?"""
        return self.link is not None or self.pin is not None


@dataclass(frozen=True)
class SchoolKeys:
    """A school's teachers; `without` counts those who cannot sign in yet."""

    school_id: int
    name: str
    holders: tuple[KeyHolder, ...]
    without: int
    open: bool
    errors: tuple[str, ...]
    wanted: str

    @property
    def some_here(self) -> bool:
        """Is there anybody whose keys this group makes?"""
        return not all(row.keeper for row in self.holders)


@dataclass(frozen=True)
class KeysPage:
    """The group's teachers by school."""

    code: str
    schools: tuple[SchoolKeys, ...]
    teachers: int
    without: int
    # Everybody who has neither link nor PIN, of all schools.
    all_waiting: tuple[int, ...]
    wanted: tuple[tuple[str, str], ...]
    # What is wrong with a form that names no school of the group.
    errors: tuple[str, ...]
    # Links made now would begin with this computer's own address.
    only_here: bool
    # So many wrong PINs came that unknown phones wait.
    pins_slowed: bool
    # Who left and still has a link: by id, with name and school.
    left: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class Slip:
    """What one teacher is handed, shown once."""

    name: str
    school: str
    link: str
    qr: SafeString
    pin: str
    message: str
    # Opens a chat with the teacher, to paste the message into; '' without a number.
    whatsapp: str


@dataclass(frozen=True)
class SlipsPage:
    """New keys, right after they were made."""

    code: str
    group_name: str
    school: str
    door: str
    only_here: bool
    slips: tuple[Slip, ...]


def keys_withdraw_page(teacher: Teacher, back: str) -> ConfirmPage:
    """Before a teacher's keys are taken back."""
    means = _(
        "Guru dari %(school)s ini langsung keluar dari semua HP dan tidak dapat masuk sampai Anda "
        "membuat yang baru. Catatannya tidak hilang."
    )
    if not teacher.active:
        means = _(
            "Guru dari %(school)s ini sudah keluar; tautannya hanya membuka datanya sendiri. Sesudah "
            "dicabut ia tidak dapat lagi mengunduh datanya atau menarik permintaan dihapus."
        )
    return ConfirmPage(
        title=_("Cabut tautan dan PIN %(name)s?") % {"name": teacher.name},
        lines=(means % {"school": teacher.school.name},),
        submit=_("Cabut"),
        back_href=back,
        back=_("Tautan dan PIN"),
    )


def keys_page(
    *,
    group: Group,
    form: IssueKeysForm,
    teachers: Sequence[Teacher],
    officers: Collection[int],
    live: Iterable[PersonalKey],
    elsewhere: Mapping[int, tuple[str, str]],
    school: int | None,
    host: str,
    pins_slowed: bool,
    left: Iterable[Teacher],
) -> KeysPage:
    """Put the list together; `school` is the one that stands open.

    `elsewhere`: by teacher the group that issues their keys, and its secretaries.
    """
    holders = _holders(teachers, form, officers, live, elsewhere)
    by_school: dict[tuple[int, str], list[KeyHolder]] = {}
    for row in teachers:
        by_school.setdefault((row.school_id, row.school.name), []).append(holders[row.pk])
    schools = tuple(
        _school(pk, name, rows, form, school, only=len(by_school) == 1)
        for (pk, name), rows in by_school.items()
    )
    stray = school not in {pk for pk, _name in by_school}
    return KeysPage(
        code=group.code,
        schools=schools,
        teachers=len(teachers),
        without=sum(row.without for row in schools),
        all_waiting=tuple(
            row.teacher_id
            for row in holders.values()
            if not (row.is_officer or row.has_any or row.keeper)
        ),
        wanted=tuple((str(value), str(label)) for value, label in form.fields["wanted"].choices),  # type: ignore[attr-defined]
        errors=tuple(_errors(form)) if stray else (),
        only_here=is_loopback(host),
        pins_slowed=pins_slowed,
        left=tuple((one.pk, one.name, one.school.name) for one in left),
    )


def _holders(
    teachers: Sequence[Teacher],
    form: IssueKeysForm,
    officers: Collection[int],
    live: Iterable[PersonalKey],
    elsewhere: Mapping[int, tuple[str, str]],
) -> dict[int, KeyHolder]:
    states = {(key.user_id, key.kind): KeyState(key.issued_at, key.last_used_at) for key in live}
    ticked = set(form.data.getlist("teacher")) if form.is_bound else None  # type: ignore[attr-defined]

    def holder(row: Teacher) -> KeyHolder:
        if row.pk in elsewhere:
            return KeyHolder(row.pk, row.name, None, None, False, False, *elsewhere[row.pk])
        link = states.get((row.user_id or 0, PersonalKey.Kind.LINK))
        pin = states.get((row.user_id or 0, PersonalKey.Kind.PIN))
        officer = row.user_id in officers
        wanting = not officer and link is None and pin is None
        tick = wanting if ticked is None else str(row.pk) in ticked
        return KeyHolder(row.pk, row.name, link, pin, officer, tick)

    return {row.pk: holder(row) for row in teachers}


def _school(
    pk: int,
    name: str,
    rows: list[KeyHolder],
    form: IssueKeysForm,
    chosen: int | None,
    *,
    only: bool,
) -> SchoolKeys:
    mine = chosen == pk
    return SchoolKeys(
        school_id=pk,
        name=name,
        holders=tuple(rows),
        without=sum(not (row.is_officer or row.has_any or row.keeper) for row in rows),
        open=mine or only,
        errors=tuple(_errors(form)) if mine else (),
        wanted=form.data.get("wanted", "both") if mine and form.is_bound else "both",
    )


def _errors(form: IssueKeysForm) -> Iterable[str]:
    for errors in form.errors.values():
        yield from map(str, errors)


def slips_page(
    *, group: Group, issued: Sequence[IssuedKeys], base: str, door: str, host: str
) -> SlipsPage:
    """Make the slips; `base` is the address of links up to their secret.

    A slip shows the short address of the door, which is typed; a message the one with the code.
    """
    schools = {row.teacher.school.name for row in issued}
    return SlipsPage(
        code=group.code,
        group_name=group.name,
        school=schools.pop() if len(schools) == 1 else "",
        door=door,
        only_here=is_loopback(host),
        slips=tuple(_slip(group, row, base, f"{door}?kelompok={group.code}") for row in issued),
    )


def _slip(group: Group, issued: IssuedKeys, base: str, door: str) -> Slip:
    link = f"{base}{issued.token}/" if issued.token else ""
    return Slip(
        name=issued.teacher.name,
        school=issued.teacher.school.name,
        link=link,
        qr=qr_picture(link) if link else mark_safe(""),
        pin=issued.pin or "",
        message=_message(group, issued.teacher.name, link, issued.pin or "", door),
        whatsapp=whatsapp_href(issued.teacher.phone),
    )


def _message(group: Group, name: str, link: str, pin: str, door: str) -> str:
    lines = [_("%(name)s, ini untuk masuk ke %(group)s.") % {"name": name, "group": group.name}]
    if link:
        lines.append(_("Buka tautan ini lalu ketuk Masuk: %(link)s") % {"link": link})
    if pin:
        words = _("Atau buka %(door)s") if link else _("Buka %(door)s")
        lines.append(words % {"door": door})
        lines.append(_("Kode kelompok: %(code)s. PIN: %(pin)s") % {"code": group.code, "pin": pin})
    lines.append(_("Khusus untuk Anda. Jangan diteruskan kepada orang lain."))
    return "\n".join(lines)
