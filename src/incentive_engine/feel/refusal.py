"""What is said about a text that is not FEEL: where it fails, what stands there, and what could."""

from __future__ import annotations

from collections.abc import Collection

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


# What other languages write, and what FEEL writes instead.
_FOREIGN = dict(
    pair.split("→")
    for pair in (
        "==→= &&→and ||→or <>→!= =>→>= =<→<= !→not(…) ^→** '→\" “→\" ”→\" ‘→\" ’→\" %→/100 ％→/100 。→. 、→, "
        "（→( ）→) ［→[ ］→] 【→[ 】→] ｛→{ ｝→} ，→, ：→: ；→, ＞→> ＜→< ＝→= ≥→>= ≤→<= ≠→!= ＋→+ －→- —→- ×→* ÷→/ ＊→* ／→/"
    ).split()
)


def unreadable(text: str, at: int) -> FeelSyntaxError:
    """The error of a character that begins no token."""
    found = _foreign(text, at) or text[at]
    span = (at, at + len(found))
    if found in _FOREIGN:
        return FeelSyntaxError("feel.syntax.foreign", span, found=found, instead=_FOREIGN[found])
    return FeelSyntaxError("feel.syntax.unreadable", span, found=found)


def unclosed(text: str, at: int) -> FeelSyntaxError:
    """The error of a text literal that does not end."""
    return FeelSyntaxError("feel.syntax.unclosed-text", (at, len(text)))


def _foreign(text: str, at: int) -> str | None:
    return next((text[at : at + length] for length in (2, 1) if text[at : at + length] in _FOREIGN), None)


_OPERATORS = frozenset({"AND", "OR", "PLUS", "MINUS", "STAR", "EQUAL", "IN", "BETWEEN", "INSTANCE_OF"})
_WORDS = {
    "RPAR": ")",
    "RSQB": "]",
    "RBRACE": "}",
    "LPAR": "(",
    "COMMA": ",",
    "COLON": ":",
    "THEN": "then",
    "ELSE": "else",
}
_WORDS |= {
    "RETURN": "return",
    "SATISFIES": "satisfies",
    "AND": "and",
    "IN": "in",
    "MORETHAN": ">",
    "LESSTHAN": "<",
}


def explain(text: str, symbol: str, span: Span, last: str, expected: frozenset[str]) -> FeelSyntaxError:
    """The error of a token that cannot stand where it stands, after `last`; `expected` are the symbols that
    can.
    """
    at_end = "-at-end" if symbol == "$END" else ""
    found = text[slice(*span)]
    values: dict[str, object] = {} if at_end else {"found": found}
    foreign = _foreign(text, span[0]) or _foreign(text, span[0] - 1)
    if foreign is not None and len(foreign) == 2:
        return FeelSyntaxError("feel.syntax.foreign", span, found=foreign, instead=_FOREIGN[foreign])
    if "NUMBER" in expected:
        return FeelSyntaxError(f"feel.syntax.value-expected{at_end}", span, **values)
    if expected >= _OPERATORS:
        if symbol == "NAME" and last[-1:].isidentifier():
            return FeelSyntaxError("feel.syntax.words-in-a-row", span, found=found)
        closers = _listed(expected - _OPERATORS - {"LPAR", "LESSTHAN", "MORETHAN"})
        if closers:
            return FeelSyntaxError(
                f"feel.syntax.operator-or-expected{at_end}", span, expected=closers, **values
            )
        return FeelSyntaxError(f"feel.syntax.operator-expected{at_end}", span, **values)
    for kind, code in (("MEMBER", "member"), ("TYPE", "type"), ("KEY", "key"), ("NAME", "name")):
        if kind in expected:
            return FeelSyntaxError(f"feel.syntax.{code}-expected{at_end}", span, **values)
    return FeelSyntaxError(f"feel.syntax.expected{at_end}", span, expected=_listed(expected), **values)


def _listed(symbols: Collection[str]) -> str:
    return " ".join(word for symbol, word in _WORDS.items() if symbol in symbols)
