"""Expressions as a reader of policies knows them: facts and parameters by label, signs as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from incentive_engine.decision.spoken import spoken_value
from incentive_engine.feel.syntax import (
    Between,
    Call,
    Filter,
    For,
    If,
    Literal,
    Name,
    Negate,
    Node,
    Path,
    Quantified,
)
from incentive_engine.policy.model import Each, Expression, Fact, Policy
from incentive_engine.report.lines import inert
from incentive_engine.wording import Language, say

_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "*": "×"}
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|\*\*|<=|>=|!=|\*|\[-[123]\]|\b(?:and|or)\b')
_GROUPED = Decimal(10_000)
_OF_ONE = {"not": "report.not", "count": "report.count-of", "sum": "report.sum-of"}
_OF_TWO = {"min": "report.lowest", "max": "report.highest"}


def in_words(policy: Policy, expression: Expression, lang: Language, each: Each | None = None) -> str:
    """The expression's text with everything in it called by its label: `研发投入增量 × 奖励比例`.

    Shapes that policies often use are put into words; rare ones (if, for) stay as they are written. `each` is the
    award per item that the expression belongs to: `p.level` is then called `级别`.
    """
    if isinstance(expression.tree, Literal) and isinstance(expression.tree.value, Decimal):
        return spoken_value(expression.tree.value, lang, expression.type)
    words = _Words(policy, expression, lang, each)
    return inert(words.between(0, len(expression.text)))


class _Words:
    """Tells an expression by its text, in which some of its nodes are told by what they mean."""

    def __init__(self, policy: Policy, expression: Expression, lang: Language, each: Each | None) -> None:
        self.text, self.lang = expression.text, lang
        self.labels = _labels(policy, lang)
        self.records = dict(_records(policy, expression.tree, each))
        nodes = list(expression.tree.walk())
        self.functions = {id(node.function) for node in nodes if isinstance(node, Call)}
        self.fields = dict(_fields(policy, nodes))
        self.as_written = any(isinstance(node, (If, For)) for node in nodes)
        self.nodes = sorted(nodes, key=lambda node: (node.span[0], -node.span[1]))

    def of(self, node: Node) -> str:
        return self.between(*node.span)

    def between(self, start: int, stop: int) -> str:
        """A stretch of the text; of the nodes within, the outermost that can be told by what they mean are."""
        parts, end = list[str](), start
        for node in self.nodes:
            first, behind = node.span
            if end <= first < behind <= stop and (words := self.told(node)) is not None:
                rest = self.text[first:behind]
                parts += [self.signs(self.text[end:first]), words, rest[len(rest.rstrip()) :]]
                end = behind
        return "".join((*parts, self.signs(self.text[end:stop]))).strip()

    def told(self, node: Node) -> str | None:
        """What the node means, for those of which more is known than how they are written."""
        if isinstance(node, Path):
            return self.path(node)
        if isinstance(node, Name):
            label = self.fields.get(id(node)) or self.labels.get(node.name)
            return None if id(node) in self.functions else label
        if isinstance(node, Literal):
            return self.literal(node.value)
        if isinstance(node, Quantified) and len(node.iterators) == 1:
            of = self.of(node.iterators[0][1])
            return say(f"report.{node.op}", self.lang, of=of, condition=self.of(node.body))
        if isinstance(node, Between):
            ends = {"low": self.of(node.low), "high": self.of(node.high)}
            return say("report.between", self.lang, value=self.of(node.value), **ends)
        if isinstance(node, Filter) and not isinstance(node.condition, (Literal, Negate)):
            return say("report.filtered", self.lang, of=self.of(node.base), condition=self.of(node.condition))
        return self.call(node) if isinstance(node, Call) and not self.as_written else None

    def path(self, node: Path) -> str | None:
        if isinstance(node.base, Name) and node.base.name in self.records:
            fields = {field.id: field.label for field in self.records[node.base.name].item}
            return fields.get(node.member, node.member)
        if node.member in ("year", "month", "day"):
            return say(f"decision.{node.member}-of", self.lang, name=self.of(node.base))
        return None

    def call(self, node: Call) -> str | None:
        function = node.function.name if isinstance(node.function, Name) else ""
        arguments = [self.of(one) for one in node.arguments]
        if len(arguments) == 1 and function in _OF_ONE:
            return say(_OF_ONE[function], self.lang, of=arguments[0])
        if len(arguments) == 2 and function in _OF_TWO:
            return say(_OF_TWO[function], self.lang, first=arguments[0], second=arguments[1])
        return None

    def literal(self, value: object) -> str | None:
        if isinstance(value, bool):
            return spoken_value(value, self.lang)
        return f"{value:,f}" if isinstance(value, Decimal) and value >= _GROUPED else None

    def signs(self, text: str) -> str:
        """Operators as printed signs and `[-1]` as the year that it means; texts in quotes are left alone."""
        return _TOKENS.sub(lambda match: self.sign(match[0]), text)

    def sign(self, token: str) -> str:
        if token.startswith("["):
            return say(f"report.years-back-{token[2]}", self.lang)
        if token in ("and", "or"):
            return token if self.as_written else say(f"report.{token}", self.lang)
        return _SIGNS.get(token, token)


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


def _fields(policy: Policy, nodes: Iterable[Node]) -> Iterator[tuple[int, str]]:
    """The names that stand for a field of an item in a filter (`list[level = …]`), with the field's label."""
    for node in nodes:
        if isinstance(node, Filter) and isinstance(node.base, Name):
            fact = policy.vocabulary.facts.get(node.base.name)
            labels = {field.id: field.label for field in fact.item} if fact else {}
            within = (name for name in node.condition.walk() if isinstance(name, Name))
            yield from ((id(name), labels[name.name]) for name in within if name.name in labels)
