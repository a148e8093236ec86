"""Suggested cases as a file of cases: what all state in `base`, every case with why it is suggested."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from incentive_engine.assurance.coverage.coverage import Uncovered
from incentive_engine.assurance.coverage.points import Kind, Point
from incentive_engine.assurance.coverage.telling import point_name, switch_name
from incentive_engine.assurance.suggestions.suggesting import Suggestion, Suggestions
from incentive_engine.decision import MeasureDecision, Verdict
from incentive_engine.feel.ternary import Unknown
from incentive_engine.policy.model import Fact, FactType, Policy
from incentive_engine.report.lines import inert
from incentive_engine.wording import Language, say

_PLAIN = re.compile(r"[^\W\d_][\w·（）()-]*")
_RESERVED = {"true", "false", "null", "~", "yes", "no", "on", "off"}
_MOST_NAMED = 6

Facts = Mapping[str, Any]


def cases_file(found: Suggestions, lang: Language = "zh") -> str:
    """The text of a file of cases, which `load_cases` reads; a comment only when there is nothing to suggest."""
    policy = found.policy
    numbers = {measure.id: measure.number for measure in policy.measures}
    cases = sorted(found.cases, key=lambda one: numbers[one.question.measure])
    lines = [f"# {say('suggestions.head', lang, policy=inert(policy.short_title or policy.title))}"]
    if cases:
        (day, year), base = _usual_day(cases), _base(cases)
        lines += [f"policy: {policy.id}", f"as_of: {day}"]
        lines += [f"assessment_year: {year}"] if year is not None else []
        lines += _facts("base", base, policy, "")
        lines.append("cases:")
        names: set[str] = set()
        quoted: set[str] = set()
        for one in cases:
            if one.question.measure not in quoted:
                quoted.add(one.question.measure)
                lines += ["", *_clause(policy, one.question.measure, lang)]
            lines += ["", *_case(one, policy, base, (day, year), names, lang)]
    return "\n".join((*lines, *_rest(found, lang))) + "\n"


def outcome_text(one: Uncovered, lang: Language) -> str:
    """What is uncovered, in a line: the point and the outcome."""
    about = _about(one.point, lang)
    return say("suggestions.outcome", lang, about=about, outcome=say(f"coverage.outcome-{one.outcome}", lang))


def _about(point: Point, lang: Language) -> str:
    if point.kind is Kind.SWITCH:
        return point_name(point, lang)
    return say("suggestions.point", lang, point=point_name(point, lang), text=inert(point.text))


def _clause(policy: Policy, measure: str, lang: Language) -> list[str]:
    """The measure and its clause, as comments."""
    one = policy.measure(measure)
    heading = say("suggestions.measure", lang, number=one.number, title=inert(one.title))
    return [f"  # {line}".rstrip() for line in (heading, *map(inert, one.clause.splitlines()))]


def _case(
    one: Suggestion, policy: Policy, base: Facts, usual: tuple[date, int | None], names: set[str], lang: Language
) -> Iterator[str]:
    told = [outcome_text(each, lang) for each in one.shows]
    yield from (f"  # {say('suggestions.shows', lang, outcome=each)}" for each in told[:_MOST_NAMED])
    if len(told) > _MOST_NAMED:
        yield f"  # {say('suggestions.shows-more', lang, count=len(told) - _MOST_NAMED)}"
    yield f"  # {say('suggestions.because', lang, why=one.shows[0].why.text(lang))}"
    yield f"  - name: {_text(_name(one, names, lang))}"
    if one.question.as_of != usual[0]:
        yield f"    as_of: {one.question.as_of}"
    if one.question.assessment_year not in (None, usual[1]):
        yield f"    assessment_year: {one.question.assessment_year}"
    own = {id_: value for id_, value in one.facts.items() if id_ not in base or base[id_] != value}
    taken = {id_: None for id_ in base if id_ not in one.facts}
    yield from _facts("facts", {**own, **taken}, policy, "    ")
    yield f"    to_confirm: {_text(told[0])}"
    yield f"    expect: {{{one.question.measure}: {{{_expected(one.decided)}}}}}"


def _name(one: Suggestion, names: set[str], lang: Language) -> str:
    first = one.shows[0]
    point = first.point
    subject = switch_name(point, lang) if point.kind is Kind.SWITCH else inert(point.label or point.text)
    outcome = say(f"coverage.outcome-{first.outcome}", lang)
    name = wanted = say("suggestions.name", lang, subject=subject, outcome=outcome)
    number = 1
    while name in names:
        number += 1
        name = f"{wanted} ({number})"
    names.add(name)
    return name


def _expected(decided: MeasureDecision) -> str:
    """What is decided now, as an expectation."""
    from incentive_engine.decision.failed import failed_conditions

    parts = [f"verdict: {decided.verdict.value}"]
    if decided.verdict is Verdict.ELIGIBLE and decided.measure.award.amount is not None:
        parts.append(f"payable: {'null' if decided.payable is None else f'{decided.payable.normalize():f}'}")
    if decided.verdict is Verdict.INELIGIBLE:
        parts.append(f"failed: [{', '.join(failed_conditions(decided))}]")
    if decided.missing:
        parts.append(f"missing: [{', '.join(decided.missing)}]")
    if decided.provisional:
        parts.append("provisional: true")
    return ", ".join(parts)


def _rest(found: Suggestions, lang: Language) -> Iterator[str]:
    """What there is no case for, as comments."""
    for code, listed in rest_of(found, lang):
        yield ""
        yield f"# {say(code, lang, count=len(listed))}"
        yield from (f"#   {one}" for one in listed)


def rest_of(found: Suggestions, lang: Language) -> Iterator[tuple[str, Sequence[str]]]:
    """What there is no case for, by the code of the reason that it has in common."""
    if found.unreachable:
        yield (
            "suggestions.unreachable",
            [
                say(
                    "suggestions.proved" if one.items is None else "suggestions.proved-for-lists",
                    lang,
                    outcome=outcome_text(one.uncovered, lang),
                    owner=one.uncovered.point.owner,
                    days=say("suggestions.separator", lang).join(map(str, one.days)),
                    items=one.items,
                )
                for one in found.unreachable
            ],
        )
    if found.open:
        yield (
            "suggestions.open",
            [
                say(
                    "suggestions.not-decided",
                    lang,
                    outcome=outcome_text(one.uncovered, lang),
                    owner=one.uncovered.point.owner,
                    reason=one.reason.text(lang),
                )
                for one in found.open
            ],
        )
    if found.waiting:
        yield (
            "suggestions.waiting",
            [
                say("suggestions.not-decided", lang, outcome=outcome_text(one, lang), owner=one.point.owner,
                    reason=one.why.text(lang))
                for one in found.waiting
            ],
        )  # fmt: skip


def _usual_day(cases: Iterable[Suggestion]) -> tuple[date, int | None]:
    asked = Counter((one.question.as_of, one.question.assessment_year) for one in cases)
    return max(asked, key=lambda one: (asked[one], one[0]))


def _base(cases: Sequence[Suggestion]) -> Facts:
    """For each fact the value that most cases state, where that saves more lines than taking it away again costs."""
    base = {}
    for id_ in dict.fromkeys(id_ for one in cases for id_ in one.facts):
        stated = [one.facts[id_] for one in cases if id_ in one.facts]
        value = max(stated, key=stated.count)
        if stated.count(value) > 1 + len(cases) - len(stated):
            base[id_] = value
    return base


# facts as YAML


def _facts(key: str, facts: Facts, policy: Policy, indent: str) -> Iterator[str]:
    """A mapping of facts in the order of the vocabulary, each with its label as a comment."""
    if not facts:
        return
    yield f"{indent}{key}:"
    known = policy.vocabulary.facts
    for id_, fact in known.items():
        if id_ in facts:
            yield from _fact(fact, facts[id_], f"{indent}  ")


def _fact(fact: Fact, value: Any, indent: str) -> Iterator[str]:
    lead, label = f"{indent}{fact.id}:", f"  # {inert(fact.label)}"
    if isinstance(value, tuple) and value:
        yield lead + label
        columns = {column.id: column for column in fact.item}
        for item in value:
            known = {id_: part for id_, part in item.items() if not isinstance(part, Unknown)}
            parts = ", ".join(f"{id_}: {_value(columns[id_], part)}" for id_, part in known.items())
            yield f"{indent}  - {{{parts}}}"
    elif isinstance(value, Mapping):
        years = ", ".join(f"{year}: {_value(fact, value[year])}" for year in sorted(value))
        yield f"{lead} {{{years}}}{label}"
    else:
        yield f"{lead} {_value(fact, value)}{label}"


def _value(fact: Fact, value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _number(fact, value)
    if isinstance(value, tuple):
        return "[]"
    return value.isoformat() if isinstance(value, date) else _text(str(value))


def _number(fact: Fact, value: Decimal) -> str:
    if fact.type is FactType.RATIO:
        return f"{_digits(value * 100)}%"
    if fact.type is not FactType.MONEY or not value:
        return _digits(value)
    for unit, size in (("亿元", 10**8), ("万元", 10**4)):
        if value % size == 0:
            return f"{_digits(value / size)}{unit}"
    return f"{_digits(value)}元"


def _digits(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(text: str) -> str:
    """A text as YAML: bare where it cannot be taken for anything else."""
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return json.dumps(text, ensure_ascii=False)
