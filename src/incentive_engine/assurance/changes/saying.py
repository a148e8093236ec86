"""What changes say of the two states: everything by its label, as `incentive show` tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from incentive_engine.assurance.changes.expressions import said
from incentive_engine.assurance.changes.model import ADDED, CHANGED, REMOVED, Change
from incentive_engine.policy.model import Each, Expression, Policy
from incentive_engine.report.lines import inert
from incentive_engine.report.policy_words import PolicyWords
from incentive_engine.wording import Language, say

Item = TypeVar("Item")


class Saying:
    """Tells changes between two states of a policy."""

    def __init__(self, old: Policy, new: Policy, lang: Language) -> None:
        self.lang = lang
        self.old, self.new = PolicyWords(old, lang), PolicyWords(new, lang)

    def say(self, code: str, **values: object) -> str:
        """A sentence of this room."""
        return say(f"changes.{code}", self.lang, **values)

    def text(self, subject: str, before: object, after: object, *, name: str = "", **about: Any) -> list[Change]:
        """Something that is told by itself; nothing where it is the same, or only laid out otherwise."""
        words = [" ".join(inert(str(one or "")).split()) for one in (before, after)]
        if words[0] == words[1]:
            return []
        how = CHANGED if all(words) else ADDED if words[1] else REMOVED
        return [Change(subject, how, name, before=words[0], after=words[1], **about)]

    def expression(
        self,
        subject: str,
        before: Expression | None,
        after: Expression | None,
        *,
        name: str = "",
        id_: str | None = None,
        each: tuple[Each | None, Each | None] = (None, None),
    ) -> list[Change]:
        """An expression in words; as it is written where the words do not tell the two apart."""
        if said(before) == said(after):
            return []
        written = before.text if before else "", after.text if after else ""
        words = (
            self.old.expression(before, each[0]) if before else "",
            self.new.expression(after, each[1]) if after else "",
        )
        if words[0] == words[1]:
            words = inert(written[0]), inert(written[1])
        how = CHANGED if before and after else ADDED if after else REMOVED
        return [Change(subject, how, name, id_, *words, written)]


def paired(
    old: Mapping[str, Item], new: Mapping[str, Item]
) -> tuple[dict[str, Item], dict[str, tuple[Item, Item]], dict[str, Item]]:
    """What is there before only, in both, and after only, by id; in the order of each."""
    return (
        {id_: one for id_, one in old.items() if id_ not in new},
        {id_: (one, new[id_]) for id_, one in old.items() if id_ in new},
        {id_: one for id_, one in new.items() if id_ not in old},
    )
