"""Who looks for planted faults, and what each finds: loading, rule cases, lint, verify.

A finder looks at a policy in a folder of rules and tells what is wrong with it. What it says of the policy as it
ships is no finding of a planted fault, so that is taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from planting import RULES, texts

from incentive_engine.assurance import differences
from incentive_engine.mistakes import InputError
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import load_cases


@dataclass(frozen=True)
class Finding:
    """What a finder found: the name that it has for it, and what it is about, lines and folders apart."""

    name: str
    about: str
    told: str = field(default="", compare=False)


Finder = Callable[[str, Path, str], Iterator[Finding]]
"""Looks at a policy, named by its id, in a folder of rules: for findings of one name, or of any if that is empty."""


def load(policy: str, rules: Path, name: str = "") -> Iterator[Finding]:
    """The mistakes for which the policy is refused, by their codes."""
    try:
        load_policy(policy, rules=[rules])
    except InputError as error:
        yield from _mistakes(error)


def cases(policy: str, rules: Path, name: str = "") -> Iterator[Finding]:
    """The cases that fail, by the measure of which they expect something else.

    And by their codes, the mistakes for which a file of cases is refused.
    """
    loaded = load_policy(policy, rules=[rules])
    for file in sorted((rules / policy / "cases").glob("*.yaml")):
        try:
            read = load_cases(file, loaded)
        except InputError as error:
            yield from _mistakes(error)
            continue
        for case in read.cases:
            if not name or any(one.measure == name for one in case.expect):
                for one in differences(read, case, engine="reference"):
                    yield Finding(one.measure, f"{file.name}::{case.name}: {one.what}", str(one))


def lint(policy: str, rules: Path, name: str = "") -> Iterator[Finding]:
    """What the checks of lint find, by the check; quotations are looked up in stand-ins for their sources."""
    from incentive_engine.assurance.lint.running import lint as check

    checks = (name,) if name else ()
    for one in check([policy], rules=[rules], checks=checks, sources=texts(policy)).findings:
        if one.check != "load":
            yield Finding(one.check, repr((one.about, one.code, sorted(one.values.items(), key=str))), one.text("en"))


def verify(policy: str, rules: Path, name: str = "") -> Iterator[Finding]:
    """The questions of which the answer is that something is wrong; `name` is a question, or what some begin with."""
    from incentive_engine.assurance.verification.answering import Answerer
    from incentive_engine.assurance.verification.answers import accepted
    from incentive_engine.assurance.verification.asking import questions_of
    from incentive_engine.assurance.verification.decided import Decided
    from incentive_engine.assurance.verification.witnesses import witnesses_of

    loaded = load_policy(policy, rules=[rules])
    questions = [one for one in questions_of(loaded) if name in ("", one.id) or one.id.startswith(f"{name}/")]
    known = [Decided(loaded, one.day, one.facts) for one in witnesses_of(loaded)] if questions else []
    answerer = Answerer(loaded, known, SECONDS)
    answers, _ = accepted(loaded, [answerer.answer(one) for one in questions], whole=False)
    for answer in answers:
        if answer.is_found:
            yield Finding(answer.question, answer.status.value, answer.code)


FINDERS: Mapping[str, Finder] = {"load": load, "cases": cases, "lint": lint, "verify": verify}
"""The finders that there are, by the names that faults have for them."""

SLOW = frozenset({"verify"})
"""Those that work with a solver."""

SECONDS = 10.0
"""How long the solver may take for a question."""


def found(finder: str, policy: str, rules: Path, name: str = "") -> Iterator[Finding]:
    """What a finder finds in a damaged policy and not in the one that ships. What does not load, only load judges."""
    try:
        for one in FINDERS[finder](policy, rules, name):
            if one not in _shipped(finder, policy, name if finder in SLOW else ""):
                yield one
    except InputError:
        return


@cache
def _shipped(finder: str, policy: str, name: str) -> frozenset[Finding]:
    return frozenset(FINDERS[finder](policy, RULES, name))


def _mistakes(error: InputError) -> Iterator[Finding]:
    for mistake in error.mistakes:
        yield Finding(mistake.code, repr(sorted(mistake.values.items(), key=str)), mistake.text("en"))
