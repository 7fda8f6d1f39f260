"""How a greeting calls somebody among colleagues of the same given name."""

import pytest

from gugus.people.rules.names import called_among


@pytest.mark.parametrize(
    ("name", "others", "called"),
    [
        ("Siti Nuraini, S.Pd.", ["Dewi Lestari"], "Siti"),
        ("Siti Nuraini, S.Pd.", ["Siti Aminah", "Siti Nuraini, S.Pd."], "Siti N."),
        ("Bu Contoh Satu", ["Bu Contoh Lima"], "Bu Contoh S."),
        ("Bu Contoh Satu", ["Bu Contoh Sepuluh"], "Bu Contoh Satu"),
        ("Siti", ["Siti Aminah"], "Siti"),
        ("Hj. Siti Nuraini", ["Siti Aminah"], "Siti N."),
    ],
)
def test_called_among(name: str, others: list[str], called: str) -> None:
    assert called_among(name, others) == called
