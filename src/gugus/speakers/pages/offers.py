"""A teacher's own page: what they could help others with, and what is seen of it."""

from dataclasses import dataclass

from django.forms import Form

from gugus.speakers.models import Skill
from gugus.speakers.queries.offers import OwnOffers


@dataclass(frozen=True)
class OffersPage:
    """The screen `speakers:offers`; `levels` are the rungs, each with its name."""

    own: OwnOffers
    form: Form
    levels: list[tuple[str, str]]


def offers_page(own: OwnOffers, form: Form) -> OffersPage:
    """Questions first, then what was answered, then what may be offered besides."""
    return OffersPage(own, form, [(one.value, str(one.label)) for one in Skill.Level])
