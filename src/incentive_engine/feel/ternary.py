"""The unknown, and Kleene's logic over it (design: a fact that nobody stated is neither null nor false nor
zero).

An `Unknown` carries why it is unknown: the facts whose statement could still settle it, and what went wrong
where something did. For a truth value it also keeps apart the facts that could make it true from those that
could make it false, so that a condition above never names a fact that cannot change the verdict any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from incentive_engine.wording import Language, say

Facts: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that went wrong: the code of its sentence, the values that it names, and the expression."""

    code: str
    values: tuple[tuple[str, str], ...] = ()
    source: str = ""

    def text(self, lang: Language = "zh") -> str:
        """The failure as one clause, e.g. `division by zero: revenue[-1] is 0`; with the expression where it
        is known.
        """
        clause = say(self.code, lang, **dict(self.values))
        return f"{clause}{'：' if lang == 'zh' else ': '}{self.source}" if self.source else clause


class Unknown:
    """A value that is not known.

    `by_true` and `by_false` are the facts that could make a truth value true or false, None where no
    statement of facts can any more; a value that is no truth value has both the same. Both None: the value is
    stuck, because something went wrong (`failures`) that no missing fact can mend.
    """

    __slots__ = ("by_false", "by_true", "failures")

    def __init__(
        self,
        by_true: Facts | None,
        by_false: Facts | None,
        failures: tuple[Failure, ...] = (),
    ) -> None:
        self.by_true = by_true
        self.by_false = by_false
        self.failures = failures

    @property
    def missing(self) -> Facts:
        """The facts whose statement can still change this value."""
        return (self.by_true or frozenset()) | (self.by_false or frozenset())

    @property
    def stuck(self) -> bool:
        """Whether no statement of facts can settle this value any more."""
        return self.by_true is None and self.by_false is None

    def __bool__(self) -> bool:
        raise TypeError("an unknown is neither true nor false; compare with `is True`")

    def __repr__(self) -> str:
        if not self.missing and not self.failures:
            return "UNKNOWN"
        reasons = [*sorted(self.missing), *(failure.text("en") for failure in self.failures)]
        return f"UNKNOWN({'; '.join(reasons)})"


class OpenSeries(Unknown):
    """A list that is unknown only in how far back it begins; `elements` are its last ones, in order.

    The annual fact of an enterprise whose day of establishment nobody stated: `revenue[-1]` can be read all
    the same, `count(revenue)` and `sum(revenue)` cannot.
    """

    __slots__ = ("elements",)

    def __init__(self, facts: Facts, elements: Sequence[Any]) -> None:
        super().__init__(facts, facts)
        self.elements = tuple(elements)


UNKNOWN = Unknown(frozenset(), frozenset())
"""The unknown without a reason: what a caller of `evaluate` passes in, and what it gets back."""

Truth: TypeAlias = "bool | Unknown"


def missing(*facts: str) -> Unknown:
    """The unknown of a value that waits for `facts` to be stated."""
    names = frozenset(facts)
    return Unknown(names, names)


def failed(code: str, **values: str) -> Unknown:
    """The unknown of a value that something went wrong with; no statement of facts can mend it."""
    return Unknown(None, None, (Failure(code, tuple(values.items())),))


def either(unknowns: Iterable[Unknown]) -> Unknown:
    """The unknown of a value that needs every one of several unknowns: stuck as soon as one of them is."""
    parts = list(unknowns)
    if len(parts) == 1 and parts[0].by_true is parts[0].by_false and type(parts[0]) is Unknown:
        return parts[0]
    stuck = [part for part in parts if part.stuck]
    if stuck:
        return Unknown(None, None, _failures(stuck))
    facts = frozenset().union(*(part.missing for part in parts))
    return Unknown(facts, facts, _failures(parts))


def negation(value: Truth) -> Truth:
    """Kleene's not."""
    if isinstance(value, Unknown):
        return Unknown(value.by_false, value.by_true, value.failures)
    return not value


def conjunction(values: Sequence[Truth]) -> Truth:
    """Kleene's and over any number of truth values; true for none."""
    return at_least(len(values), values)


def disjunction(values: Sequence[Truth]) -> Truth:
    """Kleene's or over any number of truth values; false for none."""
    return at_least(1, values)


def at_least(count: int, values: Sequence[Truth]) -> Truth:
    """Whether at least `count` of the values are true, unknown while the unknown ones can still decide it.

    `conjunction` and `disjunction` are the two ends of this one primitive.
    """
    certain = values.count(True)
    open_ = len(values) - certain - values.count(False)
    if certain >= count:
        return True
    if certain + open_ < count:
        return False
    unknowns = [value for value in values if isinstance(value, Unknown)]
    can_be_true = [one.by_true for one in unknowns if one.by_true is not None]
    can_be_false = [one.by_false for one in unknowns if one.by_false is not None]
    by_true = _union(can_be_true) if certain + len(can_be_true) >= count else None
    by_false = _union(can_be_false) if certain + open_ - len(can_be_false) < count else None
    return Unknown(by_true, by_false, _failures(unknowns))


def _union(sets: Iterable[Facts]) -> Facts:
    return frozenset().union(*sets)


def _failures(parts: Iterable[Unknown]) -> tuple[Failure, ...]:
    return tuple(dict.fromkeys(failure for part in parts for failure in part.failures))
