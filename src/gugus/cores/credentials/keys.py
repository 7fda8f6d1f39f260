"""Ed25519 keys, and how the standards write them (Multikey, did:key)."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gugus.cores.credentials import base58

# Multicodec prefixes of an Ed25519 key, public and private, as varints.
_PUBLIC, _PRIVATE = b"\xed\x01", b"\x80\x26"


@dataclass(frozen=True)
class PublicKey:
    """An Ed25519 public key, 32 bytes."""

    raw: bytes

    @classmethod
    def read(cls, multibase: str) -> "PublicKey":
        """Read a Multikey ('z6Mk...').

        Raises
        ------
        ValueError
            It is not an Ed25519 public key.
        """
        data = base58.decode(multibase[1:]) if multibase.startswith("z") else b""
        if len(data) != 34 or not data.startswith(_PUBLIC):
            raise ValueError("not an Ed25519 Multikey")
        return cls(data[2:])

    @property
    def multibase(self) -> str:
        """The key as a Multikey."""
        return "z" + base58.encode(_PUBLIC + self.raw)

    @property
    def did(self) -> str:
        """The key as an identifier that carries itself: nothing has to be looked up."""
        return f"did:key:{self.multibase}"

    @property
    def method(self) -> str:
        """What a proof calls the key."""
        return f"{self.did}#{self.multibase}"

    def has_signed(self, data: bytes, signature: bytes) -> bool:
        """True when the signature over these bytes is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, data)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, repr=False)
class PrivateKey:
    """An Ed25519 private key, 32 bytes; never shown by `repr`."""

    raw: bytes

    @classmethod
    def new(cls) -> "PrivateKey":
        """A key that nobody had before."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def read(cls, multibase: str) -> "PrivateKey":
        """Read a private Multikey ('z3u2...')."""
        data = base58.decode(multibase[1:]) if multibase.startswith("z") else b""
        if len(data) != 34 or not data.startswith(_PRIVATE):
            raise ValueError("not an Ed25519 private Multikey")
        return cls(data[2:])

    @property
    def public(self) -> PublicKey:
        """The key to check with."""
        private = Ed25519PrivateKey.from_private_bytes(self.raw)
        return PublicKey(private.public_key().public_bytes_raw())

    def sign(self, data: bytes) -> bytes:
        """The 64 bytes of the signature; the same for the same bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.raw).sign(data)
