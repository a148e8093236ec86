"""统一社会信用代码: GB 32100-2015, checked character by character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from incentive_engine.profile import ReadError
from incentive_engine.profile.credit_code import read_credit_code
from incentive_engine.wording import say

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("91430406MA00000009", "91430406MA00000009"),
        ("91110000600037341L", "91110000600037341L"),
        ("91110000600037341l", "91110000600037341L"),
        (" 9111 0000-6000-3734-1L ", "91110000600037341L"),
        ("９１１１００００６０００３７３４１Ｌ", "91110000600037341L"),
    ],
)
def test_a_valid_code_is_read_as_it_is_registered(written: str, code: str) -> None:
    assert read_credit_code(written) == code


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("9143040", "有 7 位，应为 18 位"),
        ("91430406MA000000091", "有 19 位"),
        ("9143O406MA00000009", "第 5 位“O”无效：代码中没有 I、O、Z、S、V 五个字母；是否应为 0"),
        ("91430406MA0000000S", "第 18 位“S”无效：代码中没有 I、O、Z、S、V 五个字母；是否应为 5"),
        ("91430406MA0000000!", "第 18 位“!”无效"),
        ("9143A406MA00000009", "第 5 位“A”无效：第 3 至 8 位是登记机关行政区划码"),
        ("91430406MA00000008", "末位应为“9”而不是“8”"),
        ("91430406MA00000090", "末位应为"),
        ("示例", "有 2 位"),
    ],
)
def test_what_is_wrong_with_a_code_is_told(written: str, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_credit_code(written)
    assert words in say(caught.value.code, "zh", **caught.value.values)
    assert say(caught.value.code, "en", **caught.value.values)


def test_a_rural_collective_has_letters_in_front() -> None:
    body = "N2430406MF0000001"
    assert read_credit_code(body + uscc.calc_check_digit(body))


organisations = st.text(ALPHABET, min_size=9, max_size=9)
regions = st.text("0123456789", min_size=6, max_size=6)


@settings(deadline=None)
@given(regions, organisations, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_character_copied_wrongly_is_always_found(
    region: str, organisation: str, at: int, other: str
) -> None:
    body = f"91{region}{organisation}"
    code = body + uscc.calc_check_digit(body)
    assert uscc.is_valid(code)
    assert read_credit_code(code) == code
    wrong = code[:at] + other + code[at + 1 :]
    if wrong != code:
        with pytest.raises(ReadError):
            read_credit_code(wrong)
