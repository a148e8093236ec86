"""Policies and vocabularies by name, from the folders of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from incentive_engine.mistakes import InputError, Mistake
from incentive_engine.policy import library
from incentive_engine.policy.cache import kept
from incentive_engine.policy.model import EVER, Basis, Period, Policy, Regions, Vocabulary
from incentive_engine.policy.source.encoding import decode, read_bytes

if TYPE_CHECKING:
    from incentive_engine.policy.source import Document

Item = TypeVar("Item")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class PolicySummary:
    """What a list of policies says of one."""

    id: str
    title: str
    short_title: str | None
    issuer: str | None
    basis: Basis
    in_force: Period
    folder: Path
    region: str | None = None


def load_policy(policy: str | Path, *, rules: Sequence[str | Path] = ()) -> Policy:
    """The policy with this id (`yanfeng/incentives-20`), or in this folder.

    `rules` are more folders of rules, besides the shipped library and those in INCENTIVE_RULES; the later
    come first. Raises InputError with every mistake in the policy's files, with its place; for an id that is
    not known, with the nearest ones.
    """
    found = library.find_policy(policy, rules)
    own = _read([found.folder / library.POLICY_FILE, *found.measure_files()])
    facts = _read(library.vocabulary_files(found.roots))
    regions = _read(library.regions_files(found.roots))
    shared = _shared(found.roots, facts)
    return kept("policy", own | facts | regions, lambda: _policy(found, own, facts, regions, shared), shared.facts)


def load_vocabulary(rules: Sequence[str | Path] = ()) -> Vocabulary:
    """The facts that policies share: of the shipped library, INCENTIVE_RULES and `rules`. Raises InputError."""
    roots = library.rule_folders(rules)
    return _shared(roots, _read(library.vocabulary_files(roots)))


def load_regions(rules: Sequence[str | Path] = ()) -> Regions:
    """The regions in which policies hold: of the shipped library, INCENTIVE_RULES and `rules`. Raises InputError."""
    roots = library.rule_folders(rules)
    facts, files = _read(library.vocabulary_files(roots)), _read(library.regions_files(roots))
    return kept("regions", facts | files, lambda: _regions(_shared(roots, facts), files))


def available_policies(rules: Sequence[str | Path] = ()) -> list[PolicySummary]:
    """What there is, by id; read from `policy.yaml` alone, without what it rests on. Raises InputError."""
    return _all(_summary, library.policy_folders(rules).values())


def stated_regions(rules: Sequence[str | Path] = ()) -> dict[str, str | None]:
    """The region that each policy states, by the policy's id; None where it states none, or cannot be read.

    Nothing but the `region` of each `policy.yaml` is looked at, so no other mistake in a policy matters here.
    """
    found = library.policy_folders(rules)
    files = {id_: one.folder / library.POLICY_FILE for id_, one in found.items()}
    read = {file: data for file in files.values() if (data := _bytes(file)) is not None}
    regions = kept("region-of-each", read, lambda: {str(file): _region(file, data) for file, data in read.items()})
    return {id_: regions.get(str(file)) for id_, file in files.items()}


def _bytes(file: Path) -> bytes | None:
    try:
        return read_bytes(file)
    except InputError:  # told when the policy itself is loaded
        return None


def _region(file: Path, data: bytes) -> str | None:
    try:
        (document,) = _documents({file: data})
    except InputError:  # told when the policy itself is loaded
        return None
    region = document.value.get("region") if isinstance(document.value, Mapping) else None
    return region if isinstance(region, str) else None


def _summary(found: library.PolicyFolder) -> PolicySummary:
    files = _read([found.folder / library.POLICY_FILE])
    header = kept("summary", files, lambda: _header(files))
    return PolicySummary(id=found.id, folder=found.folder, **header)


def _header(files: Mapping[Path, bytes]) -> dict[str, Any]:
    """What a summary says besides where the policy is: a path is none of the values that are kept."""
    from incentive_engine.policy.schema.policy_file import PolicyFile
    from incentive_engine.policy.schema.reading import validate

    shape, mistakes = validate(PolicyFile, *_documents(files))
    if shape is None or mistakes:
        raise InputError(mistakes)
    return {
        "title": shape.title,
        "short_title": shape.short_title,
        "issuer": shape.issuer,
        "basis": Basis(shape.basis),
        "in_force": Period(shape.in_force.from_, shape.in_force.to) if shape.in_force else EVER,
        "region": shape.region,
    }


def _policy(
    found: library.PolicyFolder,
    own: Mapping[Path, bytes],
    facts: Mapping[Path, bytes],
    regions: Mapping[Path, bytes],
    shared: Vocabulary,
) -> Policy:
    from incentive_engine.policy.compiling import compile_policy
    from incentive_engine.policy.vocabulary import read_declarations

    document, *measures = _documents(own)
    declared, _ = read_declarations(_by_folder(found.roots, facts))
    return compile_policy(found, document, measures, shared, declared, _regions(shared, regions))


def _shared(roots: Iterable[Path], files: Mapping[Path, bytes]) -> Vocabulary:
    return kept("vocabulary", files, lambda: _vocabulary(roots, files))


def _vocabulary(roots: Iterable[Path], files: Mapping[Path, bytes]) -> Vocabulary:
    from incentive_engine.policy.vocabulary import compile_vocabulary

    return compile_vocabulary(_by_folder(roots, files))


def _by_folder(roots: Iterable[Path], files: Mapping[Path, bytes]) -> list[list[Document]]:
    documents = dict(zip(files, _documents(files), strict=True))
    return [[documents[file] for file in library.vocabulary_files([root])] for root in roots]


def _regions(vocabulary: Vocabulary, files: Mapping[Path, bytes]) -> Regions:
    if not files:
        return Regions(None, {})
    from incentive_engine.policy.regions import compile_regions

    return compile_regions(_documents(files), vocabulary)


def _read(files: Iterable[Path]) -> dict[Path, bytes]:
    """The bytes of the files, in their order. Raises InputError for all that cannot be read."""
    return dict(_all(lambda file: (file, read_bytes(file)), files))


def _documents(files: Mapping[Path, bytes]) -> list[Document]:
    """The values in the files, in their order. Raises InputError with what is wrong in all of them."""
    from incentive_engine.policy.source import parse_yaml

    return _all(lambda one: parse_yaml(decode(one[1], str(one[0])), str(one[0])), files.items())


def _all(make: Callable[[Item], Value], items: Iterable[Item]) -> list[Value]:
    """What `make` makes of each item. Raises one InputError with the mistakes of all that fail."""
    made: list[Value] = []
    mistakes: list[Mistake] = []
    for item in items:
        try:
            made.append(make(item))
        except InputError as error:
            mistakes.extend(error.mistakes)
    if mistakes:
        raise InputError(mistakes)
    return made
