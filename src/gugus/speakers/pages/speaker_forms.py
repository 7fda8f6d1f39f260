"""Forms about one speaker, and the search among other groups' speakers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField, Form
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.people.models import Group, Speaker
from gugus.platform.web.pages import FormPage
from gugus.speakers.forms.speakers import SkillsForm
from gugus.speakers.pages.speakers import detail_of, shared_words


@dataclass(frozen=True)
class SkillsPage:
    """The screen `speakers:skills`."""

    name: str
    shared: str
    form: Form
    items: tuple[BoundField, ...]
    topics: tuple[tuple[BoundField, BoundField], ...]
    back: str


@dataclass(frozen=True)
class NearbySpeakerRow:
    """A speaker of another group: name and where from, no phone."""

    pk: int
    name: str
    detail: str


@dataclass(frozen=True)
class SharePage:
    """The screen `speakers:share`."""

    asked: str
    has_place: bool
    found: tuple[NearbySpeakerRow, ...]


def skills_page(group: Group, speaker: Speaker, form: SkillsForm) -> SkillsPage:
    """Levels by item, then topics."""
    return SkillsPage(
        name=speaker.name,
        shared=shared_words(group, speaker),
        form=form,
        items=tuple(form.item_fields()),
        topics=tuple(form.topic_fields()),
        back=_back(group, speaker),
    )


def terms_page(group: Group, speaker: Speaker, form: Form) -> FormPage:
    """How often and on which weekdays."""
    lead = _("Berlaku di semua kelompok yang memakai narasumber ini.")
    return FormPage(_("Kesediaan"), lead, form, _("Simpan"), _back(group, speaker), speaker.name)


def away_page(group: Group, speaker: Speaker, form: Form) -> FormPage:
    """Days away."""
    lead = _("Jadwal tidak disusun pada hari-hari ini, di kelompok mana pun.")
    return FormPage(
        _("Hari berhalangan"), lead, form, _("Tambahkan"), _back(group, speaker), speaker.name
    )


def share_page(group: Group, asked: str, found: Sequence[Speaker]) -> SharePage:
    """Who was found nearby."""
    return SharePage(
        asked=asked,
        has_place=group.place_id is not None,
        found=tuple(NearbySpeakerRow(one.pk, one.name, detail_of(one)) for one in found),
    )


def _back(group: Group, speaker: Speaker) -> str:
    return reverse("speakers:speaker", args=[group.code, speaker.pk])
