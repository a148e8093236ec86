"""Whether a mutant can be told from its policy: asked of the solver, measure by measure and day by day.

Compared are the verdicts of the measures that read what was changed, and what their own awards come to: what groups and
limits make of these is then the same too. Where the change is in a group or a limit itself, the payments are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Any

from incentive_engine.assurance.mutation.mutants import Mutant
from incentive_engine.assurance.mutation.proofs import DIFFERENT, EQUIVALENT, OPEN, Proof
from incentive_engine.assurance.mutation.suite import PARTS, Programs, Suite, outcome
from incentive_engine.assurance.mutation.words import difference_in_words
from incentive_engine.assurance.symbolic.answers import Answer, Found, Undecided
from incentive_engine.assurance.symbolic.asking import ask
from incentive_engine.assurance.symbolic.formulas import any_of, both, either, no
from incentive_engine.assurance.symbolic.numbers import Number, holds
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.values import Untranslatable
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.decision.compiled import Compiled
from incentive_engine.feel.syntax import Literal
from incentive_engine.feel.values import CONTEXT
from incentive_engine.policy.cases import Case
from incentive_engine.policy.model import Period, Policy
from incentive_engine.policy.reads import expressions_in
from incentive_engine.wording import Language, say

_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_DAY = timedelta(days=1)
_YEARS = range(1990, 2101)
_NOBODY = Case("", date.min, None, {}, {}, (), None)  # type: ignore[arg-type]


def judged(suite: Suite, mutant: Mutant, seconds: float) -> Proof:
    """What the solver says of a mutant; every question may take `seconds`."""
    question = _Question(suite, mutant, seconds)
    items: list[int] = []
    open_: Undecided | None = None
    for day in question.days:
        answer = question.ask(day)
        if isinstance(answer, Found):
            return Proof(DIFFERENT, question.told(day, answer.facts))
        if isinstance(answer, Undecided):
            open_ = open_ or answer
        elif answer.items is not None:
            items.append(answer.items)
    if open_ is not None:
        return Proof(OPEN, {lang: say("mutation.open", lang, why=open_.text(lang)) for lang in _LANGUAGES}, seconds)
    days = {lang: say("mutation.days", lang, days=", ".join(map(str, question.days))) for lang in _LANGUAGES}
    code = "mutation.proved-items" if items else "mutation.proved"
    return Proof(EQUIVALENT, {lang: say(code, lang, days=days[lang], items=max(items, default=0)) for lang in _LANGUAGES})


@dataclass(eq=False)
class _Question:
    """Whether some enterprise is decided otherwise by a mutant, on one day after the other."""

    suite: Suite
    mutant: Mutant
    seconds: float

    def __post_init__(self) -> None:
        policy, changed = self.suite.policy, self.mutant.make()
        self.settled = self._about_settlement()
        self.measures = sorted(self.suite.reach.reached(self.mutant.measures)) if self.settled else self.mutant.measures
        self.days = list(_days(policy, changed, self._names()))
        compiled = Compiled(policy)
        self.programs = Programs(compiled), Programs(compiled.variant(changed))
        keep = policy.limits if self.mutant.owner.kind == "limit" else ()
        self.policies = (policy, changed) if keep else (replace(policy, limits=()), replace(changed, limits=()))

    def ask(self, day: date) -> Answer:
        """The solver's answer for one day."""
        world = World(day)
        try:
            old, new = (world.policy(policy) for policy in self.policies)
            claim = any_of(one for measure in self.measures for one in self._differences(old, new, measure))
            return ask(world, claim, self._confirm(day), self.seconds)
        except Untranslatable as limit:
            return Undecided("symbolic.untranslatable", {"what": limit.what}, limit.place)

    def told(self, day: date, facts: Mapping[str, Any]) -> dict[str, str]:
        """The enterprise for which the two differ, and how, by language."""
        old, new = self._decided(day, facts)
        measure = next(one for one in self.measures if old[one] != new[one])
        return difference_in_words(self.suite.policy, measure, day, facts, old[measure], new[measure])

    def _differences(self, old: Rules, new: Rules, measure: str) -> Iterator[Any]:
        first, second = old.verdict(measure), new.verdict(measure)
        yield _other(first.true, second.true)
        yield _other(first.false, second.false)
        if self.settled:
            yield _unequal(old.payable(measure), new.payable(measure))
        elif old.policy.measure(measure).award.amount is not None:
            granted = both(first.true, second.true)
            before, after = (rules.grant(rules.policy.measure(measure)) for rules in (old, new))
            yield both(granted, either(_unequal(before.gross, after.gross), _unequal(before.payable, after.payable)))

    def _about_settlement(self) -> bool:
        """Whether the change is in what settles amounts rather than in what gives them."""
        owner, policy = self.mutant.owner, self.suite.policy
        if owner.kind in ("group", "limit") or self.mutant.operator == "group":
            return True
        reach = self.suite.reach
        return owner.kind in ("fact", "parameter") and owner.id in reach.settling(policy)

    def _names(self) -> frozenset[str]:
        return frozenset().union(*map(self.suite.reach.names, self.suite.reach.reached(self.mutant.measures)))

    def _confirm(self, day: date) -> Callable[[Mapping[str, Any]], bool]:
        def differs(facts: Mapping[str, Any]) -> bool:
            old, new = self._decided(day, facts)
            return any(old[one] != new[one] for one in self.measures)

        return differs

    def _decided(self, day: date, facts: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Verdict, gross and payable of each measure, as the policy and as the mutant decides."""
        found = []
        for programs in self.programs:
            with localcontext(CONTEXT):
                decided = programs.decide(replace(_NOBODY, as_of=day), facts, day.year - 1)
            found.append({one.id: outcome(one)[: PARTS.index("missing")] for one in decided.measures})
        return found[0], found[1]


def _other(one: Any, other: Any) -> Any:
    return either(both(one, no(other)), both(other, no(one)))


def _unequal(one: Number, other: Number) -> Any:
    return either(_other(one.known, other.known), both(both(one.known, other.known), no(holds("=", one, other))))


def _days(old: Policy, new: Policy, names: Iterable[str]) -> Iterator[date]:
    """The days that stand for all: the first of every period in which neither version changes, and around the years that
    it names.
    """
    named = frozenset(names)
    changes: set[date] = set()
    for policy in (old, new):
        changes |= set(_changes(policy, named)) | set(_years(policy, named))
    force = [period for policy in (old, new) for period in (policy.in_force, *(one.in_force for one in policy.measures))]
    days = sorted(day for day in changes if any(day in policy.in_force for policy in (old, new)))
    yield from days or [next((one.start for one in force if one.start), date(2025, 1, 1))]


def _changes(policy: Policy, names: frozenset[str]) -> Iterator[date]:
    for period in (policy.in_force, *(measure.in_force for measure in policy.measures)):
        yield from _ends(period)
    for id_ in names & policy.parameters.keys():
        yield from (since for since, _ in policy.parameters[id_].values)


def _ends(period: Period) -> Iterator[date]:
    if period.start is not None:
        yield period.start
    if period.end is not None:
        yield period.end + _DAY


def _years(policy: Policy, names: frozenset[str]) -> Iterator[date]:
    """New Year's Day of the years that the measures name, and of those beside them."""
    formulas = [policy.vocabulary.facts[name].formula for name in names if name in policy.vocabulary.facts]
    trees = [one.tree for one in expressions_in((policy.measures, tuple(formulas)))]
    told = [node.value for tree in trees for node in tree.walk() if isinstance(node, Literal)]
    told += [value for id_ in names & policy.parameters.keys() for _, value in policy.parameters[id_].values]
    for value in told:
        if isinstance(value, Decimal) and value in _YEARS:
            yield from (date(int(value) + more, 1, 1) for more in (0, 1, 2))


