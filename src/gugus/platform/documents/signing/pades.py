"""The PAdES signature itself, by pyHanko. Loading that takes half a second: import it late."""

from io import BytesIO

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, Signer
from pyhanko.sign.signers import sign_pdf as write_signature

_FIELD = "Tanda-tangan-kelompok"


class _GroupSigner(Signer):
    """Signs with a key that lies here.

    pyHanko's own signer proves the key's primes anew at each signature, which takes 0.3 s. Ours
    came out of an authenticated seal just now: it is the key that was put in.
    """

    def __init__(self, private: bytes, certificate: str) -> None:
        _kind, _headers, der = pem.unarmor(certificate.encode())
        super().__init__(signing_cert=asn1_x509.Certificate.load(der))
        key = serialization.load_der_private_key(private, None, unsafe_skip_rsa_key_validation=True)
        assert isinstance(key, rsa.RSAPrivateKey)
        self._key = key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        assert digest_algorithm == "sha256"
        if dry_run:
            return bytes(self._key.key_size // 8)
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def add_signature(
    pdf: bytes, private: bytes, certificate: str, *, reason: str, place: str
) -> bytes:
    """The PDF with one more part at its end: the signature, which allows no further change."""
    how = PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm="sha256",
        reason=reason or None,
        location=place or None,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    out = BytesIO()
    signer = _GroupSigner(private, certificate)
    write_signature(IncrementalPdfFileWriter(BytesIO(pdf)), how, signer=signer, output=out)
    return out.getvalue()
