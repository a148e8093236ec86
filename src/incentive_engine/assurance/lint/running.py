"""Running the checks: found by their folders, run over policies, their findings sifted and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.ignoring import Ignoring, read_ignoring
from incentive_engine.assurance.lint.subject import Library, Subject
from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy import load_policy, load_vocabulary, policy_folders, rule_folders
from incentive_engine.policy.library import find_policy, policies_named
from incentive_engine.policy.model import Policy
from incentive_engine.policy.source.encoding import read_text

CHECKS = Path(__file__).parent / "checks"

LOAD = "load"
"""What is found in a policy that cannot be loaded: its mistakes, each as a finding."""

_ALWAYS = (LOAD, "unused-ignore")


class Check(Protocol):
    """A check: its module has one of these functions, or both."""

    def check(self, subject: Subject) -> Iterable[Finding]:
        """What is found in a policy."""

    def check_library(self, library: Library) -> Iterable[Finding]:
        """What is found in the vocabulary that the policies share."""


@dataclass
class Linted:
    """What was found: the findings by place, how many are left as they are, the policies that were looked at."""

    findings: list[Finding] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    ignored: int = 0
    unreadable: bool = False
    """Whether some policy could not be loaded, so that only its mistakes are told."""
    texts_at_hand: bool = False
    """Whether quotations were compared with their sources."""


@cache
def check_names() -> tuple[str, ...]:
    """The checks that there are, by name: the folders that hold a `check.py`."""
    return tuple(sorted(one.parent.name.replace("_", "-") for one in CHECKS.glob("*/check.py")))


def lint(
    policies: Sequence[str] = (),
    *,
    rules: Sequence[str | Path] = (),
    checks: Sequence[str] = (),
    sources: Path | None = None,
) -> Linted:
    """What the checks (default: all) find in policies (default: all), by id or folder.

    `sources` is a folder with the texts that quotations are taken from. A policy that does not load, or whose
    `lint.yaml` is not right, is found at fault itself. Raises InputError for a policy or a folder that does not exist,
    and for a vocabulary that cannot be read.
    """
    chosen = tuple(checks) or check_names()
    known = policy_folders(rules)
    names = tuple(dict.fromkeys(policies_named(policies)) if policies else known)
    folders = {name: find_policy(name, rules).folder for name in names}
    texts = _texts(sources)
    vocabulary = load_vocabulary(rules)
    result = Linted(texts_at_hand=texts is not None)
    subjects = []
    for name, folder in folders.items():
        try:
            policy = load_policy(name, rules=rules)
            ignoring = read_ignoring(folder, check_names())
        except InputError as error:
            result.unreadable = True
            result.findings += _mistakes(error)
            continue
        subject = Subject(policy, folder, texts)
        subjects.append(subject)
        result.policies.append(policy.id)
        _sift(result, _found(chosen, subject), ignoring, chosen)
    others, whole = _others(known, subjects, rules)
    library = Library(tuple(subjects), vocabulary, others, whole and bool(subjects) and not result.unreadable)
    _check_library(result, library, chosen, rules)
    result.findings = sorted(_distinct(result.findings), key=_order)
    return result


def _others(
    known: Iterable[str], subjects: Sequence[Subject], rules: Sequence[str | Path]
) -> tuple[tuple[Policy, ...], bool]:
    """The policies that nobody asked about, and whether all of them could be loaded."""
    asked = {subject.policy.id for subject in subjects}
    others, whole = [], True
    for name in known:
        if name not in asked:
            try:
                others.append(load_policy(name, rules=rules))
            except InputError:  # its mistakes are told to whoever asks about it
                whole = False
    return tuple(others), whole


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.order


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those told twice, as of a fact that two policies derive alike."""
    seen: dict[object, Finding] = {}
    for one in findings:
        seen.setdefault((one.order, one.code), one)
    return list(seen.values())


def _found(checks: Iterable[str], subject: Subject) -> Iterator[Finding]:
    for name in checks:
        module = module_of(name)
        if hasattr(module, "check"):
            yield from module.check(subject)


def _check_library(result: Linted, library: Library, checks: Sequence[str], rules: Sequence[str | Path]) -> None:
    """What is found in the vocabulary, less what the `lint.yaml` of its folder of rules leaves as it is."""
    found = [
        finding
        for name in checks
        if hasattr(module := module_of(name), "check_library")
        for finding in module.check_library(library)
    ]
    roots = {**dict.fromkeys(_roots(found)), **dict.fromkeys(rule_folders(rules))}
    for root in roots:
        try:
            ignoring = read_ignoring(root, check_names())
        except InputError as error:
            result.unreadable = True
            result.findings += _mistakes(error)
            ignoring = Ignoring()
        here = [one for one in found if root in Path(one.place.file).parents]
        _sift(result, here, ignoring, checks if library.whole and not library.others else ())
        found = [one for one in found if one not in here]
    result.findings += found


def _roots(findings: Iterable[Finding]) -> Iterator[Path]:
    """The folders of rules that findings in a vocabulary are in."""
    return (file.parent.parent for one in findings if (file := Path(one.place.file)).parent.name == "vocabulary")


def _sift(result: Linted, found: Iterable[Finding], ignoring: Ignoring, checks: Sequence[str]) -> None:
    for finding in found:
        if ignoring.covers(finding):
            result.ignored += 1
        else:
            result.findings.append(finding)
    result.findings += ignoring.unused(checks)


def module_of(name: str) -> Check:
    """The module of a check. Raises KeyError when there is no such check."""
    if name not in check_names():
        raise KeyError(name)
    return cast(Check, import_module(f"{__package__}.checks.{name.replace('-', '_')}.check"))


def _mistakes(error: InputError) -> Iterator[Finding]:
    for mistake in error.mistakes:
        yield Finding(LOAD, Severity.ERROR, mistake.place, mistake.code, mistake.values)


def _texts(folder: Path | None) -> dict[str, str] | None:
    """The texts in a folder of sources, by file name. Raises InputError when there is no such folder."""
    if folder is None:
        return None
    if not folder.is_dir():
        raise InputError([Mistake(Place(str(folder)), "lint.no-sources-folder")])
    return {file.name: read_text(file) for file in sorted(folder.glob("*.txt"))}
