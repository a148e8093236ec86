"""Enterprises made of the facts of a policy's rule cases, mixed, nudged and with gaps: thresholds abound in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from incentive_engine.feel.ternary import missing
from incentive_engine.mistakes import Place
from incentive_engine.policy.cases import load_cases
from incentive_engine.policy.model import Fact, FactType, Policy
from incentive_engine.profile.facts import read_facts
from incentive_engine.profile.model import Profile

HERE = Place("random")
_STEPS = {
    FactType.MONEY: Decimal("0.01"),
    FactType.RATIO: Decimal("0.0001"),
    FactType.INTEGER: Decimal(1),
    FactType.NUMBER: Decimal("0.5"),
}


@dataclass(frozen=True)
class Mixed:
    """Draws profiles from a pool of facts that cases state."""

    facts: Mapping[str, Fact]
    pool: Sequence[Mapping[str, Any]]

    def profile(self, random: Random, number: int) -> Profile:
        base = dict(random.choice(self.pool))
        for id_, value in random.choice(self.pool).items():
            if random.random() < 0.3:
                base[id_] = value
        gaps = random.choice((0, 0, 0.01, 0.05, 0.2))
        stated = {}
        for id_, value in base.items():
            if id_ in self.facts and random.random() >= gaps:
                stated[id_] = self._nudged(random, self.facts[id_], value)
        established = stated.get("established_on")
        if isinstance(established, date):
            for id_, value in list(stated.items()):
                if isinstance(value, dict):
                    kept = {year: figure for year, figure in value.items() if year >= established.year}
                    stated[id_] = kept
                    if not kept:
                        del stated[id_]
        return Profile(f"E{number}", f"企业{number}", stated, HERE)

    def _nudged(self, random: Random, fact: Fact, value: Any) -> Any:
        if fact.type is FactType.LIST:
            return self._items(random, fact, value)
        if fact.annual:
            figures = {year: self._scalar(random, fact, one) for year, one in value.items() if random.random() > 0.03}
            return figures or dict(value)
        return self._scalar(random, fact, value)

    def _items(self, random: Random, fact: Fact, items: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
        others = [item for one in self.pool for item in one.get(fact.id) or ()]
        kept = [item for item in items if random.random() < 0.9]
        if others and random.random() < 0.4:
            kept += random.choices(others, k=random.randrange(3))
        return tuple(
            {
                field.id: missing(fact.id)
                if random.random() < 0.02
                else item[field.id]
                if not self._stated(item[field.id])
                else self._scalar(random, field, item[field.id])
                for field in fact.item
            }
            for item in kept
        )

    @staticmethod
    def _stated(value: Any) -> bool:
        return isinstance(value, (Decimal, str, bool, date))

    def _scalar(self, random: Random, fact: Fact, value: Any) -> Any:
        if random.random() > 0.15:
            return value
        if fact.type is FactType.BOOLEAN:
            return not value
        if fact.type is FactType.CHOICE:
            return random.choice(fact.choices)
        if fact.type is FactType.DATE:
            return value + timedelta(days=random.choice((-366, -365, -1, 1, 365)))
        if fact.type is FactType.TEXT:
            return random.choice((value, f"{value}甲"))
        step = _STEPS[fact.type]
        changed = value * random.choice((0, 1, 1, 1, 2, 3)) + random.choice((-1, 1, 0)) * step
        if fact.type is FactType.INTEGER:
            changed = changed.to_integral_value()
        low = fact.minimum
        return max(changed, low) if low is not None else changed


def cases_of(policy: Policy, folder: Path) -> list[tuple[tuple[date, int], list[Mapping[str, Any]]]]:
    """What the rule cases of a folder state, by the day and the assessment year that they ask for: most cases first."""
    pools: dict[tuple[date, int], list[Mapping[str, Any]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = load_cases(path, rules=[])
        for case in file.cases:
            own = read_facts(case.facts, policy.vocabulary, file.document, (*case.path, "facts"))
            base = read_facts(file.base, policy.vocabulary, file.document, ("base",))
            named = {one.id for one in map(policy.vocabulary.named, case.facts) if one}
            kept = {id_: value for id_, value in base.items() if id_ not in named}
            asked = case.as_of, case.assessment_year or case.as_of.year - 1
            pools.setdefault(asked, []).append({**kept, **own})
    return sorted(pools.items(), key=lambda pool: -len(pool[1]))
