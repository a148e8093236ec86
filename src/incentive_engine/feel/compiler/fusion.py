"""Expressions that are evaluated again and again become one Python function each, for plain known values.

Closures call closures: of a decision's time most goes into calls. Once an expression has been evaluated often
enough to repay Python's compiling it, what it asks of plain values is written as Python (`writing`, `plainly`).
Whatever else turns up goes to the closures, which alone say what FEEL means.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, DecimalException
from functools import partial

from incentive_engine.feel.compiler.compilation import Compilation, Environment, Evaluator
from incentive_engine.feel.syntax import Literal, Name, Node, UnaryTests

OFTEN = 100
"""After so many evaluations an expression is fused; one check of one enterprise never gets there."""

Fusing = Callable[[Evaluator], Evaluator]


def fused_when_used_often(slow: Evaluator, fuse: Fusing) -> Evaluator:
    """`slow`, until it has been called OFTEN; from then on what `fuse` makes of it."""
    calls = 0
    fast: Evaluator | None = None

    def evaluate(env: Environment) -> object:
        nonlocal calls, fast
        if fast is not None:
            return fast(env)
        # Two threads may both count one call, or both fuse: either way one function of two equal ones stays.
        calls += 1
        if calls >= OFTEN:
            fast = fuse(slow)
        return slow(env)

    return evaluate


def worth_fusing(tree: Node) -> bool:
    """Whether an expression is more than one closure and what it reads."""
    return any(not isinstance(node, (Name, Literal)) for node in tree.children())


def fuse_expression(compilation: Compilation, tree: Node, slow: Evaluator) -> Evaluator:
    """One function for `tree`, which asks `slow` for all that is not plain; `slow` itself if nothing ever is."""
    from incentive_engine.feel.compiler import plainly  # noqa: F401  (late: one check never needs it)
    from incentive_engine.feel.compiler.writing import UnfitError, Writer

    writer = Writer(compilation)
    try:
        value = writer.written(tree)
    except UnfitError:
        return slow
    text = f"Decimal({value.text})" if value.kind is int else value.text
    writer.line(f"return {text}")
    return _function(writer.lines, writer.names, slow)


def fuse_table(
    compilation: Compilation,
    inputs: Sequence[Node],
    rows: Sequence[tuple[Sequence[UnaryTests], Node]],
    hit: str,
    otherwise: Node | None,
    slow: Evaluator,
) -> Evaluator:
    """As `fuse_expression`, for a table with the hit policy first, unique or collect sum."""
    from incentive_engine.feel.compiler.plainly import tested
    from incentive_engine.feel.compiler.writing import RETREAT, UnfitError, Value, Writer

    writer = Writer(compilation)
    found = writer.fresh()
    writer.line(f"{found} = None")
    values = [writer.value(node) for node in inputs]
    values = [Value(writer.local(value), value.kind) for value in values]

    try:
        for number, (cells, output) in enumerate(rows):
            conditions = [
                partial(tested, writer, value, cell) for value, cell in zip(values, cells, strict=True) if cell.tests
            ]
            first = conditions[0]() if conditions else "True"
            with writer.kept():
                writer.line(f"if {writer.all_of([partial(str, first), *conditions[1:]])}:")
                writer.indent()
                if hit == "first":
                    writer.line(f"return {writer.answer(output).text}")
                elif hit == "unique":
                    writer.retreat_if(f"{found} is not None")
                    writer.line(f"{found} = {number}")
                else:
                    amount = writer.local(Value(writer.required(writer.answer(output), Decimal)))
                    writer.line(f"{found} = {amount} if {found} is None else {found} + {amount}")
    except UnfitError:
        return slow
    if hit == "unique":
        for number, (_, output) in enumerate(rows):
            with writer.kept(f"if {found} == {number}:"):
                writer.line(f"return {writer.answer(output).text}")
    elif hit != "first":
        writer.line(f"if {found} is not None: return {found}")
    writer.line(f"return {writer.answer(otherwise).text}" if otherwise else RETREAT)
    return _function(writer.lines, writer.names, slow)


FUSED_HITS = frozenset({"first", "unique", "collect sum"})
"""The hit policies that `fuse_table` knows."""


def _function(lines: Sequence[str], names: dict[str, object], slow: Evaluator) -> Evaluator:
    retreat = ["    except (KeyError, IndexError, DecimalException):", "        return slow(env)"]
    text = "\n".join(["def fused(env):", "    try:", *lines, *retreat])
    names |= {"slow": slow, "DecimalException": DecimalException}
    # The text is ours: of an expression only numbered entries of `names` stand in it, no name and no value.
    exec(compile(text, "<fused>", "exec"), names)  # noqa: S102  only text that we wrote
    fused: Evaluator = names["fused"]  # type: ignore[assignment]  # just defined by the text
    return fused
