"""Awards: what a measure gives, its brackets written out as one expression, its floor and ceiling as steps."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from incentive_engine.feel.syntax import Arithmetic, Call, Filter, Literal, Name, Node, Path
from incentive_engine.feel.types import ANY, BOOLEAN, MONEY, RATIO, ListType, Type
from incentive_engine.mistakes import Names
from incentive_engine.policy.amounts import AmountError, read_amount
from incentive_engine.policy.model import Award, Brackets, Each, Expression, Rounding, Step, Table
from incentive_engine.policy.scope import NOTHING, RESERVED, Scope
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route
from incentive_engine.policy.tables import compile_table

if TYPE_CHECKING:
    from incentive_engine.policy.schema import measure_file as shapes

_AMOUNTS = ("amount", "table", "brackets")
_STEPS = ("min", "max", "less")
_ZERO = Literal(Decimal(0))


def compile_award(scope: Scope, document: Document, path: Route, shape: shapes.Award) -> Award:
    """The award at `path`."""
    place = document.key_place(*path)
    kinds = [kind for kind in (*_AMOUNTS, "benefit") if getattr(shape, kind) is not None]
    if len(kinds) != 1:
        scope.note(place, "policy.award-kind", kinds=Names(kinds))
    if shape.benefit is not None:
        for key in ("each", *_STEPS, "round"):
            if key in shape.model_fields_set:
                scope.note(document.key_place(*path, key), "policy.not-of-benefit", key=key)
        return Award(place, benefit=shape.benefit)
    each, item = None, NOTHING
    if shape.each is not None:
        each, item = _each(scope, document, (*path, "each"), shape.each)
    amount: Expression | Table | None = None
    brackets = None
    if shape.amount is not None:
        amount = scope.expression(document, (*path, "amount"), shape.amount, MONEY, item)
    elif shape.table is not None:
        amount = compile_table(scope, document, (*path, "table"), shape.table, MONEY, item)
    elif shape.brackets is not None:
        brackets, amount = _brackets(scope, document, (*path, "brackets"), shape.brackets, item)
    steps = []
    for kind in _STEPS:
        text = getattr(shape, kind)
        if text is not None:
            limit = scope.expression(document, (*path, kind), text, MONEY, item)
            steps.append(Step(kind, limit, each=not item.keys().isdisjoint(limit.reads)))
    return Award(
        place,
        amount=amount,
        each=each,
        steps=tuple(steps),
        rounding=_rounding(scope, document, (*path, "round"), shape.round),
        brackets=brackets,
    )


def _each(scope: Scope, document: Document, path: Route, shape: shapes.Each) -> tuple[Each, Mapping[str, Type]]:
    """The items that an award is given for, and the name and type of one of them."""
    within = scope.expression(document, (*path, "in"), shape.in_)
    if isinstance(within.type, ListType):
        type_ = within.type.item
    else:
        type_ = ANY
        if within.type != ANY:
            scope.note(document.place(*path, "in"), "policy.each-of-no-list", type=within.type)
    if shape.item in RESERVED:
        scope.note(document.place(*path, "item"), "policy.reserved-name", name=shape.item)
    elif shape.item in scope.names:
        scope.note(document.place(*path, "item"), "policy.item-name-taken", name=shape.item)
    if (shape.by is None) != (shape.keep is None):
        key = "by" if shape.by is None else "keep"
        scope.note(document.key_place(*path), "policy.missing-key", key=key)
    item = {shape.item: type_}
    where = by = None
    if shape.where is not None:
        where = scope.expression(document, (*path, "where"), shape.where, BOOLEAN, item)
    if shape.by is not None:
        by = scope.expression(document, (*path, "by"), shape.by, None, item)
    return Each(shape.item, within, where, by, shape.keep), item


def _brackets(
    scope: Scope, document: Document, path: Route, shape: shapes.Brackets, item: Mapping[str, Type]
) -> tuple[Brackets, Expression]:
    """Marginal slices, and the expression that they stand for: for each the part of the base in it, times its rate."""
    base = scope.expression(document, (*path, "base"), shape.base, MONEY, item)
    slices = []
    for number, one in enumerate(shape.slices):
        at = (*path, "slices", number)
        over = scope.expression(document, (*at, "over"), one.over, MONEY, item)
        rate = scope.expression(document, (*at, "rate"), one.rate, RATIO, item)
        slices.append((over, rate))
    brackets = Brackets(base, tuple(slices))
    return brackets, marginal(brackets)


def marginal(brackets: Brackets) -> Expression:
    """The expression that slices stand for: for each the part of the base in it, times its rate."""
    base, slices = brackets.base, brackets.slices
    tree: Node | None = None
    written = []
    for number, (over, rate) in enumerate(slices):
        reached, text = base.tree, _operand(base)
        if number + 1 < len(slices):
            above = slices[number + 1][0]
            reached, text = Call(Name("min"), (reached, above.tree)), f"min({text}, {_operand(above)})"
        if over.tree != _ZERO:
            reached, text = Arithmetic("-", reached, over.tree), f"{text} - {_operand(over)}"
        part = Arithmetic("*", Call(Name("max"), (reached, _ZERO)), rate.tree)
        tree = part if tree is None else Arithmetic("+", tree, part)
        written.append(f"max({text}, 0) * {_operand(rate)}")
    reads = base.reads.union(*(one.reads for pair in slices for one in pair))
    whole = tree or _ZERO  # the shape has no brackets without slices
    return Expression(" + ".join(written), whole, MONEY, reads, base.place)


def _operand(expression: Expression) -> str:
    """An expression's text as part of another; of an amount with a unit, the number that it stands for."""
    tree = expression.tree
    if isinstance(tree, Literal) and isinstance(tree.value, Decimal):
        return format(tree.value, "f")
    return expression.text if isinstance(tree, (Name, Path, Call, Filter)) else f"({expression.text})"


def _rounding(scope: Scope, document: Document, path: Route, shape: shapes.Rounding | None) -> Rounding:
    if shape is None:
        return Rounding()
    try:
        to = read_amount(shape.to, "money")
    except AmountError as error:
        scope.note(document.place(*path, "to"), error.code, **error.values)
        return Rounding()
    if to <= 0:
        scope.note(document.place(*path, "to"), "policy.rounding-to", text=shape.to)
        return Rounding()
    return Rounding(to, shape.mode)
