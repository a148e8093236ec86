"""The regions of all folders of rules as one tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from incentive_engine.mistakes import InputError, Mistake, nearest
from incentive_engine.policy.model import FactType, Regions, Vocabulary
from incentive_engine.policy.schema.reading import validate
from incentive_engine.policy.schema.regions_file import RegionsFile
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route

_TELLING = (FactType.TEXT, FactType.CHOICE)


def compile_regions(documents: Iterable[Document], vocabulary: Vocabulary) -> Regions:
    """The trees of the files together: a later one may add regions, but never move one.

    Raises InputError for a region that stands in two places (tell namesakes apart: 南京市鼓楼区), and for an `of`
    that is no text among the facts.
    """
    mistakes: list[Mistake] = []
    of: str | None = None
    within: dict[str, str | None] = {}
    for document in documents:
        shape, wrong = validate(RegionsFile, document)
        mistakes += wrong
        if shape is None:
            continue
        if shape.of is not None:
            of = shape.of
            mistakes += _telling(document, of, vocabulary)
        here: set[str] = set()
        for path, name, wider in _regions(document.value["regions"], ("regions",)):
            if name in here or within.setdefault(name, wider) != wider:
                mistakes.append(Mistake(document.key_place(*path), "policy.region-twice", {"region": name}))
            here.add(name)
    if mistakes:
        raise InputError(mistakes)
    return Regions(of, within)


def _regions(tree: Mapping[str, Any], path: Route, wider: str | None = None) -> Iterator[tuple[Route, str, str | None]]:
    for name, parts in tree.items():
        yield (*path, name), name, wider
        yield from _regions(parts, (*path, name), name)


def _telling(document: Document, of: str, vocabulary: Vocabulary) -> Iterator[Mistake]:
    fact = vocabulary.facts.get(of)
    if fact is None or fact.type not in _TELLING or fact.annual:
        texts = [one.id for one in vocabulary.facts.values() if one.type in _TELLING and not one.annual]
        yield Mistake(document.place("of"), "policy.region-fact", {"fact": of, "nearest": nearest(of, texts)})
