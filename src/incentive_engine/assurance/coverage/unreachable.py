"""What the authors of rules declare to be out of every enterprise's reach, read from `unreachable.yaml` and checked.

A declaration that names nothing, or that some case proves wrong, is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from incentive_engine.assurance.coverage.points import Point, Points
from incentive_engine.mistakes import InputError, Mistake, Names, Place, nearest
from incentive_engine.policy.model import Policy
from incentive_engine.policy.schema.reading import validate
from incentive_engine.policy.schema.unreachable_file import UnreachableFile
from incentive_engine.policy.source import read_document

FILE = "unreachable.yaml"


@dataclass(frozen=True, slots=True)
class Declared:
    """Outcomes that an author says cannot be, of the point `text` of `owner`; `policy` is empty for shared facts."""

    policy: str
    owner: str
    kind: str | None
    text: str
    outcomes: tuple[str, ...]
    because: str
    place: Place

    def names(self, point: Point) -> bool:
        """Whether it is about this point."""
        return (
            (self.policy, self.owner) == (point.policy, point.owner)
            and self.kind in (None, point.kind.value)
            and self.text in (point.id, " ".join(point.text.split()))
        )


def declared_by(policies: Iterable[Policy]) -> list[Declared]:
    """What is declared beside these policies and beside the vocabularies that they use. Raises InputError."""
    policies = list(policies)
    mistakes: list[Mistake] = []
    found: list[Declared] = []
    for policy in policies:
        found += _read(Path(policy.place.file).parent / FILE, policy.id, mistakes)
    facts = _shared_facts(policies)
    for folder in dict.fromkeys(facts.values()):
        # What is said of a fact that another folder declares anew is not said of this one.
        found += [one for one in _read(folder / FILE, "", mistakes) if facts.get(one.owner, folder) == folder]
    if mistakes:
        raise InputError(mistakes)
    return found


def _shared_facts(policies: Iterable[Policy]) -> dict[str, Path]:
    """The facts of the vocabularies that policies use, each with the folder of rules that declares it."""
    return {
        fact.id: Path(fact.place.file).parent.parent
        for policy in policies
        for fact in policy.vocabulary.facts.values()
        if fact.policy is None and Path(fact.place.file).parent.name == "vocabulary"
    }


def _read(file: Path, policy: str, mistakes: list[Mistake]) -> Iterator[Declared]:
    if not file.is_file():
        return
    document = read_document(file)
    shape, wrong = validate(UnreachableFile, document)
    mistakes += wrong
    for number, one in enumerate(shape.unreachable if shape else ()):
        place = document.place("unreachable", number)
        text = " ".join(one.point.split())
        yield Declared(policy, one.owner, one.kind, text, tuple(one.outcomes), one.because, place)


Excuses = Mapping[tuple[Point, str], str]
"""By point and outcome an author's reason why it cannot be."""


def excused(points: Points, declared: Iterable[Declared], policies: Iterable[Policy]) -> Excuses:
    """The outcomes that are declared to be out of reach, with the author's reason.

    Raises InputError for declarations that name nothing, and for those that a case proves wrong.
    """
    known_facts = {fact.id for policy in policies for fact in policy.vocabulary.facts.values() if fact.policy is None}
    found: dict[tuple[Point, str], str] = {}
    mistakes: list[Mistake] = []
    for one in declared:
        named = [point for point in points.wanted if one.names(point)]
        if not named and not one.policy and one.owner in known_facts:
            continue  # a shared fact that none of these policies reads
        mistakes += _names_nothing(one, named, points)
        for point in named:
            for outcome in one.outcomes:
                if outcome in points.wanted[point]:
                    found[point, outcome] = one.because
                    mistakes += _proved_wrong(one, point, outcome, points)
    if mistakes:
        raise InputError(mistakes)
    return found


def _names_nothing(one: Declared, named: list[Point], points: Points) -> Iterator[Mistake]:
    if not named:
        owned = [point.text for point in points.wanted if (point.policy, point.owner) == (one.policy, one.owner)]
        owners = {point.owner for point in points.wanted if point.policy == one.policy}
        code, name = ("no-point", one.text) if owned else ("no-owner", one.owner)
        near = nearest(name, owned or owners)
        yield Mistake(one.place, f"coverage.{code}", {"owner": one.owner, "point": one.text, "nearest": near})
        return
    outcomes = dict.fromkeys(outcome for point in named for outcome in points.wanted[point])
    for outcome in one.outcomes:
        if outcome not in outcomes:
            values = {"outcome": outcome, "point": one.text, "outcomes": Names(outcomes)}
            yield Mistake(one.place, "coverage.no-outcome", values)


def _proved_wrong(one: Declared, point: Point, outcome: str, points: Points) -> Iterator[Mistake]:
    cases = points.shown(point, outcome) or tuple(points.beside.get(point, {}).get(outcome, ()))
    if cases:
        values = {"owner": one.owner, "point": one.text, "outcome": outcome, "case": cases[0]}
        yield Mistake(one.place, "coverage.reached-after-all", values)
