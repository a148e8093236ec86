"""Decision tables: every hit policy, and rows that are unknown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.feel.parser import parse_expression, parse_unary_tests
from incentive_engine.feel.tables import HIT_POLICIES, DecisionTable, Outcome, compile_table
from incentive_engine.feel.ternary import Unknown, missing
from incentive_engine.feel.values import CONTEXT

LEVELS = ['"国家级", true -> 100', '"国家级", - -> 80', '"省级", - -> 50']
OVERLAPPING = ["> 0 -> 10", "> 10 -> 30", "> 20 -> 20"]


def table(
    rows: Sequence[str], hit: str, *inputs: str, otherwise: str | None = "0", policy: bool = True, **options: Any
) -> DecisionTable:
    """A table from rows such as `"省级", - -> 50`."""
    parsed = []
    for row in rows:
        cells, _, output = row.partition(" -> ")
        parsed.append(([parse_unary_tests(cell) for cell in cells.split(", ")], parse_expression(output)))
    last = parse_expression(otherwise) if otherwise is not None else None
    return compile_table([parse_expression(one) for one in inputs], parsed, hit, last, policy=policy, **options)


def decide(made: DecisionTable, **names: Any) -> Outcome:
    with localcontext(CONTEXT):
        return made.decide(names)


def value(made: DecisionTable, **names: Any) -> Any:
    return decide(made, **names).value


@pytest.mark.parametrize(
    ("hit", "of_5", "of_15", "of_25"),
    [
        ("F", 10, 10, 10),
        ("C+", 10, 40, 60),
        ("C<", 10, 10, 10),
        ("C>", 10, 30, 30),
        ("C#", 1, 2, 3),
        ("C", [10], [10, 30], [10, 30, 20]),
        ("R", [10], [10, 30], [10, 30, 20]),
        ("O", [10], [30, 10], [20, 30, 10]),
        ("P", 10, 30, 20),
    ],
)
def test_hit_policies(hit: str, of_5: Any, of_15: Any, of_25: Any) -> None:
    made = table(OVERLAPPING, hit, "x", priorities=[Decimal(20), Decimal(30), Decimal(10)])
    for x, expected in ((5, of_5), (15, of_15), (25, of_25)):
        assert value(made, x=Decimal(x)) == expected
    assert value(made, x=Decimal(-1)) == 0


def test_letters_and_names_of_hit_policies_are_the_same() -> None:
    for letter, name in HIT_POLICIES.items():
        assert table(["- -> 1"], letter, "x", priorities=[1]).hit == name


def test_unique_hits_once_or_contradicts_itself() -> None:
    made = table(OVERLAPPING, "unique", "x")
    assert value(made, x=Decimal(5)) == 10
    answer = value(made, x=Decimal(15))
    assert answer.stuck
    assert answer.failures[0].text("zh") == "决策表只应命中一行，却命中第 1, 2 行"
    assert value(table(OVERLAPPING, "U", "x", policy=False), x=Decimal(15)) is None


def test_any_wants_the_hits_to_agree() -> None:
    made = table(["> 0 -> 10", "> 10 -> 10", "> 20 -> 20"], "any", "x")
    assert decide(made, x=Decimal(15)) == Outcome(Decimal(10), (0, 1))
    assert "do not agree" in value(made, x=Decimal(25)).failures[0].text("en")


def test_without_a_hit_and_without_otherwise() -> None:
    made = table(["> 0 -> 10"], "F", "x", otherwise=None)
    assert "没有一行命中" in value(made, x=Decimal(0)).failures[0].text("zh")
    assert value(table(["> 0 -> 10"], "F", "x", otherwise=None, policy=False), x=Decimal(0)) is None


def test_the_rows_that_hit_are_told() -> None:
    made = table(LEVELS, "first", "level", "first_time")
    assert decide(made, level="国家级", first_time=True) == Outcome(Decimal(100), (0,))
    assert decide(made, level="省级", first_time=missing("first_time")) == Outcome(Decimal(50), (2,))
    assert decide(made, level="市级", first_time=missing("first_time")) == Outcome(Decimal(0))


def test_an_unknown_row_never_falls_through() -> None:
    made = table(LEVELS, "first", "level", "first_time")
    outcome = decide(made, level="国家级", first_time=missing("first_time"))
    assert outcome.value.missing == {"first_time"}
    assert (outcome.hits, outcome.unknown) == ((1,), (0,))
    outcome = decide(made, level=missing("level"), first_time=False)
    assert outcome.value.missing == {"level"}
    assert (outcome.hits, outcome.unknown) == ((), (1, 2))


def test_an_unknown_row_makes_the_answer_unknown_even_where_both_rows_say_the_same() -> None:
    made = table(['"a" -> 1', "- -> 1"], "first", "x")
    assert value(made, x=missing("x")).missing == {"x"}


def test_an_unknown_row_after_the_first_hit_does_not_matter() -> None:
    made = table(["-, > 3 -> 1", "> 0, - -> 2"], "first", "x", "y")
    assert value(made, x=missing("x"), y=Decimal(5)) == 1


@pytest.mark.parametrize(
    ("hit", "known"),
    [("C<", Decimal(5)), ("C>", None), ("C+", None), ("C#", None), ("C", None), ("U", None), ("A", None), ("P", None)],
)
def test_an_unknown_row_matters_where_it_could_change_the_answer(hit: str, known: Decimal | None) -> None:
    made = table(["> 3, - -> 5", "-, > 3 -> 9"], hit, "x", "y", priorities=[Decimal(9), Decimal(5)])
    answer = value(made, x=Decimal(4), y=missing("y"))
    if known is None:
        assert answer.missing == {"y"}
    else:
        assert answer == known


def test_an_unknown_row_that_would_add_nothing_does_not_matter() -> None:
    made = table(["> 3, - -> 5", "-, > 3 -> 0"], "C+", "x", "y")
    assert value(made, x=Decimal(4), y=missing("y")) == 5
    assert value(made, x=Decimal(1), y=missing("y")).missing == {"y"}
    agreed = table(["> 3, - -> 5", "-, > 3 -> 5"], "A", "x", "y")
    assert value(agreed, x=Decimal(4), y=missing("y")) == 5


def test_an_unknown_output_is_unknown_where_its_row_hits() -> None:
    made = table(["> 3 -> base * 2", "- -> 1"], "F", "x")
    assert value(made, x=Decimal(4), base=missing("base")).missing == {"base"}
    assert value(made, x=Decimal(1), base=missing("base")) == 1
    assert value(made, x=missing("x"), base=missing("base")).missing == {"x", "base"}
    for hit in ("C+", "C<", "C>", "P", "O", "A", "U"):
        made = table(["> 3 -> base", "> 9 -> 1"], hit, "x", priorities=[Decimal(1)])
        assert value(made, x=Decimal(4), base=missing("base")).missing == {"base"}, hit


def test_a_failing_cell_makes_the_answer_stuck() -> None:
    made = table(["> 1 / x -> 5", "- -> 1"], "F", "x")
    answer = value(made, x=Decimal(0))
    assert answer.stuck
    assert answer.failures[0].text("en") == "division by zero: x is 0"


def test_priorities_must_name_the_outputs() -> None:
    with pytest.raises(ValueError, match="needs the output values"):
        table(OVERLAPPING, "P", "x")
    made = table(OVERLAPPING, "P", "x", priorities=[Decimal(30)])
    assert "no order" in value(made, x=Decimal(15)).failures[0].text("en")


def test_tables_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="no such hit policy"):
        table(OVERLAPPING, "X", "x")
    with pytest.raises(ValueError, match="one cell for each input"):
        table(OVERLAPPING, "F", "x", "y")


CELLS = st.sampled_from(["-", "> 0", "<= 0", "[-1..1]", "not(1)", "2, -2"])
ROWS = st.lists(st.tuples(CELLS, CELLS, st.integers(0, 2)), min_size=1, max_size=4)
INPUTS = st.integers(-2, 2).map(Decimal)


@given(ROWS, st.sampled_from(list(HIT_POLICIES)), INPUTS, INPUTS, st.booleans(), st.booleans())
@settings(deadline=None, max_examples=300)
def test_knowing_more_never_unsays_an_answer(
    rows: list[tuple[str, str, int]], hit: str, x: Decimal, y: Decimal, x_known: bool, y_known: bool
) -> None:
    parsed = [
        ([parse_unary_tests(one), parse_unary_tests(other)], parse_expression(str(out))) for one, other, out in rows
    ]
    inputs = [parse_expression("x"), parse_expression("y")]
    made = compile_table(
        inputs, parsed, hit, parse_expression("7"), policy=True, priorities=[Decimal(one) for one in (1, 0, 2)]
    )
    known = {"x": x if x_known else missing("x"), "y": y if y_known else missing("y")}
    before, after = decide(made, **known), decide(made, x=x, y=y)
    with localcontext(CONTEXT):
        assert repr(made(known)) == repr(before.value)
    if isinstance(before.value, Unknown):
        assert before.value.missing <= {name for name, one in known.items() if isinstance(one, Unknown)}
        assert not before.value.stuck or isinstance(after.value, Unknown)
    else:
        assert before.value == after.value
