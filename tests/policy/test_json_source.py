"""JSON comes in by the same door as YAML: exact, and with places."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.mistakes import InputError, Place
from incentive_engine.policy.source import parse_json, read_document


def test_numbers_are_the_decimals_that_were_written() -> None:
    text = '{"a": 0.1, "b": 1.50, "c": -0, "d": 1e-7, "e": 0.30000000000000000000000000000000004}'
    value = parse_json(text).value
    assert value == {
        "a": Decimal("0.1"),
        "b": Decimal("1.50"),
        "c": Decimal("-0"),
        "d": Decimal("1e-7"),
        "e": Decimal("0.30000000000000000000000000000000004"),
    }
    assert str(value["b"]) == "1.50"


def test_tabs_and_escapes_are_json_s_not_yaml_s() -> None:
    value = parse_json('{\n\t"a\\tb": "x\\/y \\u4e00 \\ud83d\\ude00 \\n", \t"c" :\t[ ] }').value
    assert value == {"a\tb": "x/y 一 😀 \n", "c": []}


def test_words_in_quotes_stay_text() -> None:
    assert parse_json('["true", true, "null", null, "1", 1, "", "~"]').value == [
        "true", True, "null", None, "1", 1, "", "~",
    ]  # fmt: skip


def test_every_value_knows_its_place() -> None:
    document = parse_json('{"a": 1,\n "b": [10,\n  {"c": "007"}]}', "file.json")
    assert document.key_place("b") == Place("file.json", 2, 2)
    assert document.place("b", 0) == Place("file.json", 2, 8)
    assert document.place("b", 1, "c") == Place("file.json", 3, 9)
    assert document.written("b", 1, "c") == "007"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "policy.json-ends", (1, 1)),
        (" \n ", "policy.json-ends", (2, 2)),
        ("{", "policy.json-ends", (1, 2)),
        ('{"a": 1', "policy.json-ends", (1, 8)),
        ("[1,]", "policy.json-syntax", (1, 4)),
        ('{"a": 1,}', "policy.json-syntax", (1, 9)),
        ('{"a"}', "policy.json-syntax", (1, 5)),
        ('{"a" 1}', "policy.json-syntax", (1, 6)),
        ("{a: 1}", "policy.json-syntax", (1, 2)),
        ("[1 2]", "policy.json-syntax", (1, 4)),
        ("[}", "policy.json-syntax", (1, 2)),
        ("{]", "policy.json-syntax", (1, 2)),
        ("nul", "policy.json-syntax", (1, 1)),
        ("nulls", "policy.json-syntax", (1, 1)),
        ("NaN", "policy.json-syntax", (1, 1)),
        ("-Infinity", "policy.json-syntax", (1, 1)),
        ("01", "policy.json-syntax", (1, 1)),
        ("1.", "policy.json-syntax", (1, 1)),
        (".5", "policy.json-syntax", (1, 1)),
        ("+1", "policy.json-syntax", (1, 1)),
        ("'a'", "policy.json-syntax", (1, 1)),
        ("[1]]", "policy.json-after-end", (1, 4)),
        ("1 // no", "policy.json-after-end", (1, 3)),
        ('"a', "policy.json-string", (1, 1)),
        ('"a\nb"', "policy.json-string", (1, 3)),
        ('"\\x"', "policy.json-string", (1, 2)),
        ('"\\ud800"', "policy.json-string", (1, 1)),
        ('{"a": 1, "a": 2}', "policy.duplicate-key", (1, 10)),
        ("[" * 1000, "policy.too-deep", (1, 61)),
        ("null", "policy.empty-file", (0, 0)),
        ("1e999999", "policy.number-too-large", (1, 1)),
        ('"\x01"', "policy.control-character", (1, 2)),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    with pytest.raises(InputError) as failure:
        parse_json(text, "file.json")
    (mistake,) = failure.value.mistakes
    assert (mistake.code, mistake.place) == (code, Place("file.json", *place))


def test_a_file_is_json_when_its_name_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.JSON").write_text('{"a":\t1}')
    (tmp_path / "a.yaml").write_text("a: 1")
    assert read_document(tmp_path / "a.JSON").value == read_document(tmp_path / "a.yaml").value


_VALUES = st.recursive(
    st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('abc中"\\/ \t', max_size=4), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(_VALUES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_what_json_writes_is_read_back(value: Any, indent: Any, ascii_only: bool) -> None:
    assert parse_json(json.dumps(value, indent=indent, ensure_ascii=ascii_only)).value == value
