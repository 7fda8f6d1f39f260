"""Passwords that anybody around the person would try."""

import pytest

from gugus.platform.foundation.passwords import Ease, ease_of

AROUND = ["gugus", "mawar", "Rekaan Satu", "rekaan-1", "SDN Rekaan 01", "Ciawi", "Siti Contoh"]


@pytest.mark.parametrize(
    ("password", "ease"),
    [
        ("gugusgugus", Ease.REPEATED),
        ("abcabcabcabc", Ease.REPEATED),
        ("satusatusa", Ease.REPEATED),
        ("aaaaaaaaaaab", Ease.REPEATED),
        ("bunga1 bunga1", Ease.REPEATED),
        ("GugusCiawi2026", Ease.KNOWN_WORDS),
        ("gugus-ciawi!!", Ease.KNOWN_WORDS),
        ("mawarRekaan123", Ease.KNOWN_WORDS),
        ("sitiContoh77", Ease.KNOWN_WORDS),
        ("Gugu5R3kaan1", Ease.KNOWN_WORDS),
        ("abcdefghijkl", Ease.KNOWN_WORDS),
        ("qwertyuiop12", Ease.COMMON),
        ("lkjhgfdsa9876", Ease.COMMON),
        ("password2026", Ease.COMMON),
        ("P@ssw0rd1234", Ease.COMMON),
        ("tujuh kuda biru", None),
        ("kuda hijau delapan", None),
        ("gugus kami suka durian", None),
        ("rekaan mangga besar", None),
    ],
)
def test_what_is_guessed_soon(password: str, ease: Ease | None) -> None:
    assert ease_of(password, AROUND) == ease


def test_a_long_text_is_judged_at_once() -> None:
    assert ease_of("ab" * 100, AROUND) is Ease.REPEATED
    assert ease_of("x".join(["durian", "mangga", "salak"]) * 3, AROUND) is None
