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
from gugus.certificates.rules.facts import CertificateRecipient, certificate_facts_of
from gugus.people.models import Group
from gugus.platform.documents.signing import fingerprint
from gugus.platform.web.formats import short_date
from gugus.platform.web.pages import FormPage

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CertificatePage:
    """One certificate as officers see it."""

    certificate: Certificate
    entry: CertificateRecipient
    title: str
    facts: Lines
    state: str
    tone: str
    why: str
    holds: bool
    # The certificate that stands in its place.
    instead: Certificate | None
    check: str


def certificate_page(one: Certificate) -> CertificatePage:
    """Its facts, its topics, and what can be done."""
    facts = certificate_facts_of(one.facts)
    state, tone = invalidity_label(one)
    return CertificatePage(
        certificate=one,
        entry=facts.entry,
        title=facts.activity.title,
        facts=(
            *_facts(one),
            (_("NIP"), facts.entry.nip or "–"),
            (_("Kode"), format_code(one.code)),
        ),
        state=state or _("Berlaku"),
        tone=tone or "badge",
        why=_invalidity_reason(one),
        holds=not state,
        instead=getattr(one, "replaced_by", None),
        check=check_address(facts.activity, one.code),
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


def certificate_replace_page(group: Group, one: Certificate, form: Form) -> FormPage:
    """Another in its place."""
    return FormPage(
        title=_("Ganti sertifikat %(name)s") % {"name": one.holder},
        lead=_(
            "Sertifikat lama tidak diubah: yang baru mendapat nomor dan kode sendiri, dan yang "
            "memeriksa kode lama diberi tahu bahwa sudah ada penggantinya. Jam dan materinya tetap."
        ),
        form=form,
        submit=_("Terbitkan pengganti"),
        back_href=reverse("certificates:certificate", args=[group.code, one.pk]),
        back=_("Kembali"),
    )


def certificate_withdraw_page(group: Group, one: Certificate, form: Form) -> FormPage:
    """No longer valid."""
    return FormPage(
        title=_("Tarik sertifikat %(name)s") % {"name": one.holder},
        lead=_(
            "Siapa pun yang memeriksa kodenya akan melihat bahwa sertifikat ini tidak berlaku lagi. "
            "Ini tidak dapat dibatalkan; kertas yang sudah dibagikan tidak ikut hilang."
        ),
        form=form,
        submit=_("Tarik sertifikat"),
        danger=True,
        back_href=reverse("certificates:certificate", args=[group.code, one.pk]),
        back=_("Kembali"),
    )


@dataclass(frozen=True)
class SigningKeyRow:
    """One key as it can be shown."""

    key: SigningKey
    is_paper: bool
    state: str
    mark: str


@dataclass(frozen=True)
class SigningKeysPage:
    """The group's keys and what a signature means; `lost`: one that should sign opens no more."""

    keys: tuple[SigningKeyRow, ...]
    lost: bool


def signing_keys_page(keys: Iterable[SigningKey], *, lost: bool) -> SigningKeysPage:
    """The keys, the latest first."""
    return SigningKeysPage(tuple(_key(key) for key in keys), lost)


def _key(key: SigningKey) -> SigningKeyRow:
    paper, state = key.kind == SigningKey.Kind.PAPER, _("dipakai sekarang")
    if key.retired_at is not None:
        state = _("sampai %(day)s, %(why)s") % {
            "day": short_date(key.retired_at),
            "why": key.get_retired_because_display(),
        }
    mark = fingerprint(key.public) if paper else f"did:key:{key.public}"
    return SigningKeyRow(key, paper, state, mark)


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
