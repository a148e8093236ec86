"""An enterprise that a policy and its mutant decide differently, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from incentive_engine.policy.model import Policy
from incentive_engine.report import phrases
from incentive_engine.report.amounts import money
from incentive_engine.wording import Language, say

Outcome: TypeAlias = tuple[Any, ...]
"""Verdict, gross and payable."""


_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def in_languages(code: str, **values: object) -> dict[str, str]:
    """A sentence of this room by language; a value that is a mapping is itself by language."""
    return {
        lang: say(
            f"mutation.{code}",
            lang,
            **{name: value[lang] if isinstance(value, Mapping) else value for name, value in values.items()},
        )
        for lang in _LANGUAGES
    }


def difference_in_words(
    policy: Policy, measure: str, day: date, facts: Mapping[str, Any], old: Outcome, new: Outcome
) -> dict[str, str]:
    """`2021-03-31，研发费用＝2020 年＝1,000,000 元——…：原规则 符合，50,000 元，变异后 不符合`, by language."""
    with_amount = old[1:] != new[1:]
    return in_languages(
        "difference",
        day=day,
        measure=measure,
        facts={lang: _stated(policy, facts, lang) for lang in _LANGUAGES},
        before={lang: _decided(old, with_amount, lang) for lang in _LANGUAGES},
        after={lang: _decided(new, with_amount, lang) for lang in _LANGUAGES},
    )


def _stated(policy: Policy, facts: Mapping[str, Any], lang: Language) -> str:
    return phrases.assumed_values(facts, [policy], lang) or say("mutation.nothing-stated", lang)


def _decided(decided: Outcome, with_amount: bool, lang: Language) -> str:
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
