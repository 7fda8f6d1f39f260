"""An Open Badges 3.0 credential (1EdTech, context 3.0.3) from plain facts.

Every value is a string: JSON's numbers may be written in several ways that mean the same.
"""

from dataclasses import dataclass
from typing import Any

from gugus.cores.credentials.contexts import CREDENTIALS, OPEN_BADGES


@dataclass(frozen=True)
class Issuer:
    """Who gives the badge: `did` is its signing key, `address` its site."""

    did: str
    name: str
    address: str


@dataclass(frozen=True)
class Achievement:
    """What the badge is for; `criteria` says in words what had to be done."""

    id: str
    hours_id: str
    name: str
    description: str
    criteria: str


@dataclass(frozen=True)
class Award:
    """One badge: whose, for what, since when.

    `id` is an address where a person can check it; `role` and `hours` are what was attended
    ('12 JP'); `number` is the number on the paper; times are XML date and times.
    """

    id: str
    number: str
    holder: str
    role: str
    hours: str
    valid_from: str
    began: str
    ended: str
    achievement: Achievement
    issuer: Issuer


def unsigned_badge(award: Award) -> dict[str, Any]:
    """The credential as JSON-LD, without its proof."""
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": award.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.achievement.name,
        "issuer": {
            "id": award.issuer.did,
            "type": ["Profile"],
            "name": award.issuer.name,
            "url": award.issuer.address,
        },
        "validFrom": award.valid_from,
        "credentialSubject": _subject(award),
    }


def _subject(award: Award) -> dict[str, Any]:
    what, hours = award.achievement, award.achievement.hours_id
    return {
        "type": ["AchievementSubject"],
        # By the name on the paper: the group keeps no address of the holder to hash.
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": award.holder,
                "identityType": "name",
            }
        ],
        "role": award.role,
        "licenseNumber": award.number,
        "activityStartDate": award.began,
        "activityEndDate": award.ended,
        "achievement": {
            "id": what.id,
            "type": ["Achievement"],
            "name": what.name,
            "description": what.description,
            "criteria": {"narrative": what.criteria},
            "resultDescription": [
                {
                    "id": hours,
                    "type": ["ResultDescription"],
                    "name": "Jam pelajaran (JP)",
                    "resultType": "Result",
                }
            ],
        },
        "result": [{"type": ["Result"], "resultDescription": hours, "value": award.hours}],
    }
