"""Turn grammar.lark into grammar_tables.py: `python -m incentive_engine.feel.grammar`.

Lark reads the grammar and computes the LALR(1) tables; parser.py drives them. So a process that only
evaluates pays neither for importing Lark nor for the analysis. A test checks that the tables are those of the
grammar.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

GRAMMAR = Path(__file__).with_name("grammar.lark")
TABLES = Path(__file__).with_name("grammar_tables.py")
STARTS = ("expression", "unary_tests")

HEAD = '''\
"""The LALR(1) tables of grammar.lark, written by grammar.py; do not edit."""

# ruff: noqa: E501
'''
VARIABLES = {
    "SYMBOLS": "tuple[str, ...]",
    "WORDS": "dict[str, int]",
    "PATTERNS": "tuple[tuple[int, str], ...]",
    "CONTEXTUAL": "dict[int, str]",
    "RULES": "tuple[tuple[int, int, str], ...]",
    "STARTS": "dict[str, tuple[int, int]]",
}
STATES = """
# For each state, by symbol: the state to go to, or (below 0) ~n to reduce by rule n.
STATES: tuple[dict[int, int], ...] = ("""


def generate() -> str:
    """The text of grammar_tables.py; raises lark's GrammarError where the grammar is not LALR(1)."""
    from lark import Lark

    lark = Lark(GRAMMAR.read_text("utf-8"), parser="lalr", start=list(STARTS))
    table = lark.parser.parser._parse_table  # Lark has no public way to its tables
    words, everywhere, contextual = _terminals(lark.terminals)
    names = ["$END", *sorted({name for row in table.states.values() for name in row} - {"$END"})]
    symbol = {name: number for number, name in enumerate(names)}
    # What is written in quotes in the grammar stands for itself, whatever name Lark gave it.
    written = {one.name: one.pattern.value for one in lark.terminals if one.pattern.type == "str"}
    rules = sorted({_rule(target, symbol) for row in table.states.values() for _, target in _reductions(row)})
    order = _renumbered(table)
    states = [_row(table.states[state], symbol, rules, order) for state in order]
    values = {
        "SYMBOLS": tuple(written.get(name, name) for name in names),
        "WORDS": {word: symbol[name] for word, name in words},
        "PATTERNS": tuple((symbol[name], pattern) for name, pattern in everywhere),
        "CONTEXTUAL": {symbol[name]: pattern for name, pattern in contextual},
        "RULES": tuple(rules),
        "STARTS": {start: (order[table.start_states[start]], order[table.end_states[start]]) for start in STARTS},
    }
    assignments = [f"{name}: {VARIABLES[name]} = {value!a}" for name, value in values.items()]
    return "\n".join([HEAD, *assignments, STATES, *(f"    {row!r}," for row in states), ")", ""])


def _terminals(terminals: Any) -> tuple[list[tuple[str, str]], ...]:
    """The reserved words, the patterns tried everywhere (in that order), and those tried where they fit."""
    words, everywhere, contextual = [], [], []
    for terminal in sorted(terminals, key=lambda one: (-one.priority, -len(one.pattern.value), one.name)):
        pattern = terminal.pattern
        if pattern.type == "str" and pattern.value.isalpha():
            words.append((pattern.value, terminal.name))
        elif terminal.priority > 1:
            contextual.append((terminal.name, pattern.to_regexp()))
        else:
            verbose = "x" in pattern.flags
            everywhere.append(
                (terminal.name, re.sub(r"\s+", "", pattern.to_regexp()) if verbose else pattern.to_regexp())
            )
    return words, everywhere, contextual


def _reductions(row: Any) -> list[tuple[str, Any]]:
    return [(name, target) for name, (action, target) in row.items() if action.name != "Shift"]


def _rule(rule: Any, symbol: dict[str, int]) -> tuple[int, int, str]:
    return symbol[rule.origin.name], len(rule.expansion), str(rule.alias or "")


def _renumbered(table: Any) -> dict[int, int]:
    """Lark's states in an order that does not change from run to run: as they are reached from the starts."""
    order: dict[int, int] = {}
    pending = [table.start_states[start] for start in reversed(STARTS)]
    while pending:
        state = pending.pop()
        if state in order:
            continue
        order[state] = len(order)
        shifts = [(name, target) for name, (action, target) in table.states[state].items() if action.name == "Shift"]
        pending.extend(target for _, target in sorted(shifts, reverse=True))
    return order


def _row(
    actions: Any, symbol: dict[str, int], rules: list[tuple[int, int, str]], order: dict[int, int]
) -> dict[int, int]:
    row = {symbol[name]: ~rules.index(_rule(target, symbol)) for name, target in _reductions(actions)}
    row.update({symbol[name]: order[target] for name, (action, target) in actions.items() if action.name == "Shift"})
    return dict(sorted(row.items()))


if __name__ == "__main__":
    written = TABLES.write_text(generate(), "utf-8")
    sys.stderr.write(f"{TABLES.name}: {written} characters\n")
