"""XPath's regular expressions: what Python's would get wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel import evaluate
from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions.patterns import compiled


def found(pattern: str, text: str, flags: str = "") -> bool:
    return compiled(pattern, flags).search(text) is not None


@pytest.mark.parametrize(
    ("pattern", "text", "flags"),
    [
        ("^a.*d$", "abcd", ""),
        ("a.d", "a\nd", "s"),
        ("^$", "abcd\n\ndefg\n", "m"),
        ("^b$", "a\nb\nc", "m"),
        ("KIKI", "kiki", "i"),
        ("[^x]", "Xa", "i"),
        (" hello[ ]world", "hello world", "x"),
        (r"\p{ I s B a s i c L a t i n }+", "abc", "x"),
        ("a.b", "1a.b", "q"),
        ("A.B", "1a.b", "iq"),
        (r"[a-z-[aeiou]]+$", "xyz", ""),
        (r"^[^a-z-[Q]]$", "R", ""),
        (r"^\d+$", "12٣", ""),
        (r"^\w+$", "a横1+", ""),
        (r"^\W$", "_", ""),
        (r"^\i\c*$", "a-b.c", ""),
        (r"^\p{Lu}\p{L}+$", "Éa横", ""),
        (r"^\P{IsBasicLatin}$", "é", ""),
        (r"^\p{IsCJKUnifiedIdeographs}+$", "区科技局", ""),
        (r"^(?:ab)+$", "abab", ""),
        (r"^(a)(b)\2\1$", "abba", ""),
        (r"^(a)\1$", "aA", "i"),
        (r"^(a)\10$", "aa0", ""),
        (r"^a{2,3}?$", "aaa", ""),
        (r"^\-\^\$\{\}\[\]$", "-^${}[]", ""),
        (r"^[\-\]^a]+$", "-]^a", ""),
        (r"^[+--]$", ",", ""),
    ],
)
def test_what_matches(pattern: str, text: str, flags: str) -> None:
    assert found(pattern, text, flags)


@pytest.mark.parametrize(
    ("pattern", "text", "flags"),
    [
        ("abc$", "abc\n", ""),
        ("a.d", "a\nd", ""),
        ("Mary.Jones", "Mary\rJones", ""),
        ("^$", "abcd\ndefg\n", "m"),
        ("[^Q]", "q", "i"),
        (r"^\w$", "-", ""),
        (r"\s", "\xa0", ""),
        (r"[a-z-[aeiou]]", "aei", ""),
        ("a.b", "axb", "q"),
        ("hello world", "hello world", "x"),
    ],
)
def test_what_does_not_match(pattern: str, text: str, flags: str) -> None:
    assert not found(pattern, text, flags)


NO_PATTERNS = r"""
[ ] a{ } ( ) *a a** a*+ a++ a{2,1} a{,2} [z-a] [a-\d] [] [a[b]] \ \x \b \A \3 (asd)[\1] (a\1) (?=a) (?P<n>a) (?i)a
\p{Xx} \p{IsNowhere} \p{L \pL
"""


@pytest.mark.parametrize("pattern", [*NO_PATTERNS.split(), r"\p{ L}"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(FeelError):
        compiled(pattern, "")


def test_unknown_flags_are_refused() -> None:
    with pytest.raises(FeelError, match="flags"):
        compiled("a", "p")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('replace("abracadabra", "bra", "*")', "a*cada*"),
        ('replace("abracadabra", "a.*a", "*")', "*"),
        ('replace("abracadabra", "a.*?a", "*")', "*c*bra"),
        ('replace("abracadabra", "a(.)", "a$1$1")', "abbraccaddabbra"),
        ('replace("AAAA", "A+", "b")', "b"),
        ('replace("AAAA", "A+?", "b")', "bbbb"),
        ('replace("darted", "^(.*?)d(.*)$", "$1c$2")', "carted"),
        ('replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', "[1=ab][2=]cd"),
        ('replace("abc", "b", "[$0]")', "a[b]c"),
        ('replace("abc", "(b)", "$12")', "ab2c"),
        ('replace("abc", "b", "\\\\$\\\\\\\\")', "a$\\c"),
        ('replace("a.c", ".", "$", "q")', "a$c"),
    ],
)
def test_replacements_name_groups(expression: str, expected: str) -> None:
    assert evaluate(expression) == expected


@pytest.mark.parametrize("replacement", ["$", "$x", "\\\\", "\\\\n"])
def test_what_is_no_replacement_is_refused(replacement: str) -> None:
    assert evaluate(f'replace("abc", "b", "{replacement}")') is None


@pytest.mark.parametrize("expression", ['replace("abc", "x*", "-")', 'split("abc", "")'])
def test_a_pattern_that_matches_nothing_at_all_cannot_be_replaced(expression: str) -> None:
    assert evaluate(expression) is None


@given(st.text(max_size=8))
def test_the_flag_q_takes_any_text_as_it_stands(text: str) -> None:
    assert found(text, f"before{text}after", "q")


@given(st.text(alphabet="ab01_ -横", max_size=8))
def test_plain_characters_mean_the_same_to_xpath_and_python(text: str) -> None:
    pattern = "^[ab]+[0-1]*_?$"
    assert found(pattern, text) == bool(re.search(r"\A[ab]+[0-1]*_?\Z", text))
