"""A group's own signature in its PDFs (PAdES).

The certificate is the group's own: no authority vouches for it. It shows that the file is the one
the group made and that nothing in it was changed since.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

# A certificate is checked long after it was made; the key is renewed by hand before that.
_VALID = timedelta(days=3650)


@dataclass(frozen=True, repr=False)
class SigningKeyPair:
    """A private key (PKCS 8, DER) with its self-signed certificate (PEM); never shown by `repr`."""

    private: bytes
    certificate: str


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
