"""All that a comparison of rules has to tell, put together once for every form in which it is written."""

from __future__ import annotations

from dataclasses import dataclass

from incentive_engine.assurance.changes.cases import CaseChanges, case_changes
from incentive_engine.assurance.changes.comparing import compare_rules
from incentive_engine.assurance.changes.effects import PolicyEffects, Prover, policy_effects
from incentive_engine.assurance.changes.model import PolicyChanges, RulesChanges
from incentive_engine.assurance.changes.population.summary import PopulationChanges
from incentive_engine.assurance.changes.revisions import State
from incentive_engine.wording import Language


@dataclass(frozen=True, slots=True)
class DiffReport:
    """What differs between two states of rules, what that does to each measure, and to a population if one was asked.

    `input` is the name of the file that the population was read from.
    """

    changes: RulesChanges
    policies: tuple[PolicyEffects, ...]
    lang: Language
    population: PopulationChanges | None = None
    input: str = ""

    @property
    def differs(self) -> bool:
        """Whether anything may be decided otherwise."""
        return any(one.differs for one in self.policies)


def diff_report(
    old: State, new: State, prove: Prover, *, lang: Language = "zh", wanted: tuple[str, ...] = ()
) -> DiffReport:
    """The report on two states, without a population."""
    changes = compare_rules(old, new, lang, wanted)
    effects = tuple(policy_effects(one, _cases(one, new), prove) for one in changes.policies)
    return DiffReport(changes, effects, lang)


def _cases(one: PolicyChanges, new: State) -> CaseChanges | None:
    """The cases of the policy as it is now, unless it is there in one state only, or is decided alike."""
    if one.old is None or one.new is None or not any(each.settlement for each in one.measures):
        return None
    id_ = one.id if one.id in new.policies else next(iter(new.policies))
    return case_changes(one.old, one.new, new.policies[id_].folder)
