"""What a measure gives, in two states: its formula or table, item by item, floors, ceilings, rounding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from incentive_engine.assurance.changes.expressions import award_said, formula_said, said, table_said
from incentive_engine.assurance.changes.model import ADDED, CHANGED, REMOVED, Change
from incentive_engine.assurance.changes.saying import Saying
from incentive_engine.policy.model import Award, Each, Expression, Row, Step, Table
from incentive_engine.report import phrases
from incentive_engine.report.policy_words import PolicyWords

Eaches = tuple["Each | None", "Each | None"]


def award_changes(saying: Saying, old: Award, new: Award) -> list[Change]:
    """The changes of an award."""
    found = list(_changes(saying, old, new))
    if not found and award_said(old) != award_said(new):  # in what no words tell apart
        found = saying.text("amount", str(award_said(old)), str(award_said(new)))
    return found


def _changes(saying: Saying, old: Award, new: Award) -> Iterator[Change]:
    each = old.each, new.each
    yield from saying.text("benefit", old.benefit, new.benefit, prose=True)
    yield from _items(saying, each)
    yield from formula_changes(saying, old.amount, new.amount, "amount", each=each, told=_brackets(saying, old, new))
    rounding = (_rounding(words, one) for words, one in ((saying.old, old), (saying.new, new)))
    yield from saying.text("rounding", *rounding)
    yield from _steps(saying, old, new)


def formula_changes(
    saying: Saying,
    old: Expression | Table | None,
    new: Expression | Table | None,
    subject: str,
    *,
    name: str = "",
    id_: str | None = None,
    each: Eaches = (None, None),
    told: tuple[str, str] | None = None,
) -> Iterator[Change]:
    """The changes of an expression or a decision table, row by row; `told` is how both are told where not by their
    text."""
    if isinstance(old, Table) and isinstance(new, Table):
        yield from _Tables(saying, old, new, subject, name, id_, each).changes()
        return
    before, after = (one if isinstance(one, Expression) else None for one in (old, new))
    if isinstance(old, Table) or isinstance(new, Table) or told:
        whole = told or tuple(
            phrases.clauses(words.rows(one, of), saying.lang)
            if isinstance(one, Table)
            else words.expression(one, of)
            if one
            else ""
            for words, one, of in zip((saying.old, saying.new), (old, new), each, strict=True)
        )
        if formula_said(old) == formula_said(new):
            return
        if whole[0] != whole[1]:
            yield from saying.text(subject, *whole, name=name, id=id_)
            return
    yield from saying.expression(subject, before, after, name=name, id_=id_, each=each)


def _brackets(saying: Saying, old: Award, new: Award) -> tuple[str, str] | None:
    """Marginal slices as they are told, where an award has any."""
    if old.brackets is None and new.brackets is None:
        return None
    return (
        phrases.clauses(saying.old.amount(old), saying.lang),
        phrases.clauses(saying.new.amount(new), saying.lang),
    )


def _items(saying: Saying, each: Eaches) -> Iterator[Change]:
    old, new = each
    parts: tuple[tuple[str, Expression | None, Expression | None], ...] = (
        ("items", old.within if old else None, new.within if new else None),
        ("items-where", old.where if old else None, new.where if new else None),
        ("items-by", old.by if old else None, new.by if new else None),
    )
    for subject, before, after in parts:
        yield from saying.expression(subject, before, after, each=each)
    keep = (saying.say(f"items-keep-{one.keep}") if one and one.keep else "" for one in each)
    yield from saying.text("items-keep", *keep)


def _rounding(words: PolicyWords, award: Award) -> str:
    lines = words.changes(award)
    return lines[0] if len(lines) > len(award.steps) else ""


def _steps(saying: Saying, old: Award, new: Award) -> Iterator[Change]:
    each = old.each, new.each
    kinds = [step.kind for step in old.steps], [step.kind for step in new.steps]
    if kinds[0] == kinds[1]:
        for before, after in zip(old.steps, new.steps, strict=True):
            yield from saying.expression(f"step-{after.kind}", before.amount, after.amount, each=each)
            yield from saying.text("step-each", _scope(saying, before), _scope(saying, after))
        return
    for tag, i, j, k, m in SequenceMatcher(None, _said(old), _said(new), autojunk=False).get_opcodes():
        if tag != "equal":
            gone, added = list(old.steps[i:j]), list(new.steps[k:m])
            for step in list(gone):
                other = next((one for one in added if one.kind == step.kind), None)
                if other is not None:
                    yield from saying.expression(f"step-{step.kind}", step.amount, other.amount, each=each)
                    gone.remove(step)
                    added.remove(other)
            for step in gone:
                yield from saying.expression(f"step-{step.kind}", step.amount, None, each=each)
            for step in added:
                yield from saying.expression(f"step-{step.kind}", None, step.amount, each=each)


def _said(award: Award) -> Sequence[tuple[str, str, bool]]:
    return [(step.kind, said(step.amount), step.each) for step in award.steps]


def _scope(saying: Saying, step: Step) -> str:
    return saying.say("step-of-each" if step.each else "step-of-all")


@dataclass(frozen=True, slots=True)
class _Tables:
    """Two states of a decision table."""

    saying: Saying
    old: Table
    new: Table
    subject: str
    name: str
    id: str | None
    each: Eaches

    def changes(self) -> Iterator[Change]:
        if table_said(self.old) == table_said(self.new):
            return
        saying = self.saying
        yield from saying.text("table-hit", self.old.hit, self.new.hit, name=self.name, id=self.id)
        inputs = (
            phrases.joined((words.expression(one, of) for one in table.inputs), saying.lang)
            for words, table, of in self._sides()
        )
        yield from saying.text("table-inputs", *inputs, name=self.name, id=self.id)
        yield from self._rows()
        yield from saying.expression(
            "table-otherwise", self.old.otherwise, self.new.otherwise, name=self.name, id_=self.id, each=self.each
        )

    def _sides(self) -> Iterator[tuple[PolicyWords, Table, Each | None]]:
        yield self.saying.old, self.old, self.each[0]
        yield self.saying.new, self.new, self.each[1]

    def _rows(self) -> Iterator[Change]:
        (old_words, new_words) = (words.rows(table, of) for words, table, of in self._sides())
        said_old, said_new = ([_row_said(row) for row in table.rows] for table in (self.old, self.new))
        if sorted(said_old) == sorted(said_new) and said_old != said_new:
            order = (phrases.clauses(one, self.saying.lang) for one in (old_words, new_words))
            yield from self.saying.text("rows-order", *order, name=self.name, id=self.id)
            return
        for tag, i, j, k, m in SequenceMatcher(None, said_old, said_new, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            pairs = list(zip(range(i, j), range(k, m), strict=False))
            for before, after in pairs:
                yield self._row(CHANGED, old_words[before], new_words[after], after)
            for before in range(i + len(pairs), j):
                yield self._row(REMOVED, old_words[before], "", before)
            for after in range(k + len(pairs), m):
                yield self._row(ADDED, "", new_words[after], after)

    def _row(self, how: str, before: str, after: str, place: int) -> Change:
        number = self.saying.say("row-number", number=place + 1)
        name = self.saying.say("of-table", name=self.name, row=number) if self.name else number
        return Change("row", how, name, self.id, before, after)


def _row_said(row: Row) -> tuple[str, ...]:
    return (*map(said, row.cells), said(row.output))
