"""An enterprise that a policy and its mutant decide differently, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from incentive_engine.policy.model import Policy
from incentive_engine.report import phrases
from incentive_engine.report.amounts import money
from incentive_engine.wording import Language, say


def difference_in_words(
    policy: Policy, measure: str, day: date, facts: Mapping[str, Any], old: tuple[Any, ...], new: tuple[Any, ...]
) -> dict[str, str]:
    """`2021-03-31，研发费用：2020年 1,000,000 元：原规则 符合 50,000 元，变异后 不符合`, by language."""
    return {
        "zh": _difference(policy, measure, day, facts, old, new, "zh"),
        "en": _difference(policy, measure, day, facts, old, new, "en"),
    }


def _difference(
    policy: Policy,
    measure: str,
    day: date,
    facts: Mapping[str, Any],
    old: tuple[Any, ...],
    new: tuple[Any, ...],
    lang: Language,
) -> str:
    stated = phrases.assumed_values(facts, [policy], lang) or say("mutation.nothing-stated", lang)
    before, after = (_decided(one, old[1:] != new[1:], lang) for one in (old, new))
    return say("mutation.difference", lang, day=day, facts=stated, measure=measure, before=before, after=after)


def _decided(decided: tuple[Any, ...], with_amount: bool, lang: Language) -> str:
    verdict, gross, payable = decided
    words = verdict_in_words(verdict, lang)
    if verdict != "eligible" or not with_amount:
        return words
    return say("mutation.decided", lang, verdict=words, amount=_amount(payable if payable is not None else gross, lang))


def verdict_in_words(verdict: str, lang: Language) -> str:
    """A verdict as the report says it."""
    return say(f"mutation.verdict-{verdict.replace('_', '-')}", lang)


def _amount(amount: Decimal | None, lang: Language) -> str:
    return say("mutation.not-known", lang) if amount is None else money(amount, lang)
