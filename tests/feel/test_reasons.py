"""In a policy, what goes wrong is unknown and says why; `evaluate` alone answers null."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from typing import Any

import pytest

from incentive_engine.feel import evaluate
from incentive_engine.feel.compiler import compile_expression
from incentive_engine.feel.parser import parse_expression
from incentive_engine.feel.ternary import OpenSeries, Unknown, missing
from incentive_engine.feel.values import CONTEXT

NAMES: dict[str, Any] = {
    "revenue": [Decimal(5), Decimal(0)],
    "kind": "工业",
    "count_of_staff": Decimal(3),
    "platforms": [{"level": "省级", "since": "2020-02-30"}],
    "as_of": date(2021, 3, 31),
}


def in_policy(text: str, **names: Any) -> Any:
    with localcontext(CONTEXT):
        return compile_expression(parse_expression(text), policy=True)({**NAMES, **names})


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("revenue[-2] / revenue[-1]", "除数为零：revenue[-1] 为 0", "division by zero: revenue[-1] is 0"),
        ("1 / (revenue[-1] * 2)", "除数为零：revenue[-1] * 2 为 0", "division by zero: revenue[-1] * 2 is 0"),
        ("revenue[-3]", "revenue 只有 2 项，没有第 -3 项", "revenue has 2 items, and none at -3"),
        ("revenue[0]", "没有第 0 项", "none at 0"),
        ("kind > 3", "文本与数字不能比较：kind > 3", "text and number cannot be compared: kind > 3"),
        ("kind = 3", "不能比较：kind = 3", "cannot be compared: kind = 3"),
        (
            "kind and true",
            "条件 kind 的值应为真或假，实为文本",
            "the condition kind must be true or false, and is text",
        ),
        ("if kind then 1 else 2", "条件 kind 的值应为真或假", "the condition kind must be true or false"),
        ("not(kind)", "条件 kind 的值应为真或假", "the condition kind must be true or false"),
        ("platforms[kind]", "条件 kind 的值应为真或假", "the condition kind must be true or false"),
        ("nobody + 1", "没有名为 nobody 的值", "there is no value named nobody"),
        ("kind.length", "kind 中没有 length", "kind has no length"),
        ("platforms[1].name", "platforms[1] 中没有 name", "platforms[1] has no name"),
        ("kind(3)", "kind 不是函数", "kind is not a function"),
        ("date(platforms[1].since)", "：date(platforms[1].since)", ": date(platforms[1].since)"),
        ("kind - 1", "：kind - 1", ": kind - 1"),
        ("-kind", "文本不能取负：-kind", "text cannot be negated: -kind"),
        ("abs(kind)", "：abs(kind)", ": abs(kind)"),
        ("for i in 1..kind return i", "1..kind] 不是可以逐项取值", "1..kind] is no list"),
        ("3 in [kind..5]", "不是区间：两端应为同类的值", "is no range: its ends must be two values of one kind"),
        ("kind in [1..5]", "值与区间 [1..5] 不是同类", "the value cannot be compared with [1..5]"),
    ],
)
def test_a_failure_is_stuck_and_says_what_went_wrong(text: str, chinese: str, english: str) -> None:
    answer = in_policy(text)
    assert isinstance(answer, Unknown)
    assert answer.stuck and not answer.missing
    assert chinese in answer.failures[0].text("zh")
    assert english in answer.failures[0].text("en")
    assert evaluate(text.replace("if kind then 1 else 2", "null"), NAMES) in (None, [])


def test_a_failure_above_which_nothing_depends_on_is_forgotten() -> None:
    assert in_policy("revenue[-2] / revenue[-1] > 1 and false") is False
    assert in_policy('if kind = "工业" then 1 else 1 / 0') == 1


def test_a_missing_fact_beside_a_failure_does_not_help() -> None:
    answer = in_policy("revenue[-3] + u", u=missing("u"))
    assert answer.stuck
    condition = in_policy("revenue[-3] > 0 and u", u=missing("u"))
    assert condition.by_true is None
    assert condition.by_false == {"u"}


def test_an_unknown_choice_names_what_can_still_change_it() -> None:
    answer = in_policy("if u then v else 2", u=missing("u"), v=missing("v"))
    assert answer.missing == {"u", "v"}
    condition = in_policy("if u then false else v", u=missing("u"), v=missing("v"))
    assert condition.by_true == {"u", "v"}
    assert condition.by_false == {"u", "v"}
    certain = in_policy("if u then true else true", u=missing("u"))
    assert certain is True


def test_a_series_whose_beginning_is_open_is_read_from_its_end() -> None:
    series = OpenSeries(frozenset({"revenue", "established_on"}), (Decimal(1), missing("revenue"), Decimal(3)))
    names = {"revenue": series}
    assert in_policy("revenue[-1]", **names) == 3
    assert in_policy("revenue[-2]", **names).missing == {"revenue"}
    for text in ("revenue[-4]", "revenue[1]", "sum(revenue)", "count(revenue)", "revenue[item > 0]", "revenue"):
        answer = in_policy(text, **names)
        assert isinstance(answer, Unknown), text
        assert answer.missing == {"revenue", "established_on"}, text
    offset = in_policy("revenue[-n]", revenue=series, n=Decimal(1))
    assert offset == 3


def test_a_member_that_is_unknown_makes_a_filter_unknown() -> None:
    platforms = [{"level": "省级"}, {"level": missing("platforms")}]
    assert in_policy('platforms[level = "省级"]', platforms=platforms).missing == {"platforms"}
    assert in_policy("platforms[1].level", platforms=platforms) == "省级"
    assert in_policy('some p in platforms satisfies p.level = "省级"', platforms=platforms) is True
    assert in_policy("count(platforms) = 2", platforms=platforms) is True


def test_an_iteration_without_end_is_stopped() -> None:
    answer = in_policy("every i in 1..10**30, j in 1..10**30 satisfies i > 0")
    assert answer.stuck
    assert "goes round more than 1000000 times" in answer.failures[0].text("en")
