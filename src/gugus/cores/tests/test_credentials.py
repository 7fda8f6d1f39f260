"""Credentials against W3C's published example, and against every change of one character."""

import copy
import json
import string
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gugus.cores.credentials import (
    Achievement,
    Award,
    InvalidProof,
    Issuer,
    PrivateKey,
    PublicKey,
    base58,
    sign_document,
    unsigned_badge,
    verify_document,
)
from gugus.cores.credentials.contexts import ContextLoader, UnknownContextError
from gugus.cores.credentials.proof import canonical, hash_data, sign_document_as

# W3C, Data Integrity EdDSA Cryptosuites v1.0, "Representation: eddsa-rdfc-2022" (test vectors).
W3C_PRIVATE = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
W3C_PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
W3C_METHOD = f"https://vc.example/issuers/5678#{W3C_PUBLIC}"
W3C_VALUE = (
    "z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9"
)
W3C_HASHES = (
    "4c4d3890a157f8d611b13c265c2c22f39aa0a567c7c7dd9ba3e45cd579784eeb"
    "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
)
W3C_EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
W3C_LOADER = ContextLoader(
    {W3C_EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}}
)
W3C_DOCUMENT: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2", W3C_EXAMPLES],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
KEY = PrivateKey(bytes(range(32)))


def test_the_published_example_comes_out_letter_by_letter() -> None:
    key = PrivateKey.read(W3C_PRIVATE)
    assert key.public.multibase == W3C_PUBLIC
    made = sign_document_as(
        W3C_DOCUMENT, key, W3C_METHOD, created="2023-02-24T23:36:38Z", loader=W3C_LOADER
    )
    assert made["proof"]["proofValue"] == W3C_VALUE
    options = {name: value for name, value in made["proof"].items() if name != "proofValue"}
    assert hash_data(W3C_DOCUMENT, options, W3C_LOADER).hex() == W3C_HASHES


def test_the_published_example_is_verified_with_its_key_and_no_other() -> None:
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": W3C_METHOD,
        "proofPurpose": "assertionMethod",
        "proofValue": W3C_VALUE,
    }
    document = {**W3C_DOCUMENT, "proof": proof}
    key = PublicKey.read(W3C_PUBLIC)
    assert verify_document(document, key=key, loader=W3C_LOADER) == key
    with pytest.raises(InvalidProof, match="does not fit"):
        verify_document(document, key=KEY.public, loader=W3C_LOADER)
    # Its key is no did:key: without being told the key, nobody can say whose it is.
    with pytest.raises(InvalidProof, match="not the issuer's"):
        verify_document(document, loader=W3C_LOADER)


def badge(key: PrivateKey = KEY, *, issuer: str = "") -> dict[str, Any]:
    award = Award(
        id="https://gugus.example.org/s/ABCD/",
        number="007/Sert/KKG/XI/2026",
        holder="Bu Contoh, S.Pd.",
        role="Peserta",
        hours="12",
        valid_from="2026-11-21T00:00:00+07:00",
        began="2026-08-05T00:00:00+07:00",
        ended="2026-11-18T00:00:00+07:00",
        achievement=Achievement(
            id="urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
            hours_id="urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc34",
            name="Penguatan asesmen",
            description="Workshop",
            criteria="Hadir sedikitnya 75% jam.",
        ),
        issuer=Issuer(issuer or key.public.did, "KKG Rekaan", "https://gugus.example.org/"),
    )
    return sign_document(unsigned_badge(award), key, created="2026-11-21T04:00:00Z")


BADGE = badge()


def test_a_badge_is_verified_by_what_stands_in_it() -> None:
    assert verify_document(BADGE) == KEY.public
    # After a journey through a file, indented and in another order, too.
    assert verify_document(json.loads(json.dumps(BADGE, indent=2, sort_keys=True))) == KEY.public


def test_the_same_facts_give_the_same_badge() -> None:
    assert badge() == BADGE


def _texts(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every text of a document stands."""
    if isinstance(node, str):
        return [path]
    if isinstance(node, bool):
        return []
    parts = node.items() if isinstance(node, dict) else enumerate(node)
    return [found for name, part in parts for found in _texts(part, (*path, name))]


TEXTS = _texts([BADGE])


def _changed(document: Any, path: tuple[Any, ...], at: int, letter: str) -> Any:
    altered = copy.deepcopy(document)
    node = altered
    for name in path[:-1]:
        node = node[name]
    old = node[path[-1]]
    at %= len(old)
    node[path[-1]] = old[:at] + letter + old[at + 1 :]
    return None if node[path[-1]] == old else altered


@settings(max_examples=150, deadline=None)
@given(
    where=st.sampled_from(TEXTS),
    at=st.integers(0, 200),
    letter=st.sampled_from(string.ascii_letters + string.digits + " :/-.#é"),
)
def test_one_altered_character_anywhere_fails(where: Any, at: int, letter: str) -> None:
    altered = _changed([BADGE], where, at, letter)
    if altered is not None:
        with pytest.raises(InvalidProof):
            verify_document(altered[0])


def test_every_text_altered_at_its_ends_fails() -> None:
    for where in TEXTS:
        for at in (0, -1):
            altered = _changed([BADGE], where, at, "~")
            with pytest.raises(InvalidProof):
                verify_document(altered[0])


def _names(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every name of a property stands."""
    if isinstance(node, dict):
        own = [(*path, name) for name in node]
        return own + [found for name, part in node.items() for found in _names(part, (*path, name))]
    if isinstance(node, list):
        return [found for n, part in enumerate(node) for found in _names(part, (*path, n))]
    return []


@pytest.mark.parametrize("path", _names(BADGE), ids=lambda path: ".".join(map(str, path)))
def test_a_property_renamed_or_left_out_fails(path: tuple[Any, ...]) -> None:
    for rename in (True, False):
        altered = copy.deepcopy(BADGE)
        node: Any = altered
        for name in path[:-1]:
            node = node[name]
        value = node.pop(path[-1])
        if rename:
            node[f"{path[-1]}x"] = value
        with pytest.raises(InvalidProof):
            verify_document(altered)


def test_nothing_can_be_added_that_the_signature_does_not_cover() -> None:
    for more in ({"catatan": "dicabut"}, {"credentialStatus": {"type": "X"}}):
        with pytest.raises(InvalidProof):
            verify_document({**BADGE, **more})
    subject = {**BADGE["credentialSubject"], "nilai": "A"}
    with pytest.raises(InvalidProof, match="without meaning"):
        verify_document({**BADGE, "credentialSubject": subject})


_ROLE = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#role"


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ((), {"@context": [*BADGE["@context"], {"jabatan": _ROLE}]}),
        ((), {"@context": [*BADGE["@context"], {"catatan": None}], "catatan": "palsu"}),
        ((), {"@graph": []}),
        ((), {"@included": []}),
        (("credentialSubject",), {"@context": {"jabatan": _ROLE}}),
        (("credentialSubject",), {"@index": "palsu"}),
        (("credentialSubject", "achievement"), {"image": None}),
        ((), {"name": {"@value": BADGE["name"], "@index": "palsu"}}),
        (("proof",), {"@context": BADGE["@context"][:1]}),
    ],
)
def test_a_document_that_brings_its_own_meanings_is_refused(
    path: tuple[str, ...], more: dict[str, Any]
) -> None:
    altered = copy.deepcopy(BADGE)
    node: Any = altered
    for name in path:
        node = node[name]
    node.update(more)
    with pytest.raises(InvalidProof):
        verify_document(altered)


@pytest.mark.parametrize("nothing", [None, [], 5, "x"])
def test_what_is_no_document_is_refused(nothing: Any) -> None:
    with pytest.raises(InvalidProof):
        verify_document(nothing)


def test_somebody_elses_key_cannot_speak_in_the_issuers_name() -> None:
    other = PrivateKey(bytes(reversed(range(32))))
    with pytest.raises(InvalidProof, match="not the issuer's"):
        verify_document(badge(other, issuer=KEY.public.did))


def test_what_has_no_meaning_is_not_signed() -> None:
    with pytest.raises(InvalidProof, match="without meaning"):
        sign_document(
            {**W3C_DOCUMENT, "@context": ["https://www.w3.org/ns/credentials/v2"]}, KEY, created=""
        )


def test_no_context_is_fetched() -> None:
    with pytest.raises(UnknownContextError):
        ContextLoader()("https://example.org/context.json")
    with pytest.raises(InvalidProof, match="not a document to sign"):
        canonical({"@context": "https://example.org/x.json", "id": "urn:x:1"}, ContextLoader())


@pytest.mark.parametrize("proof", [None, [], {}, {"type": "DataIntegrityProof"}, "x"])
def test_a_proof_of_another_shape_is_refused(proof: Any) -> None:
    with pytest.raises(InvalidProof):
        verify_document({**W3C_DOCUMENT, "proof": proof})


@given(st.binary(max_size=80))
def test_base58_reads_what_it_wrote(data: bytes) -> None:
    assert base58.decode(base58.encode(data)) == data


def test_a_key_is_not_shown() -> None:
    assert KEY.raw.hex() not in repr(KEY)
    assert repr(KEY.raw) not in repr(KEY)


@pytest.mark.parametrize("text", ["", "z", "z6Mk", "z0", W3C_PRIVATE])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PublicKey.read(text)


def test_signing_brings_no_library_for_the_network() -> None:
    code = "import sys, gugus.cores.credentials; print({'aiohttp', 'requests'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
    # It may still be had by whoever asks for it.
    assert find_spec("aiohttp") is not None
