"""A group's own signature in its PDFs (PAdES), and how its private keys rest.

The certificate is the group's own: no authority vouches for it. It shows that the file is the one
the group made and that nothing in it was changed since.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from os import urandom

from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

# A certificate is checked long after it was made; the key is renewed by hand before that.
_VALID = timedelta(days=3650)
# What stands in front of a sealed secret: how it was sealed, should that ever change.
_SEAL = "v1:"
_NONCE = 12


class UnsealError(Exception):
    """A secret was sealed with another installation's secret, or altered."""


@dataclass(frozen=True, repr=False)
class SigningKeyPair:
    """A private key (PKCS 8, DER) with its self-signed certificate (PEM); never shown by `repr`."""

    private: bytes
    certificate: str


def seal(secret: bytes, *, master: str, about: str) -> str:
    """Encrypt a secret at rest; `about` binds it to its place, so that it opens nowhere else."""
    nonce = urandom(_NONCE)
    sealed = AESGCM(_sealing_key(master)).encrypt(nonce, secret, about.encode())
    return _SEAL + b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, master: str, about: str) -> bytes:
    """The secret again.

    Raises
    ------
    CannotOpen
        `master` is not the secret it was sealed with, or the text was altered or moved.
    """
    if not sealed.startswith(_SEAL):
        raise UnsealError
    try:
        data = b64decode(sealed.removeprefix(_SEAL))
        return AESGCM(_sealing_key(master)).decrypt(data[:_NONCE], data[_NONCE:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise UnsealError from error


def _sealing_key(master: str) -> bytes:
    """A key of its own for this purpose: the installation's secret is used for more."""
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"gugus signing keys at rest")
    return kdf.derive(master.encode())


def new_signing_key_pair(name: str, now: datetime) -> SigningKeyPair:
    """A key with a certificate in the group's name.

    RSA, not a curve: curves came into PDF with 2.0, and PDF/A-2 is 1.7.
    """
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    # X.509 allows 64 letters there.
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64] or "Gugus")])
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"),
        False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # Clocks differ a little: what is signed now must not look signed too early.
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _VALID)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                encipher_only=False,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return SigningKeyPair(
        key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
        certificate.public_bytes(serialization.Encoding.PEM).decode(),
    )


def sign_pdf(pdf: bytes, key: SigningKeyPair, *, reason: str, place: str = "") -> bytes:
    """The PDF with a PAdES baseline signature (B-B) that allows no further change."""
    from gugus.platform.documents.signing.pades import add_signature

    return add_signature(pdf, key.private, key.certificate, reason=reason, place=place)


def fingerprint(certificate: str) -> str:
    """SHA-256 of a certificate in groups of four, as viewers show it."""
    digest = x509.load_pem_x509_certificate(certificate.encode()).fingerprint(hashes.SHA256())
    written = digest.hex().upper()
    return " ".join(written[at : at + 4] for at in range(0, len(written), 4))
