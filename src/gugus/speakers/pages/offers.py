"""A teacher's own page: what they could help others with, and what is seen of it."""

from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.competence.models import Item
from gugus.people.models import Group
from gugus.speakers.models import HelpOffer, Skill
from gugus.speakers.queries.offers import OwnOffers


@dataclass(frozen=True)
class OfferQuestionRow:
    """One thing that this teacher is strong in and the group looks for."""

    item: int
    name: str
    about: str
    title: str


@dataclass(frozen=True)
class Level:
    """A rung to offer; `here` marks the one that stands."""

    value: str
    title: str
    here: bool


@dataclass(frozen=True)
class OfferRow:
    """An answer that stands; `shows_strength` when the officers see that too."""

    item: int
    name: str
    about: str
    title: str
    level: str
    levels: tuple[Level, ...]
    shows_strength: bool


@dataclass(frozen=True)
class OffersPage:
    """The screen `speakers:offers`."""

    asks: tuple[OfferQuestionRow, ...]
    willing: tuple[OfferRow, ...]
    declined: tuple[OfferRow, ...]
    form: Form
    levels: tuple[Level, ...]
    has_more: bool


def offers_page(group: Group, own: OwnOffers, form: Form) -> OffersPage:
    """Questions first, then what was answered, then what may be offered besides."""
    return OffersPage(
        asks=tuple(
            OfferQuestionRow(item.pk, item.title, f"offer:{item.pk}", _title(item))
            for item in own.asked
        ),
        willing=tuple(_row(offer) for offer in own.willing),
        declined=tuple(_row(offer) for offer in own.declined),
        form=form,
        levels=_levels(Skill.Level.HELPER),
        has_more=bool(own.others),
    )


def _row(offer: HelpOffer) -> OfferRow:
    return OfferRow(
        item=offer.item_id,
        name=offer.item.title,
        about=f"offer:{offer.item_id}",
        title=_title(offer.item),
        level=offer.get_level_display(),
        levels=_levels(offer.level),
        shows_strength=offer.as_strong,
    )


def _levels(chosen: str) -> tuple[Level, ...]:
    return tuple(Level(one.value, str(one.label), one.value == chosen) for one in Skill.Level)


def _title(item: Item) -> str:
    return _("Membantu sesama guru: %(need)s") % {"need": item.short_title}
