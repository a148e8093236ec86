"""Lists: how many different entries are enough to speak for lists of any length.

The solver looks at lists of a few different entries. Where a list is only ever asked whether some or every entry is of
a kind, that is no restriction: of a longer list, one entry for each of these questions answers them all alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from incentive_engine.feel.syntax import Arithmetic, Filter, Literal, Name, Negate, Node, Path, Quantified
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Expression, FactType, Granted, Measure, Policy
from incentive_engine.policy.reads import expressions_in, names_behind, reads_of

ENTRIES = (2, 5)
"""How many different entries a list may have in turn, until a question is answered."""


def entries_needed(policy: Policy, measure: str | None) -> dict[str, int | None]:
    """For each list fact that a measure rests on (None: that the policy does) how many entries speak for any number.

    None where no number does: where entries are counted, added up, or awarded one by one.
    """
    lists = {id_ for id_, fact in policy.vocabulary.facts.items() if fact.type is FactType.LIST}
    return _needed([one.tree for one in _expressions(policy, measure)], lists)


def names_in(policy: Policy, measure: str) -> frozenset[str]:
    """Every name in what a measure rests on, those of columns among them."""
    nodes = [node for one in _expressions(policy, measure) for node in one.tree.walk()]
    members = {node.member for node in nodes if isinstance(node, Path)}
    return frozenset(members | {node.name for node in nodes if isinstance(node, Name)})


def read_by_place(policy: Policy, measure: str | None, list_: str) -> Expression | None:
    """An expression that reads an entry of a list by where it stands, if there is one."""
    columns = {Name(column.id) for column in policy.vocabulary.facts[list_].item}
    for one in _expressions(policy, measure):
        for node in one.tree.walk():
            if isinstance(node, Filter) and _names(node.base, {list_}):
                condition = node.condition
                if isinstance(condition, (Literal, Negate, Name, Arithmetic)) and condition not in columns:
                    return one
    return None


def _expressions(policy: Policy, measure: str | None) -> list[Expression]:
    """What a measure rests on (None: what the policy does), facts that are derived included."""
    measures = policy.measures if measure is None else granted_with(policy, measure)
    parts = (measures, policy.requirements, policy.properties, policy.groups, policy.limits)
    facts = policy.vocabulary.facts
    names = names_behind(reads_of(parts), facts)
    formulas = tuple(facts[name].formula for name in sorted(names) if name in facts)
    return list(expressions_in((parts, formulas)))


def granted_with(policy: Policy, measure: str) -> tuple[Measure, ...]:
    """A measure and those whose verdicts its own rests on."""
    found: dict[str, Measure] = {}
    pending = [measure]
    while pending:
        one = policy.measure(pending.pop())
        if one.id not in found:
            found[one.id] = one
            pending += [each.measure for each in conditions_in(one.when) if isinstance(each, Granted)]
    return tuple(found.values())


def _needed(trees: Iterable[Node], lists: set[str]) -> dict[str, int | None]:
    asked: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for tree in trees:
        for node in tree.walk():
            if isinstance(node, Name) and node.name in lists:
                named[node.name] += 1
            elif isinstance(node, Quantified) and len(node.iterators) == 1:
                domain = node.iterators[0][1]
                if isinstance(domain, Name) and domain.name in lists and not _names(node.body, lists):
                    asked[domain.name] += 1
    return {id_: asked[id_] if asked[id_] == count else None for id_, count in named.items()}


def _names(node: Node, lists: set[str]) -> bool:
    return any(isinstance(one, Name) and one.name in lists for one in node.walk())
