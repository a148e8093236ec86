"""Expressions as a reader of policies knows them: facts and parameters by label, signs as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from incentive_engine.decision.spoken import spoken_value
from incentive_engine.feel.syntax import Call, Filter, For, Literal, Name, Node, Path, Quantified
from incentive_engine.policy.model import Each, Expression, Fact, Policy
from incentive_engine.report.lines import inert
from incentive_engine.wording import Language, say

_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "*": "×"}
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|\*\*|<=|>=|!=|\*|\[-[123]\]')
_GROUPED = Decimal(10_000)


def in_words(policy: Policy, expression: Expression, lang: Language, each: Each | None = None) -> str:
    """The expression's text with everything in it called by its label: `研发投入增量 × 奖励比例`.

    `each` is the award per item that the expression belongs to: `p.level` is then called `级别`.
    """
    if isinstance(expression.tree, Literal) and isinstance(expression.tree.value, Decimal):
        return spoken_value(expression.tree.value, lang, expression.type)
    text, parts, end = expression.text, list[str](), 0
    for (start, stop), words in sorted(_renamed(policy, expression.tree, lang, each), key=_outermost_first):
        if end <= start < stop:
            parts += [_signs(text[end:start], lang), words]
            end = stop
    return inert("".join((*parts, _signs(text[end:], lang))).strip())


def _outermost_first(renamed: tuple[tuple[int, int], str]) -> tuple[int, int]:
    (start, stop), _ = renamed
    return start, -stop


def _renamed(policy: Policy, tree: Node, lang: Language, each: Each | None) -> Iterator[tuple[tuple[int, int], str]]:
    """What stands where in the text, and what to say instead."""
    labels = _labels(policy, lang)
    records = dict(_records(policy, tree, each))
    functions = {id(node.function) for node in tree.walk() if isinstance(node, Call)}
    for node in tree.walk():
        if isinstance(node, Path) and isinstance(node.base, Name) and node.base.name in records:
            fields = {field.id: field.label for field in records[node.base.name].item}
            yield node.span, fields.get(node.member, node.member)
        elif isinstance(node, Name) and node.name in labels and id(node) not in functions:
            yield node.span, labels[node.name]
        elif isinstance(node, Literal) and isinstance(node.value, Decimal) and node.value >= _GROUPED:
            yield node.span, f"{node.value:,f}"


def _labels(policy: Policy, lang: Language) -> Mapping[str, str]:
    return {
        "as_of": say("report.as-of", lang),
        "assessment_year": say("report.assessment-year", lang),
        **{id_: fact.label for id_, fact in policy.vocabulary.facts.items()},
        **{id_: parameter.label for id_, parameter in policy.parameters.items()},
    }


def _records(policy: Policy, tree: Node, each: Each | None) -> Iterator[tuple[str, Fact]]:
    """The names that stand for an item of a list fact, with that fact."""
    domains = [iterator for node in tree.walk() if isinstance(node, (Quantified, For)) for iterator in node.iterators]
    domains += [("item", node.base) for node in tree.walk() if isinstance(node, Filter)]
    if each is not None:
        domains.append((each.item, each.within.tree))
    for name, domain in domains:
        source = domain.base if isinstance(domain, Filter) else domain
        fact = policy.vocabulary.facts.get(source.name) if isinstance(source, Name) else None
        if fact is not None:
            yield name, fact


def _signs(text: str, lang: Language) -> str:
    """Operators as printed signs and `[-1]` as the year that it means; texts in quotes are left alone."""
    return _TOKENS.sub(lambda match: _sign(match[0], lang), text)


def _sign(token: str, lang: Language) -> str:
    if token.startswith("["):
        return say(f"report.years-back-{token[2]}", lang)
    return _SIGNS.get(token, token)
