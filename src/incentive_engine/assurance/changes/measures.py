"""A measure in two states: its text, its conditions, what it gives, how one applies for it."""

from __future__ import annotations

from collections.abc import Iterator

from incentive_engine.assurance.changes.awards import award_changes
from incentive_engine.assurance.changes.conditions import condition_changes
from incentive_engine.assurance.changes.expressions import condition_said
from incentive_engine.assurance.changes.model import ADDED, REMOVED, Change, MeasureChanges
from incentive_engine.assurance.changes.saying import Saying, paired
from incentive_engine.assurance.changes.slices import Slices
from incentive_engine.policy.model import AtLeast, Condition, Measure, Period, Policy, Source
from incentive_engine.report import phrases
from incentive_engine.report.lines import inert
from incentive_engine.report.times import period
from incentive_engine.wording import Language


def measures_compared(saying: Saying, old: Policy, new: Policy) -> Iterator[MeasureChanges]:
    """Every measure of two states of a policy, by number; those in which nothing differs have no changes."""
    before, after = Slices(old), Slices(new)
    gone, both, added = paired({one.id: one for one in old.measures}, {one.id: one for one in new.measures})
    found = [MeasureChanges(one, None, (_whole(one, REMOVED),), slice=True) for one in gone.values()]
    found += [MeasureChanges(None, one, (_whole(one, ADDED),), slice=True) for one in added.values()]
    for first, second in both.values():
        slice_ = (before.of(first), before.settlement(first)) != (after.of(second), after.settlement(second))
        settlement = slice_ or before.mates(first) != after.mates(second)
        changes = tuple(measure_changes(saying, first, second))
        award = before.award(first) != after.award(second)
        found.append(MeasureChanges(first, second, changes, slice_, settlement, award))
    yield from sorted(found, key=lambda one: one.measure.number)


def _whole(measure: Measure, how: str) -> Change:
    """A measure that is there in one state only, told by its clause."""
    clause = " ".join(inert(measure.clause).split())
    before, after = (clause, "") if how == REMOVED else ("", clause)
    return Change("measure", how, inert(measure.title), measure.id, before, after, prose=True)


def measure_changes(saying: Saying, old: Measure, new: Measure) -> Iterator[Change]:
    """What differs in the file of a measure."""
    yield from saying.text("number", old.number, new.number, decides=False)
    yield from saying.text("title", old.title, new.title, decides=False, prose=True)
    yield from saying.text("clause", old.clause, new.clause, decides=False, prose=True)
    yield from saying.text("in-force", *(_period(one.in_force, saying.lang) for one in (old, new)))
    yield from _conditions(saying, old, new)
    yield from award_changes(saying, old.award, new.award)
    groups = (words.group(one) if one.group else "" for words, one in ((saying.old, old), (saying.new, new)))
    yield from saying.text("group", *groups)
    yield from _about(saying, old, new)
    yield from source_changes(
        saying, {one.id: one for one in old.sources}, {one.id: one for one in new.sources}, quoted=True
    )


def _period(one: Period, lang: Language) -> str:
    return period(one, lang) if one.start or one.end else ""


def _conditions(saying: Saying, old: Measure, new: Measure) -> Iterator[Change]:
    roots = _asked(old), _asked(new)
    found = list(condition_changes(saying, *roots, "condition"))
    if condition_said(old.when) != condition_said(new.when) and not any(one.decides for one in found):
        found += saying.text("conditions-joined", str(condition_said(old.when)), str(condition_said(new.when)))
    yield from found


def _asked(measure: Measure) -> tuple[Condition, ...]:
    """The conditions that are all asked; one that stands alone, or of which not all are asked, by itself."""
    when = measure.when
    return when.children if isinstance(when, AtLeast) and when.written == "all" and not when.label else (when,)


def _about(saying: Saying, old: Measure, new: Measure) -> Iterator[Change]:
    """What decides nothing: where it stands in the policy, how sure its text is, how one applies."""
    yield from saying.text("category", old.category, new.category, decides=False)
    yield from saying.text("basis", saying.old.basis(old.basis), saying.new.basis(new.basis), decides=False)
    yield from saying.text("apply", saying.old.application(old), saying.new.application(new), decides=False)
    materials = (phrases.joined(one.apply.materials, saying.lang) for one in (old, new))
    yield from saying.text("materials", *materials, decides=False)


def source_changes(
    saying: Saying, old: dict[str, Source], new: dict[str, Source], *, quoted: bool = False
) -> Iterator[Change]:
    """The changes of the documents that rules rest on; of a measure's, of the words that it quotes."""

    def told(one: Source) -> str:
        return inert(one.quote or "") if quoted else phrases.source(one, saying.lang)

    gone, both, added = paired(old, new)
    for one in gone.values():
        yield Change("source", REMOVED, inert(one.title), one.id, before=told(one), decides=False, prose=True)
    for one in added.values():
        yield Change("source", ADDED, inert(one.title), one.id, after=told(one), decides=False, prose=True)
    for before, after in both.values():
        name = inert(after.title)
        yield from saying.text("source", told(before), told(after), name=name, id=after.id, decides=False, prose=True)
