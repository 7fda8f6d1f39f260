"""Who earns a certificate, whole hours, codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.certificates.rules.eligibility import (
    ALPHABET,
    CODE_LETTERS,
    CertifiedMeeting,
    IneligibilityReason,
    eligibility_of,
    format_code,
    hours_of_topics,
    parse_code,
)
from gugus.certificates.rules.facts import (
    CertificateFacts,
    CertificatePlan,
    KeptLetterhead,
    certificate_facts_of,
    certificate_plan_of,
    recipient_of,
    to_json,
)
from tests.support.certificate_facts import ACTIVITY, ENTRY


def parts(*pairs: tuple[int, int]) -> list[CertifiedMeeting]:
    return [CertifiedMeeting(n, minutes, offered) for n, (minutes, offered) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("attended", "percent", "jp", "lack"),
    [
        ([(120, 120), (120, 120), (120, 120), (0, 120)], 75, 8, None),
        # One minute less than three quarters is not three quarters.
        ([(120, 120), (120, 120), (119, 120), (0, 120)], 74, 7, IneligibilityReason.BELOW_SHARE),
        ([(0, 120), (0, 120)], 0, 0, IneligibilityReason.NEVER_CAME),
        ([], 0, 0, IneligibilityReason.NEVER_CAME),
        # Came uncalled and nowhere else: there is no share to speak of.
        ([(120, 0)], 0, 2, IneligibilityReason.NOT_CALLED),
        # Uncalled hours count as hours, and do not make up for absence.
        ([(60, 120), (120, 0)], 50, 4, IneligibilityReason.BELOW_SHARE),
        ([(120, 120), (120, 0)], 100, 5, None),
        ([(40, 40)], 100, 0, IneligibilityReason.NO_FULL_HOUR),
        ([(45, 45)], 100, 1, None),
    ],
)
def test_who_earns_one_and_why_not(attended, percent, jp, lack) -> None:
    verdict = eligibility_of(parts(*attended), need_percent=75, minutes_per_jp=45)
    assert (verdict.percent, verdict.jp, verdict.lack) == (percent, jp, lack)
    assert verdict.is_eligible is (lack is None)


@given(st.lists(st.integers(0, 600), max_size=40), st.integers(30, 60))
def test_the_topics_hours_add_up_to_the_fronts(minutes: list[int], per_jp: int) -> None:
    hours = hours_of_topics(minutes, per_jp)
    assert sum(hours) == sum(minutes) // per_jp
    # No topic is off by a whole hour.
    assert all(
        sat // per_jp <= jp <= sat // per_jp + 1 for sat, jp in zip(minutes, hours, strict=True)
    )


@given(
    st.text(ALPHABET, min_size=CODE_LETTERS, max_size=CODE_LETTERS),
    st.sampled_from(["-", " ", " - ", "", "."]),
)
def test_a_code_is_read_however_it_is_typed(code: str, between: str) -> None:
    assert parse_code(format_code(code)) == code
    typed = between.join(code[at : at + 4] for at in range(0, len(code), 4)).lower()
    assert parse_code(f" {typed}\n") == code
    assert parse_code(typed.replace("0", "o").replace("1", "l")) == code


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 28, "0" * 27, "0" * 29, "é" * 28, "0" * 5000])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert parse_code(typed) == ""


def test_a_code_holds_at_least_128_bits() -> None:
    assert len(set(ALPHABET)) == 32
    assert CODE_LETTERS * 5 >= 128


def test_what_is_kept_as_json_comes_back_the_same() -> None:
    plan = CertificatePlan(ACTIVITY, (3, 4), ("Bu Contoh; LPMP",))
    facts = CertificateFacts(
        ACTIVITY, ENTRY, KeptLetterhead(("DINAS",), "KKG Rekaan"), "salah nama"
    )
    assert certificate_plan_of(to_json(plan)) == plan
    assert certificate_plan_of(to_json(CertificatePlan(ACTIVITY))) == CertificatePlan(ACTIVITY)
    assert recipient_of(to_json(ENTRY)) == ENTRY
    assert certificate_facts_of(to_json(facts)) == facts
