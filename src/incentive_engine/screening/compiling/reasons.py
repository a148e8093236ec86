"""What a value lacks where it is unknown: bits in words, one bit for each thing that could be stated.

There are the bits that could still make a truth value true, and those that could make it false (as `feel.ternary` keeps
them apart); a value of another kind has both alike. NULL instead of bits: no statement can settle the value any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.sql import NULL, Sql

Mask: TypeAlias = "tuple[Sql, ...]"
"""Bits in words."""

Lacking: TypeAlias = "tuple[Mask, Mask]"
"""The bits that could make a value true, and those that could make it false."""

BITS = 62
"""How many bits a word holds, so that a BIGINT's sign is never touched."""


class Bits:
    """What can be lacking: each fact (or a year's figure of one) has a bit; several bits may mean one fact."""

    def __init__(self, words: int) -> None:
        self.words = words
        self.facts: list[tuple[str, ...]] = []
        self._numbers: dict[str, int] = {}

    def mask(self, name: str, *facts: str) -> Mask:
        """The bit that stands for `name`, whose statement means stating `facts`."""
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self.facts)
            self.facts.append(facts)
            if number >= self.words * BITS:
                raise AssertionError("more bits than words were made for")
        word, bit = divmod(number, BITS)
        return tuple(q.integer(1 << bit if place == word else 0) for place in range(self.words))

    @property
    def none(self) -> Mask:
        """No bits."""
        return (q.integer(0),) * self.words

    @property
    def stuck(self) -> Mask:
        """Nothing can settle it."""
        return (NULL,) * self.words

    def named(self, words: Sequence[int]) -> frozenset[str]:
        """The facts that set bits stand for."""
        return frozenset(
            fact
            for number, facts in enumerate(self.facts)
            if words[number // BITS] >> (number % BITS) & 1
            for fact in facts
        )


def together(masks: Iterable[Mask]) -> Mask:
    """What is lacking where each of several is needed: all of it, or NULL as soon as one is."""
    return _folded(masks, q.with_bits)


def alternatively(masks: Iterable[Mask]) -> Mask:
    """What is lacking where each of several would do: the bits of those that are not NULL; NULL where all are."""
    return _folded(masks, _either)


def _either(one: Sql, other: Sql) -> Sql:
    if q.is_null_literal(one) or q.is_null_literal(other):
        return other if q.is_null_literal(one) else one
    both = q.with_bits(one, other)
    if q.is_false(q.is_null(one)) and q.is_false(q.is_null(other)):
        return both
    return q.coalesced(both, q.coalesced(one, other))


def _folded(masks: Iterable[Mask], join: Callable[[Sql, Sql], Sql]) -> Mask:
    parts = list(masks)
    result = parts[0]
    for mask in parts[1:]:
        result = tuple(join(*pair) for pair in zip(result, mask, strict=True))
    return result


def chosen(branches: Sequence[tuple[Sql, Mask]], otherwise: Mask) -> Mask:
    """The mask of the first branch whose condition is true."""
    return tuple(
        q.case([(condition, mask[word]) for condition, mask in branches], otherwise[word])
        for word in range(len(otherwise))
    )


class Why:
    """What a value lacks, worked out when it is first asked for; only rows where the value is NULL read it."""

    def __init__(self, lacking: Callable[[], Lacking]) -> None:
        self._lacking = lacking
        self._found: Lacking | None = None

    @staticmethod
    def alike(mask: Callable[[], Mask]) -> Why:
        """Of a value that has both alike."""

        def lacking() -> Lacking:
            found = mask()
            return found, found

        return Why(lacking)

    @property
    def both(self) -> Lacking:
        """The bits for true and for false."""
        if self._found is None:
            self._found = self._lacking()
        return self._found

    @property
    def any(self) -> Mask:
        """What any settling needs; NULL where nothing helps."""
        by_true, by_false = self.both
        return by_true if by_true is by_false else alternatively((by_true, by_false))


KNOWN = Why.alike(lambda: ())
"""Of a value that is never unknown, where nobody asks what it lacks."""
