"""Who could take a line, in the order of asking."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.programme.models import Line
from gugus.programme.rules.status import lines_may_change
from gugus.speakers.pages.speakers import LoadFacts, detail_of, load_facts, skill_name
from gugus.speakers.queries.candidates import Candidates, RankedCandidate
from gugus.speakers.rules import Tier


@dataclass(frozen=True)
class CandidateRow:
    """Somebody who can be chosen, and why they stand here."""

    found: RankedCandidate
    detail: str
    why: tuple[str, ...]
    load: LoadFacts
    chosen: bool


@dataclass(frozen=True)
class CandidateSection:
    """Proposals of one kind."""

    title: str
    lead: str
    rows: tuple[CandidateRow, ...]


@dataclass(frozen=True)
class LineSpeakersPage:
    """The screen `speakers:line_speakers`."""

    line: Line
    needs: tuple[str, ...]
    locked: bool
    parts: tuple[CandidateSection, ...]
    others: CandidateSection
    silent: str
    is_empty: bool


def line_speakers_page(line: Line, found: Candidates) -> LineSpeakersPage:
    """First members who are strong and willing, then presenters, then those who grow."""
    by_tier = {
        tier: tuple(_proposal(line, one) for one in found.found if one.candidate.tier == tier)
        for tier in Tier
    }
    parts = [_part(tier, by_tier[tier]) for tier in Tier if tier != Tier.OTHER]
    return LineSpeakersPage(
        line=line,
        needs=tuple(item.short_title for item in found.needs),
        locked=not lines_may_change(line.programme.status),
        parts=tuple(part for part in parts if part.rows),
        others=_part(Tier.OTHER, by_tier[Tier.OTHER]),
        silent=_silent(found.silent),
        is_empty=not found.found,
    )


def _part(tier: Tier, rows: Sequence[CandidateRow]) -> CandidateSection:
    title, lead = {
        Tier.OFFERED: (
            _("Anggota yang kuat dan bersedia"),
            _("Guru kelompok ini sendiri; mereka menawarkan diri dan setuju ini terlihat."),
        ),
        Tier.PRESENTER: (
            _("Penyaji di daftar"),
            _("Yang paling cocok dan paling ringan bebannya di atas."),
        ),
        Tier.HELPER: (
            _("Yang sedang bertumbuh"),
            _("Membantu atau mendampingi dahulu, kelak menyajikan sendiri."),
        ),
        Tier.OTHER: (_("Lainnya di daftar"), _("Keahliannya belum ditulis, atau bidang lain.")),
    }[tier]
    return CandidateSection(title, lead, tuple(rows))


def _proposal(line: Line, one: RankedCandidate) -> CandidateRow:
    speaker = one.speaker
    why = [
        _("%(skill)s: %(level)s")
        % {"skill": skill_name(skill), "level": skill.get_level_display().lower()}
        for skill in one.skills
    ]
    why += [
        _("%(skill)s: menawarkan diri, %(level)s")
        % {"skill": offer.item.short_title, "level": offer.get_level_display().lower()}
        for offer in one.offers
    ]
    return CandidateRow(
        found=one,
        detail=_detail(one),
        why=tuple(why),
        load=load_facts(one.load),
        chosen=speaker is not None and speaker.pk == line.speaker_id,
    )


def _detail(one: RankedCandidate) -> str:
    if one.speaker is not None:
        return detail_of(one.speaker)
    return one.teacher.school.name if one.teacher is not None else ""


def _silent(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(n)d anggota lain kuat pada kebutuhan ini dan belum menjawab apakah bersedia. Namanya "
        "tidak ditampilkan; mereka ditanya di halamannya sendiri.",
        "%(n)d anggota lain kuat pada kebutuhan ini dan belum menjawab apakah bersedia. Namanya "
        "tidak ditampilkan; mereka ditanya di halamannya sendiri.",
        count,
    ) % {"n": count}
