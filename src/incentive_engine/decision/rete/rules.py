"""A network of propositions as a ruleset of durable-rules.

A fact in working memory is one proposition: *node 17 is true*. A gate becomes two rules, one that concludes
it true and one that concludes it false, each with one pattern (any of its children's propositions) and a
`count`: the rule fires when that many facts have matched. That is exactly a `Threshold`; a conjunction counts
all its children.

The library's tables have fixed sizes that it guards badly; the constants below keep well within them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from incentive_engine.decision.engine import EngineUnavailable
from incentive_engine.decision.network import Network, Threshold

WIDTH = 14
"""Propositions in one pattern: the library keeps 32 steps a pattern; here every proposition takes two."""
READERS = 60
"""Rules that read one fact: its stack of matches holds 64. What more rules read is asserted in copies."""
BLOCK = 32
"""Nodes in one block: a pattern tests the block first, since a table of the library holds 512 tests."""
MOST_RULES = 4096
MOST_NODES = 12_000

OPENING = "open"
"""The rule that every session fires first."""


@dataclass(frozen=True, slots=True)
class Conclude:
    """What a rule does: conclude that a node has a value."""

    node: int
    value: bool


@dataclass(frozen=True, slots=True)
class Vote:
    """What a rule of a wide gate does: put down one fact for each place that the child takes in the gate.

    `facts` are the texts of these facts by child.
    """

    facts: Mapping[int, tuple[str, ...]]


Action: TypeAlias = "Conclude | Vote"


@dataclass(frozen=True, slots=True)
class Rules:
    """A ruleset: its definition in the library's JSON, what each rule does, and the facts that rules read.

    A fact is a JSON text with `%s` for the session; a proposition that no rule reads has none. `given` are
    the gates that need no facts: they are what they are.
    """

    definition: str
    actions: Mapping[str, Action]
    facts: Mapping[tuple[int, bool], tuple[str, ...]]
    given: tuple[Conclude, ...]


def rules_of(network: Network) -> Rules:
    """The rules by which a network draws its conclusions; EngineUnavailable when there are too many."""
    writer = _Writer()
    for node, gate in enumerate(network.gates, start=len(network.leaves)):
        if isinstance(gate, Threshold):
            writer.settle(Conclude(node, True), gate.count, gate.children, True)
            writer.settle(Conclude(node, False), len(gate.children) - gate.count + 1, gate.children, False)
        else:
            writer.settle(Conclude(node, True), 1, (gate.child,), False)
            writer.settle(Conclude(node, False), 1, (gate.child,), True)
    if len(writer.definition) > MOST_RULES or len(network) > MOST_NODES:
        raise EngineUnavailable("decision.rete-too-large", size=str(len(network)))
    return writer.rules()


@dataclass(slots=True)
class _Writer:
    definition: dict[str, Any] = field(default_factory=lambda: {OPENING: {"all": [{"m": {OPENING: 1}}]}})
    actions: dict[str, Action] = field(default_factory=dict)
    given: list[Conclude] = field(default_factory=list)
    readers: dict[tuple[int, bool], int] = field(default_factory=dict)

    def settle(self, conclusion: Conclude, needed: int, children: Sequence[int], having: bool) -> None:
        """Write what draws `conclusion` once `needed` children are `having`; a child may stand twice."""
        if needed <= 0:
            self.given.append(conclusion)
        if not 0 < needed <= len(children):
            return
        distinct = tuple(dict.fromkeys(children))
        if needed in (1, len(children)):
            needed, children = min(needed, len(distinct)), distinct
        if len(children) <= WIDTH and len(children) == len(distinct):
            self._rule(_name(conclusion), self._any_of(children, having), needed, conclusion)
        else:
            self._settle_by_vote(conclusion, needed, children, having)

    def _settle_by_vote(self, conclusion: Conclude, needed: int, children: Sequence[int], having: bool) -> None:
        """For a gate too wide for one pattern, or with a child that counts twice: rules vote, one counts."""
        name = _name(conclusion)
        ballot = {f"block{conclusion.node // BLOCK}": 1, f"votes{conclusion.node}": conclusion.value}
        votes: dict[int, tuple[str, ...]] = {}
        for place, child in enumerate(children):
            votes[child] = (*votes.get(child, ()), _fact(f"{name} {place}", child, ballot))
        for start in range(0, len(votes), WIDTH):
            voters = tuple(votes)[start : start + WIDTH]
            vote = Vote({voter: votes[voter] for voter in voters})
            self._rule(f"{name} {start}", self._any_of(voters, having), 1, vote)
        self._rule(name, _all_of(ballot), needed, conclusion)

    def _rule(self, name: str, pattern: Mapping[str, Any], count: int, action: Action) -> None:
        self.definition[name] = {"all": [{"m": pattern}], "count": count}
        self.actions[name] = action

    def _any_of(self, nodes: Sequence[int], value: bool) -> Mapping[str, Any]:
        return {"$or": [self._is(node, value) for node in nodes]}

    def _is(self, node: int, value: bool) -> Mapping[str, Any]:
        reader = self.readers.get((node, value), 0)
        self.readers[node, value] = reader + 1
        return _all_of(_proposition(node, value, reader // READERS))

    def rules(self) -> Rules:
        facts = {
            (node, value): tuple(
                _fact(f"{node}c{copy}", node, _proposition(node, value, copy))
                for copy in range((readers - 1) // READERS + 1)
            )
            for (node, value), readers in self.readers.items()
        }
        return Rules(json.dumps(self.definition), self.actions, facts, tuple(self.given))


def _name(conclusion: Conclude) -> str:
    return f"{conclusion.node} {str(conclusion.value).lower()}"


def _all_of(properties: Mapping[str, int | bool]) -> Mapping[str, Any]:
    return {"$and": [{name: value} for name, value in properties.items()]}


def _proposition(node: int, value: bool, copy: int) -> Mapping[str, int | bool]:
    """What a fact says, and a pattern asks, about a node.

    The node is in the *name* of the property: the library finds a test by the hash of its property's name.
    With one property for all nodes, it would try the tests of all nodes one after another.
    """
    return {f"block{node // BLOCK}": 1, f"node{node}c{copy}": value}


def _fact(identity: str, node: int, properties: Mapping[str, int | bool]) -> str:
    return json.dumps({"sid": "%s", "id": identity, "node": node, **properties})
