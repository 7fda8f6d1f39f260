"""Open Badges 3.0 credentials: written, signed with Ed25519, and checked, without any network."""

from gugus.cores.credentials.badge import Achievement, Award, Issuer, unsigned_badge
from gugus.cores.credentials.keys import PrivateKey, PublicKey
from gugus.cores.credentials.proof import BadProof, signed, verified_by

__all__ = [
    "Achievement",
    "Award",
    "BadProof",
    "Issuer",
    "PrivateKey",
    "PublicKey",
    "signed",
    "unsigned_badge",
    "verified_by",
]
