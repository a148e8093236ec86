"""The vocabulary: every fact that the folders of rules declare, checked together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from incentive_engine.feel.types import Type
from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.cycles import cycles
from incentive_engine.policy.facts import declare, derive, type_of
from incentive_engine.policy.model import Vocabulary
from incentive_engine.policy.reads import expressions_in
from incentive_engine.policy.schema.reading import validate
from incentive_engine.policy.schema.vocabulary_file import Fact as FactShape
from incentive_engine.policy.schema.vocabulary_file import VocabularyFile
from incentive_engine.policy.scope import RESERVED, Scope
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route

NONE = Vocabulary({}, {})
"""No facts."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A fact as it stands in a file."""

    document: Document
    path: Route
    shape: FactShape
    policy: str | None = None

    @property
    def place(self) -> Place:
        """Where its id stands."""
        return self.document.key_place(*self.path)

    @property
    def content(self) -> Any:
        """The values of the declaration, as they were written."""
        value = self.document.value
        for step in self.path:
            value = value[step]
        return value


def read_declarations(folders: Iterable[Sequence[Document]]) -> tuple[dict[str, Declaration], list[Mistake]]:
    """The facts that the vocabulary files of each folder declare, and what is wrong with their shapes.

    A later folder may declare a fact once more, which then stands for the earlier one; it stays the same fact, so
    neither what kind of value it has may change, nor may its label go to another.
    """
    declared: dict[str, Declaration] = {}
    former: dict[str, tuple[str, Declaration]] = {}
    mistakes: list[Mistake] = []
    for documents in folders:
        here: dict[str, Declaration] = {}
        for document in documents:
            file, wrong = validate(VocabularyFile, document)
            mistakes += wrong
            for id_, shape in file.facts.items() if file else ():
                one = Declaration(document, ("facts", id_), shape)
                if id_ in here:
                    mistakes.append(_already("policy.fact-twice", one, here[id_], fact=id_))
                here.setdefault(id_, one)
        for id_ in here.keys() & declared.keys():
            mistakes += _changed(id_, here[id_], declared[id_])
            if here[id_].shape.label != declared[id_].shape.label:
                former.setdefault(declared[id_].shape.label, (id_, declared[id_]))
        for id_, one in here.items():
            owner, earlier = former.get(one.shape.label, (id_, one))
            if owner != id_:
                mistakes.append(_already("policy.label-twice", one, earlier, label=one.shape.label, fact=owner))
        # The later folder's come last: of two facts with one label, theirs is the mistake.
        declared = {id_: one for id_, one in declared.items() if id_ not in here} | here
    return declared, mistakes


def _already(code: str, one: Declaration, other: Declaration, **values: str) -> Mistake:
    return Mistake(one.place, code, {**values, "other": other.place})


def _changed(id_: str, one: Declaration, earlier: Declaration) -> Iterator[Mistake]:
    """What a declaration changes of an earlier folder's fact, and may not."""
    here = _kind(one.shape)
    for key, expected in _kind(earlier.shape).items():
        if here.get(key) != expected:
            yield _already("policy.fact-of-another-kind", one, earlier, fact=id_, key=key)


def _kind(shape: FactShape) -> dict[str, object]:
    """What must be the same wherever a fact is declared, by key: what values it has, and whether it is derived."""
    fields = {f"item.{id_}": (field.type, field.unit) for id_, field in (shape.item or {}).items()}
    derived = shape.formula is not None or shape.table is not None
    return {"type": shape.type, "unit": shape.unit, "annual": shape.annual, **fields, "formula": derived}


def declare_facts(scope: Scope, declared: Mapping[str, Declaration], known: Vocabulary = NONE) -> Vocabulary:
    """The facts that are known and those declared, these without their formulas: enough for the types of names."""
    facts = dict(known.facts)
    by_label = dict(known.by_label)
    for id_, one in declared.items():
        fact = declare(scope, one.document, one.path, one.shape, one.policy)
        if id_ in RESERVED:
            scope.note(fact.place, "policy.reserved-name", name=id_)
        if id_ in facts:
            scope.note(fact.place, "policy.fact-twice", fact=id_, other=facts[id_].place)
        facts[id_] = fact
        by_label.setdefault(fact.label, fact)
    for id_ in declared:
        fact = facts[id_]
        other = facts.get(fact.label, by_label[fact.label])
        if other is not fact:
            scope.note(fact.place, "policy.label-twice", label=fact.label, fact=other.id, other=other.place)
    return Vocabulary(facts, by_label)


def derive_facts(scope: Scope, declared: Mapping[str, Declaration], vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with the formulas of those facts that are among `declared`."""
    facts = dict(vocabulary.facts)
    for id_, one in declared.items():
        facts[id_] = derive(scope, one.document, one.path, one.shape, facts[id_])
    return Vocabulary(facts, {fact.label: fact for fact in facts.values()})


def check_cycles(scope: Scope, vocabulary: Vocabulary) -> None:
    """Note each circle of derived facts that are derived from one another."""
    graph = {
        fact.id: {name for expression in expressions_in(fact.formula) for name in expression.reads}
        for fact in vocabulary.facts.values()
        if fact.formula is not None
    }
    for circle in cycles(graph):
        scope.note(vocabulary.facts[circle[0]].place, "policy.derived-cycle", circle=" → ".join((*circle, circle[0])))


def types_of(vocabulary: Vocabulary) -> dict[str, Type]:
    """The types of the facts' names in expressions."""
    return {id_: type_of(fact) for id_, fact in vocabulary.facts.items()}


def compile_vocabulary(folders: Iterable[Sequence[Document]]) -> Vocabulary:
    """The facts of the vocabulary files, folder by folder. Raises InputError."""
    declared, mistakes = read_declarations(folders)
    vocabulary = declare_facts(Scope({}, mistakes), declared)
    if not mistakes:
        scope = Scope(types_of(vocabulary), mistakes)
        vocabulary = derive_facts(scope, declared, vocabulary)
        check_cycles(scope, vocabulary)
    if mistakes:
        raise InputError(mistakes)
    return vocabulary
