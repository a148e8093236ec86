"""What is said about a text that is not FEEL: where it fails, what stands there, and what could."""

from __future__ import annotations

import re

from incentive_engine.feel.syntax import Span
from incentive_engine.feel.ternary import Failure


class FeelSyntaxError(Exception):
    """A text is no FEEL expression; `failure` says why, `span` holds the offsets where (end excluded)."""

    def __init__(self, code: str, span: Span, **values: object) -> None:
        self.failure = Failure(code, tuple((name, str(value)) for name, value in values.items()))
        self.span = span
        super().__init__(code, span, self.failure)

    def __str__(self) -> str:
        return f"{self.failure.text('en')} (offset {self.span[0]})"

    def position(self, text: str) -> tuple[int, int]:
        """The line and the column of the first offset, counted from 1, in the text that was parsed."""
        before = text[: self.span[0]]
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


# What other languages and other keyboards write, and what FEEL writes instead.
_FOREIGN = {"==": "=", "=>": ">=", "=<": "<=", "<>": "!=", "&&": "and", "||": "or", "!": "not(…)", "^": "**"}
_FOREIGN |= {
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "×": "*",
    "÷": "/",
    "—": "-",
    "%": "/ 100",
    "。": ".",
    "、": ",",
}
_FOREIGN |= dict.fromkeys("'“”‘’「」", '"') | {"【": "[", "】": "]"}
# The full-width forms of what FEEL writes in ASCII.
_FOREIGN |= {chr(ord(narrow) + 0xFEE0): narrow for narrow in '()[]{}<>=+-*/,.:@"0123456789'}
_FOREIGN |= {"％": "/ 100", "！": "not(…)"}


def unreadable(text: str, at: int) -> FeelSyntaxError:
    """The error of a character that begins no token."""
    return _foreign(text, at) or FeelSyntaxError("feel.syntax.unreadable", (at, at + 1), found=text[at])


def unclosed(text: str, at: int) -> FeelSyntaxError:
    """The error of a text literal that does not end."""
    return FeelSyntaxError("feel.syntax.unclosed-text", (at, len(text)))


def _foreign(text: str, at: int) -> FeelSyntaxError | None:
    for written in (text[at : at + 2], text[at : at + 1]):
        if written in _FOREIGN:
            span = (at, at + len(written))
            return FeelSyntaxError("feel.syntax.foreign", span, found=written, instead=_FOREIGN[written])
    return None


_OPERATORS = frozenset({"or", "+", "=", "in", "between", "INSTANCE_OF", "(", "[", "<", ">"})
_CLOSING = (")", "]", "}", ":", "then", "else", "in", "return", "satisfies", "and", "<", ">")
_NOT = re.compile(r"\bnot\s*$")


def explain(text: str, symbol: str, span: Span, last: str, expected: frozenset[str]) -> FeelSyntaxError:
    """The error of a token that cannot stand where it stands.

    `symbol` is its terminal in the grammar, `last` the text that ends with the token before, and `expected`
    the terminals that could follow it.
    """
    foreign = _foreign(text, max(span[0] - 1, 0)) or _foreign(text, span[0])
    if foreign is not None:
        return foreign
    if symbol in ("CLOSING", "EMPTY_LIST"):
        # A bracket that opens an index, with nothing in it.
        rest = text[span[0] + 1 :].lstrip()
        return _expected("value", rest[:1], (len(text) - len(rest), len(text) - len(rest) + len(rest[:1])))
    found = text[slice(*span)]
    if last.endswith("/") and found.startswith("*"):
        return FeelSyntaxError("feel.syntax.unclosed-comment", (len(last) - 1, len(text)))
    if "NUMBER" in expected:
        return _expected("value", found, span)
    if "+" in expected:
        # Where `or` cannot stand, `and` is the one of `between`.
        others = expected - _OPERATORS - ({"and"} if "or" in expected else set())
        return _operator_expected(symbol, found, span, last, others)
    for kind in ("MEMBER", "TYPE", "KEY", "NAME"):
        if kind in expected:
            return _expected(kind.lower(), found, span)
    return _expected("token", found, span, expected=_listed(expected))


def _operator_expected(symbol: str, found: str, span: Span, last: str, others: frozenset[str]) -> FeelSyntaxError:
    if symbol == "NAME" and last[-1:].isdigit():
        return FeelSyntaxError("feel.syntax.unit-after-number", span, found=found)
    if _NOT.search(last):
        return FeelSyntaxError("feel.syntax.foreign", span, found="not", instead="not(…)")
    if symbol == "NAME" and last[-1:].isidentifier():
        return FeelSyntaxError("feel.syntax.words-in-a-row", span, found=found)
    closers = _listed(others)
    return _expected("operator-or", found, span, expected=closers) if closers else _expected("operator", found, span)


def _expected(kind: str, found: str, span: Span, **values: str) -> FeelSyntaxError:
    """The error where `kind` was expected, and `found` stands, or the text ends."""
    if not found:
        return FeelSyntaxError(f"feel.syntax.{kind}-expected-at-end", span, **values)
    return FeelSyntaxError(f"feel.syntax.{kind}-expected", span, found=found, **values)


def _listed(symbols: frozenset[str]) -> str:
    """What closes a form; what goes on with it only where nothing closes it."""
    closing = " ".join(one for one in _CLOSING if one in symbols)
    return closing or next((one for one in ("..", ",") if one in symbols), "")
