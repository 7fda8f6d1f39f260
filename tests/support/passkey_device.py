"""A device that holds a passkey, as WebAuthn describes it, made of numbers alone."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from os import urandom
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

_PRESENT, _HAS_CREDENTIAL = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.AT


@dataclass
class PasskeyDevice:
    """Answers what a page asks, from the page's own origin."""

    origin: str
    credential_id: bytes = field(default_factory=lambda: urandom(16))
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    counter: int = 0

    def make(self, options: dict[str, Any]) -> str:
        """The answer to a page that asks for a new key."""
        asked = options["publicKey"]
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public)
        data = AuthenticatorData.create(
            _hash_of(asked["rp"]["id"]), _PRESENT | _HAS_CREDENTIAL, self.counter, credential
        )
        client_data = self._client_data("webauthn.create", asked["challenge"])
        attested = AttestationObject.create("none", data, {})
        return self._answer(clientDataJSON=client_data, attestationObject=attested)

    def show(self, options: dict[str, Any]) -> str:
        """The answer to a page that asks for a signature."""
        asked = options["publicKey"]
        self.counter += 1
        data = AuthenticatorData.create(_hash_of(asked["rpId"]), _PRESENT, self.counter)
        client_data = self._client_data("webauthn.get", asked["challenge"])
        signature = self.key.sign(data + client_data.hash, ECDSA(SHA256()))
        return self._answer(clientDataJSON=client_data, authenticatorData=data, signature=signature)

    def _client_data(self, kind: str, challenge: str) -> CollectedClientData:
        padded = challenge + "=" * (-len(challenge) % 4)
        return CollectedClientData.create(kind, urlsafe_b64decode(padded), self.origin)

    def _answer(self, **response: bytes) -> str:
        name = _text(self.credential_id)
        parts = {key: _text(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})


def _hash_of(host: str) -> bytes:
    return sha256(host.encode()).digest()


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")
