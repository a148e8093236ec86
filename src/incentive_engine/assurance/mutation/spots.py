"""A spot of a policy at which a person can err: what stands there, and the policy that holds something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from incentive_engine.feel.source import source
from incentive_engine.feel.types import Type
from incentive_engine.mistakes import Place
from incentive_engine.policy.model import AtLeast, Condition, Granted, Not, Policy, Row
from incentive_engine.wording import Language, say


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase of this room: its code without the room's name, and the values that it names."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: Language = "zh") -> str:
        """The phrase in words."""
        return say(f"mutation.{self.code}", lang, **self.values)


@dataclass(frozen=True, slots=True)
class Owner:
    """What a spot belongs to: a `measure`, a derived `fact`, a `parameter`, a `group`, a `limit`; else the `policy`."""

    kind: str
    id: str
    words: Words


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a policy: whose it is, where in it (`key`, and in words), and how to put another in its stead.

    For an expression `expected` is the type that it must have, None for any; for the cell of a table `tested` is the
    type of its input; `names` are those that every expression knows, `item` those that it alone does.
    """

    policy: Policy
    owner: Owner
    key: str
    words: Words
    part: Any
    place: Place
    put: Callable[[Any], Policy] = field(compare=False)
    expected: Type | None = None
    tested: Type | None = None
    names: Mapping[str, Type] = field(default_factory=dict, repr=False)
    item: Mapping[str, Type] = field(default_factory=dict)

    def inside(self, key: str, words: Words, part: Any, put: Callable[[Any], Any], **more: Any) -> Spot:
        """The spot of a part of this one; `put` gives this one's part with another part inside."""
        outer = self.put
        place = getattr(part, "place", None) or self.place
        joined = ".".join(one for one in (self.key, key) if one)
        return replace(self, key=joined, words=words, part=part, place=place, put=lambda new: outer(put(new)), **more)

    def at(self, name: str, key: str, words: Words, which: int | str | None = None, **more: Any) -> Spot:
        """The spot of what this part holds by a name; `which` picks one where that is several."""
        held = getattr(self.part, name)
        part = held if which is None else held[which]
        return self.inside(key, words, part, _putting(self.part, name, held, which), **more)


def _putting(whole: Any, name: str, held: Any, which: int | str | None) -> Callable[[Any], Any]:
    """What puts another part into the whole."""

    def put(new: Any) -> Any:
        if isinstance(which, int):
            new = (*held[:which], new, *held[which + 1 :])
        elif which is not None:
            new = {**held, which: new}
        return replace(whole, **{name: new})

    return put


def condition_name(condition: Condition) -> str:
    """What a condition is called where it has no id: how it is joined, and the names of what is below."""
    if condition.id:
        return condition.id
    if isinstance(condition, Granted):
        return condition.measure
    if isinstance(condition, Not):
        return f"not({condition_name(condition.child)})"
    if isinstance(condition, AtLeast):
        return f"{condition.written}({', '.join(map(condition_name, condition.children))})"
    return source(condition.expression.tree)


def row_text(row: Row) -> str:
    """The cells of a row, as they are written."""
    return "[" + ", ".join(source(cell.tree) for cell in row.cells) + "]"
