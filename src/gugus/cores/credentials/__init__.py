"""Open Badges 3.0 credentials: written, signed with Ed25519, and checked, without any network."""

from gugus.cores.credentials.badge import Achievement, Award, Issuer, unsigned_badge
from gugus.cores.credentials.keys import PrivateKey, PublicKey
from gugus.cores.credentials.proof import InvalidProof, sign_document, verify_document

__all__ = [
    "Achievement",
    "Award",
    "InvalidProof",
    "Issuer",
    "PrivateKey",
    "PublicKey",
    "sign_document",
    "unsigned_badge",
    "verify_document",
]
