"""The pages of privacy."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.meetings.rules.times import local_time
from gugus.people.models import Group, Teacher
from gugus.platform.web.formats import long_date, short_date, time_text
from gugus.platform.web.pages import ConfirmPage
from gugus.privacy.models import Breach, Consent, ErasureRequest
from gugus.privacy.rules import BreachRules, breach_clock, breach_rules, consent_text


@dataclass(frozen=True)
class ConsentRow:
    """One use, the words it rests on, and what was said."""

    title: str
    text: str
    given: str
    # Where it was given, if on paper.
    how: str
    url: str


@dataclass(frozen=True)
class OwnRightsPage:
    """What I may ask for, and what I agreed to."""

    consents: tuple[ConsentRow, ...]
    due: str
    ask_url: str


def own_rights_page(
    group: Group, standing: Mapping[str, Consent], request: ErasureRequest | None, today: date
) -> OwnRightsPage:
    """Consents, and the request to be forgotten."""
    return OwnRightsPage(
        consents=tuple(_consent(group, use, standing.get(use), today) for use in Consent.Use),
        due=long_date(request.due_on) if request else "",
        ask_url=reverse("privacy:ask", args=[group.code]),
    )


def _consent(group: Group, use: Consent.Use, found: Consent | None, today: date) -> ConsentRow:
    return ConsentRow(
        title=str(use.label),
        text=found.text if found else consent_text(use, today).text,
        given=long_date(found.given_at) if found else "",
        how=str(Consent.How.PAPER.label) if found and found.how == Consent.How.PAPER else "",
        url=reverse("privacy:consent", args=[group.code, use.value]),
    )


def withdrawal_page(group: Group, use: Consent.Use) -> ConfirmPage:
    """The question before what a consent allowed goes for good."""
    lost = {
        Consent.Use.CONTACT: _("Nomor HP dan email Anda dihapus dari daftar anggota."),
        Consent.Use.MEDIA: _("Semua foto dan rekaman suara Anda dihapus."),
    }[use]
    return ConfirmPage(
        title=_("Tarik persetujuan?"),
        lines=(lost, _("Yang dihapus hilang untuk selamanya. Catatan lain tetap.")),
        submit=_("Tarik persetujuan, hapus datanya"),
        back_href=reverse("privacy:mine", args=[group.code]),
        back=_("Hak atas data saya"),
    )


@dataclass(frozen=True)
class ErasureRow:
    """A request, or what is left of one that was carried out."""

    who: str
    school: str
    asked: str
    own: bool
    due: str
    done: str
    may_erase: bool
    active: bool
    erase_url: str
    cancel_url: str


@dataclass(frozen=True)
class FormerRow:
    """A former member for whom nobody asked."""

    who: str
    school: str
    left: str
    url: str


@dataclass(frozen=True)
class ErasuresPage:
    """Who is to be forgotten, who was, and who left."""

    requests: tuple[ErasureRow, ...]
    former: tuple[FormerRow, ...]


def erasures_page(
    group: Group,
    requests: Iterable[ErasureRequest],
    former: Iterable[Teacher],
    ready: Collection[int],
) -> ErasuresPage:
    """Requests first; `ready` are those that may be carried out today."""
    return ErasuresPage(
        tuple(_request(group, one, may_erase=one.pk in ready) for one in requests),
        tuple(
            FormerRow(
                one.name,
                one.school.name,
                short_date(one.left_on) if one.left_on else "",
                reverse("privacy:ask_for", args=[group.code, one.pk]),
            )
            for one in former
        ),
    )


def _request(group: Group, one: ErasureRequest, *, may_erase: bool) -> ErasureRow:
    to = [group.code, one.pk]
    done = one.done_at is not None
    return ErasureRow(
        who=one.teacher.name,
        school=one.teacher.school.name,
        asked=long_date(one.asked_at),
        own=one.own,
        due=long_date(one.due_on),
        done=long_date(one.done_at) if one.done_at else "",
        may_erase=may_erase,
        active=one.teacher.active,
        erase_url=reverse("privacy:erase", args=to),
        cancel_url="" if done else reverse("privacy:cancel", args=to),
    )


@dataclass(frozen=True)
class BreachRow:
    """A leak with its clock."""

    title: str
    until: str
    hours_left: int
    late: bool
    told: bool
    href: str


@dataclass(frozen=True)
class BreachesPage:
    """All leaks, the latest first."""

    rows: tuple[BreachRow, ...]
    new_url: str


@dataclass(frozen=True)
class Telling:
    """Those concerned or the agency: the letter, and whether they have it."""

    whom: str
    told: str
    pdf: str
    docx: str
    url: str


@dataclass(frozen=True)
class BreachPage:
    """One leak: what must be told to whom, until when."""

    row: BreachRow
    facts: Breach
    rules: BreachRules
    people: Telling
    agency: Telling
    edit_url: str


def breaches_page(group: Group, breaches: Iterable[Breach], now: datetime) -> BreachesPage:
    """With the time that is left."""
    return BreachesPage(
        tuple(_breach(group, one, now) for one in breaches),
        reverse("privacy:breach_new", args=[group.code]),
    )


def breach_page(group: Group, breach: Breach, now: datetime) -> BreachPage:
    """What the law asks, and the letters."""
    return BreachPage(
        row=_breach(group, breach, now),
        facts=breach,
        rules=breach_rules(breach.known_at.date()),
        people=_telling(group, breach, "orang", breach.people_told_at),
        agency=_telling(group, breach, "lembaga", breach.agency_told_at),
        edit_url=reverse("privacy:breach_edit", args=[group.code, breach.pk]),
    )


def _moment(group: Group, at: datetime) -> str:
    here = local_time(at, group.time_zone)
    return f"{long_date(here)}, {time_text(here.time())}"


def _breach(group: Group, one: Breach, now: datetime) -> BreachRow:
    clock = breach_clock(one.known_at, now, breach_rules(one.known_at.date()).hours)
    return BreachRow(
        title=_moment(group, one.known_at),
        until=_moment(group, clock.until),
        hours_left=clock.hours_left,
        late=clock.late,
        told=one.people_told_at is not None and one.agency_told_at is not None,
        href=reverse("privacy:breach", args=[group.code, one.pk]),
    )


def _telling(group: Group, breach: Breach, whom: str, told_at: datetime | None) -> Telling:
    to = [group.code, breach.pk, whom]
    return Telling(
        whom=whom,
        told=_moment(group, told_at) if told_at else "",
        pdf=reverse("privacy:letter", args=[*to, "pdf"]),
        docx=reverse("privacy:letter", args=[*to, "docx"]),
        url=reverse("privacy:told", args=to),
    )
