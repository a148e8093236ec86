"""The checker: the type of every form, and what a policy must not say, marked to the letter."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel.checker import Checked, check, check_unary_tests
from incentive_engine.feel.functions import BUILTINS
from incentive_engine.feel.parser import parse_expression, parse_unary_tests
from incentive_engine.feel.syntax import Node
from incentive_engine.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    INTEGER,
    MONEY,
    NUMBER,
    RATIO,
    TEXT,
    TIME,
    ContextType,
    ListType,
    TextType,
    Type,
)
from incentive_engine.wording import say

KIND = TextType(("工业", "建筑业", "服务业"))
LEVEL = TextType(("国家级", "省级", "市级"))
PLATFORM = ContextType.of({"name": TEXT, "level": LEVEL, "recognized_on": DATE, "spent": MONEY})
NAMES: Mapping[str, Type] = {
    "revenue": ListType(MONEY),
    "rd_expense": ListType(MONEY),
    "cap": MONEY,
    "rate": RATIO,
    "score": NUMBER,
    "employees": INTEGER,
    "kind": KIND,
    "season": TextType(("春", "秋")),
    "name": TEXT,
    "ok": BOOLEAN,
    "as_of": DATE,
    "since": DATE,
    "at": DATE_TIME,
    "clock": TIME,
    "platforms": ListType(PLATFORM),
    "refused": ANY,
}


def checked(text: str, expected: Type | None = None) -> Checked:
    return check(parse_expression(text), NAMES, expected=expected)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("1", "integer"),
        ("1.5", "number"),
        ('"a"', "the text “a”"),
        ('@"2020-01-01"', "date"),
        ('@"P1Y"', "years and months duration"),
        ("revenue", "list of money"),
        ("revenue[-1]", "money"),
        ("revenue[employees]", "money"),
        ("revenue[item > 0]", "list of money"),
        ("revenue[-1] - rd_expense[-1] + 100", "money"),
        ("cap * rate", "money"),
        ("rate * cap", "money"),
        ("cap * employees", "money"),
        ("cap / cap", "ratio"),
        ("cap / rate", "money"),
        ("cap / 3", "money"),
        ("1 + rate", "ratio"),
        ("rate / rate", "number"),
        ("employees * 2", "integer"),
        ("employees / 2", "number"),
        ("(1 + rate) ** 3", "ratio"),
        ("-cap", "money"),
        ('name + "a"', "text"),
        ("as_of - since", "days and time duration"),
        ('since + @"P3Y"', "date"),
        ('@"P3Y" + since', "date"),
        ('at + @"PT1H"', "date and time"),
        ("at - as_of", "days and time duration"),
        ("clock - clock", "days and time duration"),
        ('@"P1Y" * 2', "years and months duration"),
        ('@"P1D" / @"PT1H"', "number"),
        ("as_of.year", "integer"),
        ("(as_of - since).days", "integer"),
        ("platforms.level", "list of choice (国家级, 省级, 市级)"),
        ("platforms[1].recognized_on.year", "integer"),
        (
            'platforms[level = "省级" and recognized_on.year = employees]',
            "list of context (name, level, recognized_on, spent)",
        ),
        ('platforms[item.level = "省级"][-1].spent', "money"),
        ("for p in platforms return p.spent * rate", "list of money"),
        ("for i in 1..3 return revenue[i]", "list of money"),
        ("for p in platforms, q in [p.spent] return q", "list of money"),
        ("for day in since..as_of return day.month", "list of integer"),
        ('some p in platforms satisfies p.level in ("省级", "国家级")', "boolean"),
        ("every r in revenue satisfies r > 0", "boolean"),
        ("if ok then cap else 0", "money"),
        ('if ok then "省级" else "市级"', "choice (省级, 市级)"),
        ("ok and cap > 0 or not(ok)", "boolean"),
        ('kind = "工业"', "boolean"),
        ('kind in ("工业", "建筑业")', "boolean"),
        ('kind in ["工业", "建筑业"]', "boolean"),
        ('not(kind in ("工业", "建筑业"))', "boolean"),
        ("cap in [1..100]", "boolean"),
        ("cap in (> 5, 1)", "boolean"),
        ("cap in (? * 2 > 5)", "boolean"),
        ("cap in revenue", "boolean"),
        ("employees in [[1..2], [4..5]]", "boolean"),
        ("employees between 1 and score", "boolean"),
        ("score = employees", "boolean"),
        ('name < "b"', "boolean"),
        ("revenue = rd_expense", "boolean"),
        ("[1, 2.5]", "list of number"),
        ("[]", "list of a type that is not certain"),
        ("{a: 1, b: a + cap}", "context (a, b)"),
        ("{a: 1, b: a + cap}.b", "money"),
        ("[1..cap]", "range of money"),
        ('["a".."c"]', "range of text"),
        ("(!= cap)", "range of money"),
        ("floor(score, -2)", "integer"),
        ("employees * score", "number"),
        ("[since..as_of].start", "date"),
        ("1 instance of number", "boolean"),
        ("sum(revenue)", "money"),
        ("sum(cap, 1, 2)", "money"),
        ("sum(for p in platforms return p.spent)", "money"),
        ("max(cap, 0)", "money"),
        ("max(cap - 100, 0) * rate", "money"),
        ("min(platforms.recognized_on)", "date"),
        ("count(platforms)", "integer"),
        ("mean(revenue)", "money"),
        ("mean([1, 2])", "number"),
        ("mode([1, 2])", "list of integer"),
        ("floor(score)", "integer"),
        ("floor(cap)", "money"),
        ("round half up(score, 0)", "integer"),
        ("round half up(score, 2)", "number"),
        ("decimal(rate, 4)", "ratio"),
        ("abs(cap)", "money"),
        ('abs(@"P1D")', "days and time duration"),
        ("modulo(employees, 2)", "integer"),
        ("sqrt(score)", "number"),
        ("years and months duration(since, as_of)", "years and months duration"),
        ("years and months duration(from: since, to: as_of).years", "integer"),
        ('duration("P1Y")', "years and months duration"),
        ('duration("P1D")', "days and time duration"),
        ("duration(as_of - since)", "days and time duration"),
        ('date("2020-01-01")', "date"),
        ("date(employees, 1, 1)", "date"),
        ("date(at)", "date"),
        ("time(at)", "time"),
        ("date and time(as_of, clock)", "date and time"),
        ('day of week(as_of) = "Monday"', "boolean"),
        ('list contains(platforms.level, "省级")', "boolean"),
        ("index of(revenue, cap)", "list of integer"),
        ("distinct values(platforms.level)", "list of choice (国家级, 省级, 市级)"),
        ("append(revenue, 1)", "list of money"),
        ("concatenate(revenue, rd_expense)", "list of money"),
        ("union(revenue, [1])", "list of money"),
        ("sublist(revenue, 1, 2)", "list of money"),
        ("flatten([revenue, rd_expense])", "list of money"),
        ("list replace(revenue, 1, 0)", "list of money"),
        ("reverse(platforms)[1].name", "text"),
        ("substring(name, 1, 2)", "text"),
        ("string(cap)", "text"),
        ('string join(platforms.name, "、")', "text"),
        ('split(name, ",")', "list of text"),
        ('number("1,5", ".", ",")', "number"),
        ("all(ok, true)", "boolean"),
        ("is(as_of, since)", "boolean"),
        ("before(as_of, [since..as_of])", "boolean"),
        ('range("[1..5]")', "range of integer"),
        ('get value({a: 1, b: "x"}, "b")', "the text “x”"),
        ("get entries({a: 1, b: 2})[1].value", "integer"),
        ('context put({a: 1}, "b", cap).b', "money"),
        ("context merge([{a: 1}, {a: 2}]).a", "integer"),
        ("refused + 1", "a type that is not certain"),
    ],
)
def test_every_expression_has_its_type(text: str, type_: str) -> None:
    found = checked(text)
    assert [(one.code, text[slice(*one.span)]) for one in found.problems] == []
    assert str(found.type) == type_


MARK = re.compile("«(.*?)»")


def refusals(text: str, found: Checked) -> list[tuple[str, str]]:
    return [(one.code, text[slice(*one.span)]) for one in found.problems]


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("«revenu»[-1] > 0", "unknown-name"),
        ("platforms[«levl» = 1]", "unknown-name"),
        ("«sums»(revenue)", "unknown-function"),
        ("«sum» + 1", "function-not-called"),
        ("platforms[1].«leve»", "unknown-member"),
        ("as_of.«hour»", "unknown-member"),
        ("«null»", "null"),
        ("cap = «null»", "null"),
        ("if ok then cap else «null»", "null"),
        ("«now()» > at", "clock"),
        ("«today()»", "clock"),
        ("«function(x) x»", "function-defined"),
        ("sort(revenue, «function(x, y) x < y»)", "function-defined"),
        ('«("abs")»(1)', "function-value"),
        ('kind = «"工也"»', "not-a-choice"),
        ('«"工也"» != kind', "not-a-choice"),
        ('kind in ("工业", «"服务"»)', "not-a-choice"),
        ('kind in ["工业", «"服务"»]', "not-a-choice"),
        ('list contains(["工业", «"服务"»], kind)', "not-a-choice"),
        ('list contains(platforms.level, «"部级"»)', "not-a-choice"),
        ('is(kind, «"工也"»)', "not-a-choice"),
        ('platforms[level = «"省"»]', "not-a-choice"),
        ('day of week(as_of) = «"Munday"»', "not-a-choice"),
        ("kind = «工业»", "text-without-quotes"),
        ('kind in («工业», "服务业")', "text-without-quotes"),
        ("«kind = season»", "disjoint-choices"),
        ('«kind < "服务业"»', "type-without-order"),
        ("min(«platforms.level»)", "item-type"),
        ("«cap = name»", "different-types"),
        ("«cap > rate»", "different-types"),
        ("«as_of = at»", "different-types"),
        ("«as_of - since > 365»", "different-types"),
        ("rate in «[cap..cap]»", "different-types"),
        ('employees in (1, «"a"»)', "different-types"),
        ("employees between 1 and «name»", "different-types"),
        ("«ok < true»", "type-without-order"),
        ("«[1..name]»", "different-types"),
        ('1 in «["a".."b"]»', "different-types"),
        ("«revenue» > 100", "list-compared"),
        ("100 < «revenue»", "list-compared"),
        ("«revenue» * 2", "list-computed"),
        ("«cap + rate»", "cannot-compute"),
        ("«cap * cap»", "cannot-compute"),
        ("«cap ** 2»", "cannot-compute"),
        ("«as_of + 1»", "cannot-compute"),
        ("«as_of + as_of»", "cannot-compute"),
        ('«name - "a"»', "cannot-compute"),
        ("«-name»", "cannot-negate"),
        ("«employees» and ok", "condition-expected"),
        ("if «employees» then 1 else 2", "condition-expected"),
        ("some r in revenue satisfies «r»", "condition-expected"),
        ("«if ok then cap else rate»", "branches-differ"),
        ('«if ok then 1 else "a"»', "branches-differ"),
        ("«cap»[1]", "not-a-list"),
        ("for c in «cap» return c", "not-a-list"),
        ("revenue[«name»]", "index-or-condition"),
        ("revenue[«0»]", "index-zero"),
        ("revenue[«1.5»]", "index-not-whole"),
        ("revenue[«rate»]", "index-not-whole"),
        ("for x in «[cap..cap]» return x", "range-not-iterable"),
        ('[1, «"a"»]', "mixed-list"),
        ("1 instance of «nomber»", "unknown-type"),
        ("«substring(name)»", "argument-count"),
        ("«count()»", "argument-count"),
        ("«substring(strin: name, start position: 1)»", "argument-names"),
        ("«substring(string: name)»", "argument-names"),
        ('substring(name, «"x"»)', "argument-type"),
        ("substring(string: name, start position: «ok»)", "argument-type"),
        ("sum(«cap»)", "argument-type"),
        ("sum(«revenue», rd_expense)", "argument-type"),
        ("sum(«platforms.name»)", "item-type"),
        ("max(cap, «rate»)", "argument-type"),
        ("sum(cap, «rate»)", "argument-type"),
        ("append(revenue, «rate»)", "argument-type"),
        ("concatenate(revenue, «platforms»)", "item-type"),
        ("not(«employees»)", "argument-type"),
        ("before(as_of, «1»)", "argument-type"),
        ("modulo(cap, «rate»)", "argument-type"),
        ("«duration(name)»", "no-certain-type"),
        ("«range(name)»", "no-certain-type"),
        ('«context([{key: "a", value: 1}])»', "no-certain-type"),
        ("«get value({a: 1, b: ok}, name)»", "no-certain-type"),
        ("«get entries({a: 1, b: ok})»", "no-certain-type"),
        ('get value({a: 1}, «"b"»)', "unknown-member"),
        ('«date("2021-13-01")» < as_of', "no-date"),
        ('«duration("1Y")»', "no-duration"),
        ("«sqrt(-1)»", "root-of-negative"),
        ("«modulo(1, 0)»", "division-by-zero"),
        ('matches(name, «"[a-"»)', "no-pattern"),
        ('replace(name, «"*"», "x")', "no-pattern"),
        ('split(name, «"("»)', "no-pattern"),
    ],
)
def test_a_slip_of_the_pen_is_marked_where_it_stands(marked: str, code: str) -> None:
    span = MARK.search(marked)
    assert span is not None
    text = MARK.sub(r"\1", marked)
    (problem,) = checked(text).problems
    assert (problem.code, problem.span) == (f"feel.{code}", (span.start(), span.end() - 2))


def test_all_problems_are_told_at_once_in_the_order_of_the_text() -> None:
    text = 'revenu > 0 and kind = "工也" and sum(cap) > rate'
    assert [code for code, _ in refusals(text, checked(text))] == [
        "feel.unknown-name", "feel.not-a-choice", "feel.argument-type",
    ]  # fmt: skip


def test_what_is_refused_is_not_refused_again_by_what_stands_around_it() -> None:
    for text in ("nobody + rate > cap", "if nobody then 1 else 2", "sum(nobody) = name", "nobody[1].a and ok"):
        assert [code for code, _ in refusals(text, checked(text))] == ["feel.unknown-name"], text


@pytest.mark.parametrize(
    ("text", "expected", "marked"),
    [
        ("cap", MONEY, None),
        ("employees * 100", MONEY, None),
        ("cap / cap", RATIO, None),
        ("employees / 2", RATIO, None),
        ("cap", NUMBER, None),
        ("floor(score)", INTEGER, None),
        ('if ok then "工业" else "服务业"', KIND, None),
        ("kind", TEXT, None),
        ("[]", ListType(MONEY), None),
        ("[1, cap]", ListType(MONEY), None),
        ("refused", MONEY, None),
        ("rate", MONEY, "rate"),
        ("cap", RATIO, "cap"),
        ("score", INTEGER, "score"),
        ("ok", MONEY, "ok"),
        ("name", KIND, "name"),
        ('if ok then "工业" else "农业"', KIND, '"农业"'),
        ("if ok then cap else if ok then 1 else employees", RATIO, "cap"),
        ("[1, ok]", ListType(MONEY), "ok"),
        ("revenue", MONEY, "revenue"),
    ],
)
def test_the_value_must_fit_what_is_expected(text: str, expected: Type, marked: str | None) -> None:
    assert [part for _, part in refusals(text, checked(text, expected))][:1] == ([marked] if marked else [])


@pytest.mark.parametrize(
    ("tested", "marked", "code"),
    [
        (KIND, '"工业", "服务业"', None),
        (KIND, 'not("工业")', None),
        (KIND, "-", None),
        (MONEY, "[1..100), > 5", None),
        (MONEY, "? > 5 and ok", None),
        (MONEY, "cap", None),
        (DATE, '>= @"2020-01-01"', None),
        (BOOLEAN, "true", None),
        (KIND, '"工业", «"农业"»', "not-a-choice"),
        (KIND, "«工业»", "text-without-quotes"),
        (KIND, '< «"工业"»', "type-without-order"),
        (MONEY, '«"a"»', "different-types"),
        (MONEY, "«rate»", "different-types"),
        (MONEY, "«true»", "different-types"),
        (MONEY, "«[rate..rate]»", "different-types"),
        (MONEY, "«? + 1»", "condition-expected"),
        (ListType(MONEY), "> «5»", "list-compared"),
        (MONEY, "«null»", "null"),
    ],
)
def test_the_cells_of_a_table_are_checked_against_its_input(tested: Type, marked: str, code: str | None) -> None:
    text = MARK.sub(r"\1", marked)
    found = check_unary_tests(parse_unary_tests(text), tested, NAMES)
    span = MARK.search(marked)
    if span is None or code is None:
        assert refusals(text, found) == []
    elif code == "list-compared":
        assert [one.code for one in found.problems] == ["feel.list-compared"]
    else:
        assert refusals(text, found) == [(f"feel.{code}", span[1])]


def nodes(text: str) -> list[Node]:
    return list(parse_expression(text).walk())


def test_every_node_has_a_type_that_later_rooms_can_look_up() -> None:
    tree = parse_expression('sum(rd_expense) / revenue[-1] >= 3 / 100 and kind in ("工业", "服务业")')
    found = check(tree, NAMES)
    functions = {id(node.function) for node in tree.walk() if hasattr(node, "function")}
    assert {id(node) for node in tree.walk()} - functions <= found.types.keys()
    assert found.types[id(tree)] == BOOLEAN
    assert ANY not in found.types.values()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_refusal_can_be_said(lang: str) -> None:
    for text in ("revenu", "sums(1)", 'kind = "工也"', "cap + rate", "kind = season", "revenue > 1", "as_of.yeer"):
        for problem in checked(text).problems:
            assert say(problem.code, lang, **problem.values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("platforms.leve", "记录（name、level、recognized_on、spent）没有成员 leve；最接近的是 level"),
        ('kind = "工也"', "“工也”不在可选值之中，应为选项（工业、建筑业、服务业）；最接近的是 工业"),
        ("cap + rate", "金额 + 比例 没有意义"),
        ("revenue > 100", "这是金额的列表，不能与整数比较；取其中一项，如本年度用 [-1]"),
        ("xyz", "没有名为 xyz 的事实或参数"),
        ('substring(name, "x")', "函数 substring 的参数 start position 应为数字，实为文本“x”"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_was_meant(text: str, sentence: str) -> None:
    (problem,) = checked(text).problems
    assert say(problem.code, "zh", **problem.values) == sentence


@given(st.sampled_from(sorted(BUILTINS)), st.lists(st.sampled_from(sorted(set(NAMES) - {"refused"})), max_size=3))
def test_any_call_at_all_is_typed_or_refused(function: str, arguments: list[str]) -> None:
    found = checked(f"{function}({', '.join(arguments)})")
    assert found.problems or found.type != ANY
