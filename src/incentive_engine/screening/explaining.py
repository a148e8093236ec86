"""How a population would be decided: what by SQL, what by the reference evaluator, and why."""

from __future__ import annotations

from collections.abc import Iterator

from incentive_engine.screening.compiling.plan import Plan, PolicyPlan
from incentive_engine.wording import Language, say


def explained(plan: Plan, lang: Language) -> str:
    """The plan in words, a paragraph for each policy."""
    return "\n".join(line for one in plan.policies for line in _lines(one, plan, lang)) + "\n"


def _lines(one: PolicyPlan, plan: Plan, lang: Language) -> Iterator[str]:
    if not one.columns and not one.beyond:
        yield say("screening.none-in-force", lang, policy=one.policy.title, day=plan.as_of.isoformat())
        return
    yield say("screening.by-sql", lang, policy=one.policy.title, count=len(one.columns))
    for measure, _ in one.program.measures:
        error = one.beyond.get(measure.id)
        if error is not None:
            reason = say(error.code, lang, **error.values)
            yield say("screening.by-reference", lang, number=measure.number, title=measure.title, reason=reason)
    if one.columns:
        yield say("screening.some-in-doubt" if one.doubt else "screening.none-in-doubt", lang)
