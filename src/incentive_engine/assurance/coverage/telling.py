"""Coverage as text: a table, measure by measure, then what is not covered, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from incentive_engine.assurance.coverage.coverage import (
    NOTHING,
    Coverage,
    Outcome,
    OwnerCoverage,
    PointCoverage,
    PolicyCoverage,
    Status,
    Total,
)
from incentive_engine.assurance.coverage.points import Kind, Point
from incentive_engine.report.lines import align_right, inert, pad, width, wrap
from incentive_engine.report.page import Page
from incentive_engine.report.phrases import joined
from incentive_engine.wording import Language, say

_HANG = 4
_MOST_NAMED = 5


def coverage_text(coverage: Coverage, lang: Language = "zh", *, page: Page | None = None) -> str:
    """The table and the list, policy by policy; of several policies the totals of each at the end."""
    page = page or Page()
    for policy in coverage.policies:
        page.gap()
        page.text(title(policy, lang), style="strong")
        _table(page, _rows(policy, lang), lang)
        uncovered = [(owner, point) for owner in policy.owners for point in owner.points if _lacks(point)]
        if uncovered:
            page.gap()
            page.text(say("coverage.uncovered", lang))
            for owner, points in groupby(uncovered, key=lambda pair: pair[0]):
                _uncovered(page, owner, [point for _, point in points], lang)
    if len(coverage.policies) > 1:
        page.gap()
        page.text(say("coverage.together", lang), style="strong")
        rows = [(title(one, lang), one.outcomes, one.mcdc) for one in coverage.policies]
        _table(page, [*rows, (say("coverage.total", lang), coverage.outcomes, coverage.mcdc)], lang)
    page.gap()
    page.text(in_short(coverage, lang), style="strong")
    return str(page)


def in_short(coverage: Coverage, lang: Language) -> str:
    """The totals in one sentence."""
    outcomes, mcdc = coverage.outcomes, coverage.mcdc
    return say(
        "coverage.in-short",
        lang,
        percent=outcomes.percent,
        covered=f"{outcomes.covered:,}",
        wanted=f"{outcomes.wanted:,}",
        mcdc_percent=mcdc.percent,
        mcdc_covered=f"{mcdc.covered:,}",
        mcdc_wanted=f"{mcdc.wanted:,}",
        unreachable=f"{outcomes.unreachable + mcdc.unreachable:,}",
    )


def title(policy: PolicyCoverage, lang: Language) -> str:
    """What a policy is called, and its id; or the words for the facts that policies share."""
    if policy.policy is None:
        return say("coverage.shared-facts", lang)
    return f"{inert(policy.policy.short_title or policy.policy.title)}  {policy.id}"


def owner_name(owner: OwnerCoverage, lang: Language) -> str:
    """What an owner of points is called."""
    if owner.measure is not None:
        return f"{owner.measure.number} {inert(owner.label)}"
    if owner.label:
        return inert(owner.label)
    return say(f"coverage.owner-{owner.owner}", lang)


def point_name(point: Point, lang: Language) -> str:
    """The kind of a point, and the author's name for it."""
    name = switch_name(point, lang) if point.kind is Kind.SWITCH else inert(point.label)
    return f"{say(f'coverage.kind-{point.kind.value}', lang)} {name}".rstrip()


def switch_name(point: Point, lang: Language) -> str:
    """What changes on the day that a point is about."""
    switch = point.about
    whose = switch.subject or say("coverage.whole-policy", lang)
    return say(f"coverage.switch-{switch.change}", lang, subject=whose, day=switch.day)


def outcome_name(outcome: Outcome, lang: Language) -> str:
    """An outcome in a word."""
    return say(f"coverage.outcome-{outcome.name}", lang)


def _rows(policy: PolicyCoverage, lang: Language) -> list[tuple[str, Total, Total]]:
    """A row for each measure and for what holds for all; the derived facts together, unless there is nothing else."""
    facts = policy.facts
    others = [one for one in policy.owners if not one.is_fact]
    rows = [(owner_name(one, lang), one.outcomes, one.mcdc) for one in (others or facts)]
    if others and facts:
        rows.append((say("coverage.derived-facts", lang, count=len(facts)), total_of(facts), NOTHING))
    return [*rows, (say("coverage.total", lang), policy.outcomes, policy.mcdc)]


def total_of(owners: Sequence[OwnerCoverage]) -> Total:
    """The outcomes of several owners together."""
    return sum((one.outcomes for one in owners), NOTHING)


def _table(page: Page, rows: Sequence[tuple[str, Total, Total]], lang: Language) -> None:
    heads = [say(f"coverage.head-{one}", lang) for one in ("outcomes", "mcdc", "unreachable")]
    cells = [(name, _share(one), _share(two), _count(one.unreachable + two.unreachable)) for name, one, two in rows]
    room = [max(width(head), *(width(row[place]) for row in cells)) for place, head in enumerate(heads, 1)]
    named = page.columns - sum(room) - 2 * len(room) - 2
    page.text("  " + pad("", named) + "".join(f"  {align_right(*one)}" for one in zip(heads, room, strict=True)))
    for name, *figures in cells:
        lines = wrap(name, named)
        shown = "".join(f"  {align_right(*one)}" for one in zip(figures, room, strict=True))
        page.text(f"  {pad(lines[0], named)}{shown}")
        for line in lines[1:]:
            page.text(line, indent=2)


def _share(total: Total) -> str:
    return f"{total.covered}/{total.wanted}  {total.percent:>5}%" if total.wanted else "–"


def _count(number: int) -> str:
    return str(number) if number else "–"


def _lacks(point: PointCoverage) -> bool:
    return any(one.status is Status.UNCOVERED for one in point.outcomes)


def _uncovered(page: Page, owner: OwnerCoverage, points: Sequence[PointCoverage], lang: Language) -> None:
    page.text(f"{owner_name(owner, lang)}  {owner.owner}", indent=2, style="strong")
    reasons = {why for one in points for why, _ in reasons_of(one, lang)}
    if len(reasons) == 1 and len(points) > 1:
        page.item("×", point_names(points, lang), indent=_HANG, lead_style="bad")
        page.text(inert(reasons.pop()), indent=_HANG + 2)
        return
    for one in points:
        page.item("×", point_name(one.point, lang), indent=_HANG, lead_style="bad")
        if one.point.kind is not Kind.SWITCH:
            page.text(point_text(one.point), indent=_HANG + 2, style="faint")
        for why, outcomes in reasons_of(one, lang):
            told = say("coverage.outcome-why", lang, outcome=joined(outcomes, lang), why=why)
            page.text(inert(told), indent=_HANG + 2)


def point_names(points: Sequence[PointCoverage], lang: Language) -> str:
    """How many points there are, and the ids (or texts) of the first few."""
    names = list(dict.fromkeys(inert(one.point.id or one.point.text) for one in points))
    more = ("…",) if len(names) > _MOST_NAMED else ()
    return say("coverage.points", lang, count=len(points), names=joined([*names[:_MOST_NAMED], *more], lang))


def point_text(point: Point) -> str:
    """The text of a point, after its id if it has one that says more."""
    text = inert(point.text)
    return f"{point.id}: {text}" if point.id and not point.text.startswith(point.id) else text


def reasons_of(one: PointCoverage, lang: Language) -> list[tuple[str, list[str]]]:
    """Why outcomes of a point are not covered, each reason with its outcomes in words."""
    found: dict[str, list[str]] = {}
    for outcome in one.outcomes:
        if outcome.status is Status.UNCOVERED and outcome.why is not None:
            found.setdefault(outcome.why.text(lang), []).append(outcome_name(outcome, lang))
    return list(found.items())
