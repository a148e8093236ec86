"""Which cases are wanted: words joined by `and`, `or` and `not`, each looked for in a case's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.cases import Case, RuleCases

Wanted = Callable[[str], bool]

_TOKENS = re.compile(r"""(?P<mark>[()])|"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<word>[^\s()]+)""")
_MARKS = ("(", ")", "and", "or", "not")
_DEEPEST = 50


def name_of(cases: RuleCases, case: Case) -> str:
    """What a case is called among all: `policy/file::name`."""
    return f"{cases.policy.id}/{Path(cases.document.file).stem}::{case.name}"


def wanted_by(expression: str) -> Wanted:
    """Whether a name holds the words of an expression (`rd-investment and not 上限`), upper and lower case alike.

    A word in quotes may hold blanks. An empty expression wants every case. Raises InputError for one that cannot be
    understood, with the column (from 1) where it cannot.
    """
    if not expression.strip():
        return lambda _: True
    parser = _Parser(expression)
    wanted = parser.either()
    if parser.tokens:
        parser.refuse()
    return lambda name: wanted(name.casefold())


class _Parser:
    """Reads an expression; `tokens` are those that are left, each with its column and whether it joins others."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.depth = 0
        self.tokens = [
            (found.start() + 1, found[found.lastgroup or 0], found.lastgroup in ("mark", "word"))
            for found in _TOKENS.finditer(text)
        ]

    def accept(self, mark: str) -> bool:
        if not self.tokens or self.tokens[0][1:] != (mark, True):
            return False
        self.tokens.pop(0)
        return True

    def either(self) -> Wanted:
        parts = [self.both()]
        while self.accept("or"):
            parts.append(self.both())
        return lambda name: any(part(name) for part in parts)

    def both(self) -> Wanted:
        parts = [self.one()]
        while self.accept("and"):
            parts.append(self.one())
        return lambda name: all(part(name) for part in parts)

    def one(self) -> Wanted:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.refuse()
        found = self.part()
        self.depth -= 1
        return found

    def part(self) -> Wanted:
        if self.accept("not"):
            without = self.one()
            return lambda name: not without(name)
        if self.accept("("):
            inner = self.either()
            if not self.accept(")"):
                self.refuse()
            return inner
        if not self.tokens or (self.tokens[0][2] and self.tokens[0][1] in _MARKS):
            self.refuse()
        word = self.tokens.pop(0)[1].casefold()
        return lambda name: word in name

    def refuse(self) -> NoReturn:
        column = self.tokens[0][0] if self.tokens else len(self.text) + 1
        raise InputError([Mistake(Place("-k"), "cases.selection", {"expression": self.text, "column": column})])
