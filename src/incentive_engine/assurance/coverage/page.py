"""Coverage as one HTML page: self-contained, readable without colour or script, clauses coloured by what is covered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from incentive_engine.assurance.coverage import telling
from incentive_engine.assurance.coverage.coverage import Coverage, Outcome, OwnerCoverage, PointCoverage, Status, Total
from incentive_engine.assurance.coverage.points import Kind, Point
from incentive_engine.report.lines import inert
from incentive_engine.wording import Language, say

_FOLDER = Path(__file__).parent / "templates"
_MOST_CASES = 6
_MARKS = {Status.COVERED: "✓", Status.UNCOVERED: "✗", Status.UNREACHABLE: "–"}


def coverage_page(coverage: Coverage, lang: Language = "zh") -> str:
    """The page: a table of all policies and measures, then clause by clause every point with its outcomes."""

    def told(code: str, **values: Any) -> str:
        return say(f"coverage.{code}", lang, **values)

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        say=told,
        lang=lang,
        in_short=telling.in_short(coverage, lang),
        title=lambda policy: telling.title(policy, lang),
        owner_name=lambda owner: telling.owner_name(owner, lang),
        total_of=telling.total_of,
        sections=_by_kind,
        name=lambda point: _name(point, lang),
        text=_text,
        status=lambda point: point.status.value,
        word=lambda outcome: telling.outcome_name(outcome, lang),
        why=lambda outcome: outcome.why.text(lang) if outcome.why else "",
        cases=_cases,
        grade=_grade,
        anchor=lambda policy, owner: f"{policy.id or 'shared'}/{owner.owner}",
        marks={status.value: mark for status, mark in _MARKS.items()},
        most=_MOST_CASES,
    )
    return environment.get_template("coverage.html.j2").render(coverage=coverage) + "\n"


def _shown(value: object) -> Markup:
    return value if isinstance(value, Markup) else escape(inert(str(value)))


def _by_kind(owner: OwnerCoverage) -> Mapping[Kind, list[PointCoverage]]:
    """The points of an owner, kind by kind."""
    found: dict[Kind, list[PointCoverage]] = {}
    for one in owner.points:
        found.setdefault(one.point.kind, []).append(one)
    return found


def _name(point: Point, lang: Language) -> str:
    if point.kind is Kind.SWITCH:
        return telling.switch_name(point, lang)
    return point.label


def _text(point: Point) -> str:
    return "" if point.kind is Kind.SWITCH else telling.point_text(point)


def _cases(outcome: Outcome) -> list[str]:
    """The first few cases that show an outcome; of each only the file's stem and its name."""
    return [f"{Path(one.file).stem} · {one.name}" for one in outcome.cases[:_MOST_CASES]]


def _grade(*totals: Total) -> str:
    """How well something is covered: `all`, `most`, `some`, or `none` of it."""
    covered, wanted = sum(one.covered for one in totals), sum(one.wanted for one in totals)
    if covered == wanted:
        return "all"
    return "most" if covered * 10 >= 9 * wanted else "some" if covered else "none"
