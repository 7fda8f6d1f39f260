"""Screens of one certificate, of the group's keys, and of the check that anybody may make."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.certificates.models import Certificate, SigningKey
from gugus.certificates.pages.runs import invalidity_label, jp_and_minutes_text
from gugus.certificates.papers.certificate import check_address, long_day, period
from gugus.certificates.rules.eligibility import format_code
from gugus.certificates.rules.facts import certificate_facts_of
from gugus.people.models import Group
from gugus.platform.documents.signing import fingerprint
from gugus.platform.web.formats import short_date

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CertificatePage:
    """One certificate as officers see it."""

    holder: str
    title: str
    facts: Lines
    topics: tuple[tuple[str, str, int, int], ...]
    minutes: int
    jp: int
    state: str
    tone: str
    why: str
    instead: str
    check: str
    pdf: str
    badge: str
    replace: str
    withdraw: str
    back: str


def certificate_page(group: Group, one: Certificate) -> CertificatePage:
    """Its facts, its topics, and what can be done."""
    facts, where = certificate_facts_of(one.facts), [group.code, one.pk]
    state, tone = invalidity_label(one)

    def go(name: str) -> str:
        return "" if state else reverse(f"certificates:{name}", args=where)

    return CertificatePage(
        holder=one.holder,
        title=facts.activity.title,
        facts=(
            *_facts(one),
            (_("NIP"), facts.entry.nip or "–"),
            (_("Kode"), format_code(one.code)),
        ),
        topics=tuple((short_date(t.day), t.title, t.minutes, t.jp) for t in facts.entry.topics),
        minutes=facts.entry.minutes,
        jp=facts.entry.jp,
        state=state or _("Berlaku"),
        tone=tone or "badge",
        why=_invalidity_reason(one),
        instead=(
            reverse("certificates:certificate", args=[group.code, one.replaced_by.pk])
            if hasattr(one, "replaced_by")
            else ""
        ),
        check=check_address(facts.activity, one.code),
        pdf=go("paper"),
        badge=go("badge"),
        replace=go("replace"),
        withdraw=go("withdraw"),
        back=reverse("certificates:run", args=[group.code, one.run_id]),
    )


def _invalidity_reason(one: Certificate) -> str:
    if hasattr(one, "withdrawal"):
        return str(one.withdrawal.reason)
    return (
        certificate_facts_of(one.replaced_by.facts).because if hasattr(one, "replaced_by") else ""
    )


def _facts(one: Certificate) -> Lines:
    """What the paper says, without numbers of persons."""
    facts = certificate_facts_of(one.facts)
    what, who = facts.activity, facts.entry
    return (
        (_("Nama"), who.holder),
        (_("Sebagai"), one.get_role_display()),
        (_("Kegiatan"), what.title),
        (_("Jenis diklat"), what.kind),
        (_("Penyelenggara"), what.organiser),
        (_("Tingkat"), what.level),
        (_("Tahun"), str(what.year)),
        (_("Masa kegiatan"), period(what)),
        (_("Jumlah jam"), jp_and_minutes_text(who.jp, who.minutes)),
        (_("Nomor"), one.letter.text),
        (_("Tanggal"), ", ".join(filter(None, (what.place, long_day(what.dated))))),
        (
            _("Ditandatangani"),
            "; ".join(f"{s.name} ({s.office})" for s in (what.chair, what.supervisor)),
        ),
    )


@dataclass(frozen=True)
class ChangePage:
    """Replace or withdraw: what it means, and what is asked."""

    title: str
    intro: str
    form: Form
    submit: str
    danger: bool
    back: str


def certificate_replace_page(group: Group, one: Certificate, form: Form) -> ChangePage:
    """Another in its place."""
    return ChangePage(
        title=_("Ganti sertifikat %(name)s") % {"name": one.holder},
        intro=_(
            "Sertifikat lama tidak diubah: yang baru mendapat nomor dan kode sendiri, dan yang "
            "memeriksa kode lama diberi tahu bahwa sudah ada penggantinya. Jam dan materinya tetap."
        ),
        form=form,
        submit=_("Terbitkan pengganti"),
        danger=False,
        back=reverse("certificates:certificate", args=[group.code, one.pk]),
    )


def certificate_withdraw_page(group: Group, one: Certificate, form: Form) -> ChangePage:
    """No longer valid."""
    return ChangePage(
        title=_("Tarik sertifikat %(name)s") % {"name": one.holder},
        intro=_(
            "Siapa pun yang memeriksa kodenya akan melihat bahwa sertifikat ini tidak berlaku lagi. "
            "Ini tidak dapat dibatalkan; kertas yang sudah dibagikan tidak ikut hilang."
        ),
        form=form,
        submit=_("Tarik sertifikat"),
        danger=True,
        back=reverse("certificates:certificate", args=[group.code, one.pk]),
    )


@dataclass(frozen=True)
class SigningKeyRow:
    """One key as it can be shown."""

    kind: str
    made: str
    state: str
    mark: str
    file: str


@dataclass(frozen=True)
class SigningKeysPage:
    """The group's keys and what a signature means."""

    keys: tuple[SigningKeyRow, ...]
    lost: bool
    renew: str
    back: str


def signing_keys_page(group: Group, keys: Iterable[SigningKey], *, lost: bool) -> SigningKeysPage:
    """The keys, the latest first; `lost` when one that should sign cannot be opened."""
    return SigningKeysPage(
        keys=tuple(_key(group, key) for key in keys),
        lost=lost,
        renew=reverse("certificates:signing_keys_renew", args=[group.code]),
        back=reverse("certificates:certificates", args=[group.code]),
    )


def _key(group: Group, key: SigningKey) -> SigningKeyRow:
    paper = key.kind == SigningKey.Kind.PAPER
    retired = _("sampai %(day)s, %(why)s")
    return SigningKeyRow(
        kind=_("Kunci berkas PDF") if paper else _("Kunci lencana digital"),
        made=short_date(key.made_at),
        state=(
            _("dipakai sekarang")
            if key.retired_at is None
            else retired
            % {"day": short_date(key.retired_at), "why": key.get_retired_because_display()}
        ),
        mark=fingerprint(key.public) if paper else f"did:key:{key.public}",
        file=reverse("certificates:signing_key_file", args=[group.code, key.pk]) if paper else "",
    )


@dataclass(frozen=True)
class CertificateCheckPage:
    """What anybody may read about a code; `typed` goes back into the box when nothing is found."""

    found: bool
    asked: bool
    typed: str
    state: str
    tone: str
    note: str
    facts: Lines
    code: str
    other: str
    other_name: str
    language: str


def check_page(one: Certificate | None, typed: str, language: str) -> CertificateCheckPage:
    """The same for every code that is not there, whatever is wrong with it."""
    state, tone, note = _check_result(one) if one else ("", "", "")
    return CertificateCheckPage(
        found=one is not None,
        asked=bool(typed),
        typed="" if one else typed[:60],
        state=state,
        tone=tone,
        note=note,
        facts=_facts(one) if one else (),
        code=format_code(one.code) if one else "",
        other="id" if language == "en" else "en",
        # Each language is named in its own words.
        other_name="Bahasa Indonesia" if language == "en" else "English",
        language=language,
    )


def _check_result(one: Certificate) -> tuple[str, str, str]:
    if hasattr(one, "withdrawal"):
        note = _("Ditarik oleh penerbitnya pada %(day)s.")
        return _("Tidak berlaku lagi"), "bad", note % {"day": long_day(one.withdrawal.made_at)}
    if hasattr(one, "replaced_by"):
        note = _("Digantikan oleh sertifikat bernomor %(number)s.")
        number = one.replaced_by.letter.text
        return _("Sudah digantikan"), "warn", note % {"number": number}
    return _("Berlaku"), "ok", _("Cocokkan nama, jam, dan nomornya dengan yang tertulis di kertas.")
