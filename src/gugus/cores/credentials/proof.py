"""Data Integrity proofs of the cryptosuite eddsa-rdfc-2022 (W3C Recommendation, May 2025).

A document and its proof's options are each turned into canonical N-Quads (RDFC-1.0), hashed with
SHA-256, and the two hashes together are signed with Ed25519. Whoever has the document can check
it: the key stands in the proof (did:key), the contexts are kept as files.

What JSON-LD cannot give a meaning to would not be covered by the signature, so such a document is
refused both when signing and when checking.
"""

import sys
from collections.abc import Mapping
from hashlib import sha256
from importlib import import_module
from threading import Lock
from typing import Any

from gugus.cores.credentials import base58
from gugus.cores.credentials.contexts import ContextLoader
from gugus.cores.credentials.keys import PrivateKey, PublicKey


def _without_network() -> Any:
    """PyLD's processor. As it is imported it begins a loader for the network, where it finds one.

    Ours hands out files; the libraries for the network would cost every process a third of a second.
    """
    absent = [name for name in ("requests", "aiohttp") if name not in sys.modules]
    # What stands there as None cannot be imported.
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        return import_module("pyld.jsonld")
    finally:
        for name in absent:
            del sys.modules[name]


jsonld = _without_network()
Document = Mapping[str, Any]
_TYPE, _SUITE, _PURPOSE = "DataIntegrityProof", "eddsa-rdfc-2022", "assertionMethod"
_KEPT_HERE = ContextLoader()
# The library keeps contexts for the whole process in tables that two threads may not change at once.
_ONE_AT_A_TIME = Lock()


class InvalidProof(ValueError):  # noqa: N818 - an answer about a document, not a fault of ours
    """The document is not what was signed, or was not signed like this; the text says which."""


def sign_document(
    document: Document, key: PrivateKey, *, created: str, loader: ContextLoader = _KEPT_HERE
) -> dict[str, Any]:
    """The document with its proof.

    Parameters
    ----------
    document : mapping
        JSON-LD without a proof; every context it names is one that `loader` has.
    created : str
        When it was signed, as an XML date and time ('2026-11-21T04:00:00Z').

    Raises
    ------
    BadProof
        Some part of the document has no meaning in its contexts, so could not be signed.
    """
    return sign_document_as(document, key, key.public.method, created=created, loader=loader)


def sign_document_as(
    document: Document,
    key: PrivateKey,
    method: str,
    *,
    created: str,
    loader: ContextLoader = _KEPT_HERE,
) -> dict[str, Any]:
    """The same, with another name for the key than its own did:key."""
    options = {
        "type": _TYPE,
        "cryptosuite": _SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": _PURPOSE,
    }
    value = "z" + base58.encode(key.sign(hash_data(document, options, loader)))
    return {**document, "proof": {**options, "proofValue": value}}


def verify_document(
    document: Document, *, key: PublicKey | None = None, loader: ContextLoader = _KEPT_HERE
) -> PublicKey:
    """The key that signed this document just as it stands.

    Without `key` the proof's own did:key is used, and the issuer must be that key: a credential
    signed by somebody else in an issuer's name is refused.

    Raises
    ------
    BadProof
        Anything at all is not as it was signed.
    """
    if not isinstance(document, Mapping):
        raise InvalidProof("no document")
    proof = document.get("proof")
    if not isinstance(proof, Mapping):
        raise InvalidProof("no single proof")
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    wanted = {"type": _TYPE, "cryptosuite": _SUITE, "proofPurpose": _PURPOSE}
    if any(options.get(name) != value for name, value in wanted.items()):
        raise InvalidProof("another kind of proof")
    body = {name: value for name, value in document.items() if name != "proof"}
    _refuse_own_meanings(body, options)
    signer = key or _own_key(options.get("verificationMethod"), body.get("issuer"))
    if not signer.has_signed(hash_data(body, options, loader), _signature(proof)):
        raise InvalidProof("the signature does not fit")
    return signer


def hash_data(document: Document, options: Document, loader: ContextLoader) -> bytes:
    """The 64 bytes that are signed: hash of the proof's options, then hash of the document."""
    config = {"@context": document.get("@context"), **options}
    return b"".join(
        sha256(canonical(part, loader).encode()).digest() for part in (config, document)
    )


def canonical(document: Document, loader: ContextLoader) -> str:
    """The document's statements as canonical N-Quads.

    Raises
    ------
    BadProof
        A part of it is not JSON-LD, or has no meaning in the contexts and would be left out.
    """
    left_out: list[str] = []
    options = {"documentLoader": loader, "processingMode": "json-ld-1.1"}
    try:
        with _ONE_AT_A_TIME:
            expanded = jsonld.expand(document, options, on_property_dropped=left_out.append)
            _refuse_relative(expanded)
            written: str = jsonld.normalize(
                expanded, {**options, "algorithm": "URDNA2015", "format": "application/n-quads"}
            )
    except InvalidProof:
        raise
    # PyLD raises whatever a malformed document makes it stumble over.
    except Exception as error:
        raise InvalidProof(f"not a document to sign: {type(error).__name__}") from error
    if left_out:
        raise InvalidProof(f"without meaning: {', '.join(map(str, left_out))}")
    return written


def _refuse_own_meanings(body: Document, options: Document) -> None:
    """A document that brings meanings along could sign the same statements and read differently.

    So contexts are named, once and at the top, by addresses; and no keyword of JSON-LD stands below
    them (`@index` may hold any text, and no signature covers it).
    """
    contexts = body.get("@context")
    named = contexts if isinstance(contexts, list) else [contexts]
    if not all(isinstance(one, str) for one in named):
        raise InvalidProof("a context of its own")
    if options.get("@context", contexts) != contexts:
        raise InvalidProof("another context in the proof")
    for name, part in [*body.items(), *options.items()]:
        if name != "@context":
            _refuse_keywords({name: part})


def _refuse_keywords(node: Any) -> None:
    if isinstance(node, list):
        for part in node:
            _refuse_keywords(part)
    elif isinstance(node, Mapping):
        for name, part in node.items():
            if name.startswith("@") or part is None:
                raise InvalidProof(f"without meaning: {name}")
            _refuse_keywords(part)


def _refuse_relative(node: Any) -> None:
    """An identifier or type that is no whole IRI would silently fall out of the statements."""
    if isinstance(node, list):
        for part in node:
            _refuse_relative(part)
    elif isinstance(node, dict) and "@value" not in node:
        types = node.get("@type", [])
        for name in [node.get("@id"), *(types if isinstance(types, list) else [types])]:
            if name is not None and ":" not in str(name):
                raise InvalidProof(f"without meaning: {name}")
        for part in node.values():
            _refuse_relative(part)


def _own_key(method: Any, issuer: Any) -> PublicKey:
    did, _, fragment = str(method).partition("#")
    who = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    if did != f"did:key:{fragment}" or who != did:
        raise InvalidProof("the key is not the issuer's")
    try:
        return PublicKey.read(fragment)
    except ValueError as error:
        raise InvalidProof(str(error)) from error


def _signature(proof: Document) -> bytes:
    value = str(proof.get("proofValue", ""))
    try:
        signature = base58.decode(value[1:])
    except ValueError as error:
        raise InvalidProof(str(error)) from error
    if not value.startswith("z") or len(signature) != 64:
        raise InvalidProof("no signature of 64 bytes")
    return signature
