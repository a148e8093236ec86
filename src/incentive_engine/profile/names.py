"""Facts found by what people call them: the id or the Chinese label."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from incentive_engine.mistakes import Names, nearest
from incentive_engine.policy.model import Fact, Table, Vocabulary

_MOST_SUGGESTIONS = 100


class FactNames:
    """The facts, or the fields of a list fact, that a file may name: by id or label, in any width."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = list(facts)
        self._exact = {fact.label: fact for fact in self._facts} | {fact.id: fact for fact in self._facts}
        self._folded: dict[str, Fact] | None = None
        self._suggestions = 0

    def find(self, name: str) -> Fact | None:
        """The fact of this name, if there is one."""
        fact = self._exact.get(name)
        if fact is not None:
            return fact
        if self._folded is None:
            self._folded = {_folded(known): fact for known, fact in self._exact.items()}
        return self._folded.get(_folded(name))

    def near(self, name: str) -> Names:
        """The facts called most like `name`; none after a hundred questions, for each takes milliseconds."""
        self._suggestions += 1
        if self._suggestions > _MOST_SUGGESTIONS:
            return Names()
        return both_names(self._exact[known] for known in nearest(name[:100], self._exact))


def both_names(facts: Iterable[Fact]) -> Names:
    """Facts as messages list them, each once: `营业收入（revenue）`."""
    return Names(dict.fromkeys(f"{fact.label}（{fact.id}）" for fact in facts))


def stated_sources(fact: Fact, vocabulary: Vocabulary) -> list[Fact]:
    """The facts that a derived one is computed from in the end, those that somebody states, by id."""
    found: dict[str, Fact] = {}
    pending = [fact]
    while pending:
        for name in _reads(pending.pop()):
            source = vocabulary.facts.get(name)
            if source is not None and name not in found:
                found[name] = source
                pending.append(source)
    return [source for _, source in sorted(found.items()) if source.formula is None]


def _reads(fact: Fact) -> frozenset[str]:
    formula = fact.formula
    if formula is None:
        return frozenset()
    if not isinstance(formula, Table):
        return formula.reads
    parts = [*formula.inputs, *(part for row in formula.rows for part in (*row.cells, row.output))]
    if formula.otherwise is not None:
        parts.append(formula.otherwise)
    return frozenset().union(*(part.reads for part in parts))


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
