"""`incentive mutate`: rules changed as people err, and whether their cases notice."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.inputs import chosen_policies, load_policies
from incentive_engine.cli.language import language
from incentive_engine.cli.output import terminal_page, write_result
from incentive_engine.cli.parameters import (
    form_of,
    jobs_option,
    lang_option,
    one_of,
    output_option,
    read_percentage,
    rules_option,
    timeout_option,
)
from incentive_engine.mistakes import InputError, Mistake, nearest
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from incentive_engine.assurance.mutation.mutants import Mutant
    from incentive_engine.assurance.mutation.scores import Scored
    from incentive_engine.assurance.mutation.suite import Suite
    from incentive_engine.policy.model import Policy


def _operator(text: str) -> str:
    from incentive_engine.assurance.mutation.operators import OPERATORS

    return one_of(*OPERATORS)(text)


@click.command("mutate", cls=Command)
@click.argument("policies", nargs=-1, metavar="[POLICY]…")
@click.option("--measure", "measures", multiple=True, metavar="MEASURE", help="mutation.option-measure")
@click.option("--operator", "operators", multiple=True, type=_operator, metavar="NAME", help="mutation.option-operator")
@click.option("--fail-under", type=read_percentage, metavar="PERCENT", help="mutation.option-fail-under")
@jobs_option
@timeout_option
@click.option("--no-cache", is_flag=True, help="mutation.option-no-cache")
@click.option("--format", "form", type=one_of("text", "json"), metavar="text|json", help="mutation.option-format")
@output_option
@rules_option
@lang_option
@click.pass_context
def command(
    context: click.Context,
    policies: Sequence[str],
    measures: Sequence[str],
    operators: Sequence[str],
    fail_under: Decimal | None,
    jobs: int | None,
    seconds: float,
    no_cache: bool,
    form: str | None,
    output: Path | None,
    rules: Sequence[Path],
) -> int:
    """Mutate the policies, tell what survives; 1 where that is more than wanted."""
    from incentive_engine.assurance.mutation.document import mutation_document
    from incentive_engine.assurance.mutation.explained import check_explanations, explanations
    from incentive_engine.assurance.mutation.mutants import SHARED
    from incentive_engine.assurance.mutation.mutating import Trials, mutate
    from incentive_engine.assurance.mutation.scores import scored
    from incentive_engine.assurance.mutation.text import mutation_text
    from incentive_engine.assurance.symbolic import prover_installed
    from incentive_engine.policy.library import rule_folders

    lang = language(context)
    chosen = chosen_policies(policies, rules)
    wanted = _wanted(chosen, measures, operators, context)
    trials = Trials(_suites(chosen, rules))
    explained = explanations(chosen, rule_folders(rules))
    results = mutate(trials, wanted=wanted, jobs=jobs, keep=not no_cache, seconds=seconds)
    check_explanations(explained, results, trials.mutants)
    parts = scored(chosen, SHARED, results, explained)
    proved = prover_installed()
    if (form or form_of(output)) == "json":
        text = json.dumps(mutation_document(parts, lang, proved=proved), ensure_ascii=False, indent=2) + "\n"
        write_result(text, output, document=True)
    else:
        page = terminal_page(to_file=output is not None)
        write_result(mutation_text(parts, lang, page, proved=proved), output)
    faults = [fault for part in parts if (fault := _fault(part, fail_under, lang))]
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults))


def _wanted(
    policies: Sequence[Policy], measures: Sequence[str], operators: Sequence[str], context: click.Context
) -> Callable[[Mutant], bool]:
    """Which mutants are asked for: those of the policies and of the facts that they read, by measure and operator."""
    from incentive_engine.assurance.mutation.mutants import SHARED
    from incentive_engine.assurance.mutation.reach import Reach

    known = {measure.id: str(measure.number) for policy in policies for measure in policy.measures}
    for name in measures:
        if name not in known and name not in known.values():
            near = nearest(name, known)
            raise click.UsageError(say("mutation.no-such-measure", language(context), name=name, nearest=near), context)
    named = {id_ for id_, number in known.items() if id_ in measures or number in measures}
    ids = {policy.id for policy in policies}
    derived = frozenset().union(*(Reach(policy).derived for policy in policies))

    def wanted(mutant: Mutant) -> bool:
        asked = mutant.policy in ids or (mutant.policy == SHARED and mutant.owner.id in derived)
        one = not measures or (len(mutant.measures) == 1 and mutant.measures[0] in named)
        return asked and one and (not operators or mutant.operator in operators)

    return wanted


def _suites(chosen: Sequence[Policy], rules: Sequence[Path]) -> list[Suite]:
    """The policies with their cases; where they read facts that policies share, the other policies that do so too.

    Raises InputError for a policy that is chosen and has no cases, and for cases that fail without any mutant.
    """
    from incentive_engine.assurance.mutation.mutants import shared_facts
    from incentive_engine.policy import policy_folders

    shared = frozenset().union(*map(shared_facts, chosen))
    others: list[Policy] = []
    if shared:
        ids = {policy.id for policy in chosen}
        loaded = load_policies([id_ for id_ in policy_folders(rules) if id_ not in ids], rules)
        others = [policy for policy in loaded if shared_facts(policy) & shared]
    mistakes: list[Mistake] = []
    suites = []
    for policy in (*chosen, *others):
        try:
            suites += _suite(policy, needed=policy in chosen)
        except InputError as error:
            mistakes += error.mistakes
    if mistakes:
        raise InputError(mistakes)
    return suites


def _suite(policy: Policy, *, needed: bool) -> list[Suite]:
    from incentive_engine.assurance.mutation.suite import Suite
    from incentive_engine.policy.cases import load_cases
    from incentive_engine.policy.library import CASES_FOLDER, case_files

    folder = Path(policy.place.file).parent
    files = case_files(folder)
    if not files and not needed:
        return []
    if not files:
        values = {"policy": policy.id, "folder": folder / CASES_FOLDER}
        raise InputError([Mistake(policy.place, "mutation.no-cases", values)])
    suite = Suite(policy, [load_cases(file, policy) for file in files])
    if suite.failing:
        raise InputError(
            Mistake(wrong.place, "mutation.case-fails", {"case": case.name, "measure": wrong.measure})
            for case, wrong in suite.failing
        )
    return [suite]


def _fault(part: Scored, least: Decimal | None, lang: Language) -> str:
    """What is wrong with a policy's score; empty when nothing is."""
    score = part.score
    if least is not None:
        values = {"policy": part.id, "score": score.per_cent, "least": least}
        return say("mutation.below", lang, **values) if score.per_cent < least else ""
    count = score.survived - score.explained
    return say("mutation.unexplained", lang, policy=part.id, count=count) if count else ""
