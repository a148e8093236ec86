"""YAML is read by the core schema of YAML 1.2, exactly, and everything knows its place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.source import Document, parse_yaml
from incentive_engine.policy.source.building import DEEPEST


def refused(text: str) -> Mistake:
    with pytest.raises(InputError) as failure:
        parse_yaml(text, "file.yaml")
    return failure.value.mistakes[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("12:30", "12:30"),
        ("=", "="),
        ("2020-04-09", "2020-04-09"),
        (".inf", ".inf"),
        ("true", True),
        ("FALSE", False),
        ("'true'", "true"),
        ("7", Decimal(7)),
        ("-0.10", Decimal("-0.10")),
        ("1e3", Decimal("1e3")),
        (".5", Decimal("0.5")),
        ("0x1F", Decimal(31)),
        ("0o17", Decimal(15)),
        ("017", Decimal(17)),
        ("1_000", "1_000"),
        ("'7'", "7"),
        ("0.1000000000000000055511151231257827", Decimal("0.1000000000000000055511151231257827")),
        ("50万元", "50万元"),
        ("10%", "10%"),
    ],
)
def test_a_scalar_is_what_yaml_1_2_says_and_numbers_are_exact(text: str, value: Any) -> None:
    found = parse_yaml(f"key: {text}").value["key"]
    assert found == value
    assert type(found) is type(value)
    assert str(found) == str(value)


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(text: str) -> None:
    assert parse_yaml(f"key: {text}").value == {"key": None}


def test_keys_are_text_as_it_was_written() -> None:
    assert parse_yaml("{2018: a, true: b, 007: c, 1.50: d, 'e': f, <<: g}").value == {
        "2018": "a",
        "true": "b",
        "007": "c",
        "1.50": "d",
        "e": "f",
        "<<": "g",
    }


@pytest.fixture
def document() -> Document:
    return parse_yaml(
        "name: 示例\n"
        "rows:\n"
        "  - {id: 007, value: 1.50}\n"
        "  - id: &a b\n"
        "    value: *a\n"
        "quoted:   'a ''b'\n"
        "literal: |\n"
        "  one\n"
        "  two\n"
        "folded: >-\n"
        "  one\n"
        "\n"
        "  two three\n"
        "long: one\n"
        "  two\n",
        "file.yaml",
    )


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("name",), (1, 1), (1, 7)),
        (("rows",), (2, 1), (3, 3)),
        (("rows", 0), (3, 5), (3, 5)),
        (("rows", 0, "value"), (3, 15), (3, 22)),
        (("rows", 1, "id"), (4, 5), (4, 9)),
        (("rows", 1, "value"), (5, 5), (5, 12)),
        (("quoted",), (6, 1), (6, 11)),
        ((), (1, 1), (1, 1)),
        (("rows", 1, "nothing"), (4, 5), (4, 5)),
        (("nothing",), (1, 1), (1, 1)),
    ],
)
def test_every_key_and_value_knows_its_place(
    document: Document, path: tuple[str | int, ...], key: tuple[int, int], value: tuple[int, int]
) -> None:
    assert document.key_place(*path) == Place("file.yaml", *key)
    assert document.place(*path) == Place("file.yaml", *value)


def test_a_scalar_is_known_as_it_was_written(document: Document) -> None:
    assert document.written("rows", 0, "id") == "007"
    assert document.written("rows", 0, "value") == "1.50"
    assert document.written("rows", 1, "value") == "b"
    assert document.written("rows") is None


@pytest.mark.parametrize(
    ("path", "offset", "place"),
    [
        ("name", 1, (1, 8)),
        ("quoted", 0, (6, 12)),
        ("literal", 0, (8, 3)),
        ("literal", 4, (9, 3)),
        ("literal", 6, (9, 5)),
        ("folded", 0, (11, 3)),
        ("folded", 8, (13, 7)),
        ("long", 4, (15, 3)),
    ],
)
def test_a_character_of_a_text_is_found_in_the_file(
    document: Document, path: str, offset: int, place: tuple[int, int]
) -> None:
    assert document.place_within((path,), offset) == Place("file.yaml", *place)


def test_an_offset_beyond_the_text_is_its_beginning() -> None:
    document = parse_yaml("a: b", "file.yaml")
    assert document.place_within(("a",), 9) == Place("file.yaml", 1, 4)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "policy.empty-file", (0, 0)),
        ("# nothing but a comment", "policy.empty-file", (0, 0)),
        ("---\n...", "policy.empty-file", (0, 0)),
        ("a: 1\nb: 2\na: 3", "policy.duplicate-key", (3, 1)),
        ("{a: 1, b: 2, a: 3}", "policy.duplicate-key", (1, 14)),
        ("a: 1\n---\nb: 2", "policy.several-documents", (2, 1)),
        ("a: !!str 1", "policy.tag", (1, 4)),
        ("a: !mine [1]", "policy.tag", (1, 4)),
        ("a: !mine {b: 1}", "policy.tag", (1, 4)),
        ("? [a]\n: 1", "policy.key-not-text", (1, 3)),
        ("? {a: 1}\n: 1", "policy.key-not-text", (1, 3)),
        (": 1", "policy.yaml-key", (1, 1)),
        ("{~: 1}", "policy.key-not-text", (1, 2)),
        ("a: *b", "policy.unknown-anchor", (1, 4)),
        ("a: &b [*b]", "policy.unknown-anchor", (1, 8)),
        ("a: &x [1]\n*x : 2", "policy.key-not-text", (2, 1)),
        ("a: 1e99999", "policy.number-too-large", (1, 4)),
        ("a: [1, 2", "policy.yaml-bracket", (2, 1)),
        ("a: {b: 1", "policy.yaml-brace", (2, 1)),
        ("a: 'b", "policy.yaml-quote", (1, 4)),
        ("a: b: c", "policy.yaml-colon", (1, 5)),
        ("a: b\n  c: d", "policy.yaml-colon", (2, 4)),
        ("a: 1\nb\nc: 1", "policy.yaml-no-colon", (2, 1)),
        ("a:\n\tb: 1", "policy.yaml-character", (2, 1)),
        ("a: @b", "policy.yaml-character", (1, 4)),
        ("a: `b`", "policy.yaml-character", (1, 4)),
        ("- a\nb: 1", "policy.yaml-dash", (2, 1)),
        ("a: - b", "policy.yaml-dash", (1, 4)),
        ('a: "\\q"', "policy.yaml-escape", (1, 5)),
        ('a: "\\ud800"', "policy.yaml-syntax", (1, 7)),
        ("a: b\x00c", "policy.control-character", (1, 5)),
        ("a: b\n\x1bc", "policy.control-character", (2, 1)),
        ("a: \ud800", "policy.control-character", (1, 4)),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    mistake = refused(text)
    assert (mistake.code, mistake.place) == (code, Place("file.yaml", *place))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1000 + "]" * 1000,
        "{a: " * 1000 + "1" + "}" * 1000,
        "- " * 1000 + "a",
        "\n".join(" " * depth + "a:" for depth in range(1000)),
        "[" * 100_000,
    ],
)
def test_deep_nesting_is_refused_and_exhausts_nothing(text: str) -> None:
    assert refused(text).code == "policy.too-deep"


def test_nesting_up_to_the_limit_is_read() -> None:
    value = parse_yaml("[" * DEEPEST + "]" * DEEPEST).value
    for _ in range(DEEPEST - 1):
        (value,) = value
    assert value == []


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert refused("\n".join(lines)).code == "policy.too-many-values"


def test_an_alias_stands_for_its_anchor() -> None:
    assert parse_yaml("a: &x {b: [1]}\nc: *x\n&k d: 1\ne: *k").value == {
        "a": {"b": [1]},
        "c": {"b": [1]},
        "d": 1,
        "e": "d",
    }


def test_all_repeated_keys_are_said_at_once() -> None:
    with pytest.raises(InputError) as failure:
        parse_yaml("a: 1\na: 2\nb: {c: 1, c: 2}")
    assert [mistake.place.line for mistake in failure.value.mistakes] == [2, 3]


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab:,-[]{}'\"|>&*!#%@ \n\t?0.=\\一", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_yaml(text)
    except InputError as error:
        assert all(mistake.text("zh") and mistake.text("en") for mistake in error.mistakes)
