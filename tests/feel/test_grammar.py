"""The tables that the parser drives are those of the grammar."""

from __future__ import annotations

import re

from incentive_engine.feel import building, grammar, grammar_tables
from incentive_engine.feel.functions import BUILTINS


def test_the_tables_are_those_of_the_grammar() -> None:
    assert grammar.generate() == grammar.TABLES.read_text("utf-8"), "run python -m incentive_engine.feel.grammar"


def test_every_alias_has_its_function() -> None:
    for _, length, alias in grammar_tables.RULES:
        assert length >= 1
        assert callable(getattr(building, alias)) if alias else length == 1


def test_every_function_with_blanks_in_its_name_is_one_token() -> None:
    number = grammar_tables.SYMBOLS.index("FUNCTION_NAME")
    pattern = re.compile(dict(grammar_tables.PATTERNS)[number])
    for name in BUILTINS:
        assert bool(pattern.match(f"{name}(")) == (" " in name), name
