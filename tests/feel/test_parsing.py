"""Texts as trees: precedence, literals, names, positions, and what is said about texts that are none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.feel import evaluate
from incentive_engine.feel.parser import MAX_DEPTH, MAX_LENGTH, parse_expression, parse_unary_tests
from incentive_engine.feel.refusal import FeelSyntaxError
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import (
    Call,
    Comparison,
    Filter,
    Interval,
    Literal,
    Logic,
    Name,
    Path,
    TypeNode,
    UnaryTest,
    UnaryTests,
)


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a / b * c", "(a / b) * c"),
        ("a ** b ** c", "(a ** b) ** c"),
        ("-a ** b", "(-a) ** b"),
        ("a ** -b", "a ** (-b)"),
        ("a * -b", "a * (-b)"),
        ("-a.b", "-(a.b)"),
        ("-a[1]", "-(a[1])"),
        ("a or b and c", "a or (b and c)"),
        ("a and b = c", "a and (b = c)"),
        ("a = b + c", "a = (b + c)"),
        ("a = b = c", "(a = b) = c"),
        ("a in b = c", "(a in b) = c"),
        ("a between b and c and d", "(a between b and c) and d"),
        ("a + b between c - d and e * f", "(a + b) between (c - d) and (e * f)"),
        ("a + b instance of number", "a + (b instance of number)"),
        ("-1 instance of number", "(-1) instance of number"),
        ("-a instance of number", "-(a instance of number)"),
        ("if a then b else c + d", "if a then b else (c + d)"),
        ("a and some x in y satisfies x and b", "a and (some x in y satisfies (x and b))"),
        ("1 + if a then b else c", "1 + (if a then b else c)"),
        ("for i in a return i + 1", "for i in a return (i + 1)"),
        ("a.b[c](d).e", "(((a.b)[c])(d)).e"),
    ],
)
def test_precedence_is_the_standards(text: str, grouped: str) -> None:
    assert parse_expression(text) == parse_expression(grouped)


def test_conjunctions_are_flat_but_keep_parentheses() -> None:
    assert parse_expression("a and b and c") == Logic("and", (Name("a"), Name("b"), Name("c")))
    assert parse_expression("(a and b) and c") == Logic("and", (Logic("and", (Name("a"), Name("b"))), Name("c")))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.50", Decimal("12.50")),
        (".5", Decimal("0.5")),
        ("007", Decimal(7)),
        ("1.2e3", Decimal(1200)),
        ("2E-2", Decimal("0.02")),
        ("-3", Decimal(-3)),
        ("--3", Decimal(3)),
        ("-0", Decimal(0)),
        ("true", True),
        ("null", None),
        ('""', ""),
        (r'"a\"b\\c\n\t"', 'a"b\\c\n\t'),
        (r'"\u6A2A\U01F40E"', "横🐎"),
        (r'"\uD83D\uDE00"', "😀"),
        (r'"\d+\.\w"', r"\d+\.\w"),
        ('"两\n行"', "两\n行"),
    ],
)
def test_literals(text: str, value: object) -> None:
    tree = parse_expression(text)
    assert isinstance(tree, Literal)
    assert tree.value == value
    assert type(tree.value) is type(value)


def test_a_number_keeps_34_digits() -> None:
    tree = parse_expression("0.12345678901234567890123456789012345")
    assert tree == Literal(Decimal("0.1234567890123456789012345678901234"))


@pytest.mark.parametrize("name", ["营业收入", "横綱", "año", "x_1", "order", "internal", "android", "ifs", "🐎", "_"])
def test_a_name_is_one_word_of_any_script(name: str) -> None:
    assert parse_expression(name) == Name(name)
    assert parse_expression(f"a.{name}") == Path(Name("a"), name)


@pytest.mark.parametrize("word", ["in", "and", "if", "return", "between", "true"])
def test_reserved_words_may_name_members_and_keys_only(word: str) -> None:
    assert parse_expression(f"a.{word}") == Path(Name("a"), word)
    assert source(parse_expression(f'{{"{word}": 1}}')) == source(parse_expression(f"{{{word}: 1}}"))


def test_functions_with_blanks_in_their_names() -> None:
    assert parse_expression("list  contains(a, b)") == Call(Name("list contains"), (Name("a"), Name("b")))
    assert parse_expression("date and time(a)") == Call(Name("date and time"), (Name("a"),))
    assert parse_expression("date and time") == Logic("and", (Name("date"), Name("time")))
    named = parse_expression('substring(string: "a", start position : 2)')
    assert named == Call(Name("substring"), (), (("string", Literal("a")), ("start position", Literal(Decimal(2)))))


@pytest.mark.parametrize(
    ("text", "low_closed", "high_closed"),
    [("[1..2]", True, True), ("(1..2]", False, True), ("[1..2)", True, False), ("]1..2[", False, False)],
)
def test_ranges_have_every_bracket(text: str, low_closed: bool, high_closed: bool) -> None:
    tree = Interval(Literal(Decimal(1)), Literal(Decimal(2)), low_closed, high_closed)
    assert parse_expression(text) == tree
    assert parse_expression(f"[{text}, x in {text} and y]") == parse_expression(
        f"[{source(tree)}, (x in {text}) and y]"
    )


def test_an_open_bracket_after_a_range_is_told_from_an_index() -> None:
    assert parse_expression("x[1]") == Filter(Name("x"), Literal(Decimal(1)))
    assert parse_expression("[a..b[") == Interval(Name("a"), Name("b"), True, False)
    assert parse_expression("[a..b[1]]") == Interval(Name("a"), Filter(Name("b"), Literal(Decimal(1))))
    assert parse_expression("[]") == parse_expression("[ ]")
    assert parse_expression("[ ]1..2[ ]") == parse_expression("[(1..2)]")


def test_an_operator_with_its_operand_is_a_range_where_a_value_stands() -> None:
    assert parse_expression("f(> 5)") == parse_expression("f((> 5))") == Call(
        Name("f"), (Interval(Literal(Decimal(5)), None, False, False),)
    )
    assert parse_expression("[<= 5]") == parse_expression("[(<= 5)]")
    assert parse_expression("(!= 5)") == UnaryTest("!=", Literal(Decimal(5)))


def test_members_may_have_blanks() -> None:
    assert parse_expression("a.first  name = b") == Comparison("=", Path(Name("a"), "first name"), Name("b"))
    assert parse_expression("a.time offset and a.b instance of number")
    person = parse_expression('{"first name": "Li"}')
    assert parse_expression('{first name: "Li"}.first name') == Path(person, "first name")


def test_types_after_instance_of() -> None:
    tree = parse_expression("x instance of context<a: list<number>, b: days  and time duration>")
    date = TypeNode("days and time duration")
    assert tree == parse_expression(f"x instance of {tree.type}")  # type: ignore[attr-defined]
    assert dict(tree.type.fields) == {"a": TypeNode("list", (TypeNode("number"),)), "b": date}  # type: ignore[attr-defined]
    assert (
        str(parse_expression("x instance of function<number>->date and time").type) == "function<number>->date and time"
    )  # type: ignore[attr-defined]


def test_comments_are_blanks() -> None:
    assert parse_expression("a // the first\n + /* the\nsecond */ b") == parse_expression("a + b")


def test_unary_tests() -> None:
    assert parse_unary_tests("-") == UnaryTests(())
    assert parse_unary_tests("-5") == UnaryTests((UnaryTest(None, Literal(Decimal(-5))),))
    assert parse_unary_tests('not("a", < 3)') == UnaryTests(
        (UnaryTest(None, Literal("a")), UnaryTest("<", Literal(Decimal(3)))), negated=True
    )
    assert parse_unary_tests("> 1, [2..3]").tests[0] == UnaryTest(">", Literal(Decimal(1)))
    assert parse_unary_tests("not(?) and x").tests[0].operand == parse_expression("not(?) and x")


def test_every_node_knows_where_it_stood() -> None:
    text = "if 营业收入[-1] >= 3000 then (a + b) * 2 else list contains(xs, 1)"
    for node in parse_expression(text).walk():
        begin, end = node.span
        if node != Name("list contains"):
            assert parse_expression(text[begin:end]) == node


@pytest.mark.parametrize(
    ("text", "offset", "chinese", "english"),
    [
        ("a +", 3, "表达式没有写完：末尾缺少一个值", "the expression ends where a value is missing"),
        ("(a", 2, "表达式没有写完：末尾缺少 )", "the expression ends where ) is missing"),
        ("if a then b", 11, "末尾缺少 else", "else is missing"),
        ("a between 1", 11, "末尾缺少 and", "and is missing"),
        ("a == b", 2, "这里的 == 应写作 =", "write = instead of =="),
        ("a ≥ 3", 2, "这里的 ≥ 应写作 >=", "write >= instead of ≥"),
        ("sum（a）", 3, "这里的 （ 应写作 (", "write ( instead of （"),
        ("a > 5%", 5, "这里的 % 应写作 / 100", "write / 100 instead of %"),
        ("not a", 4, "这里的 not 应写作 not(…)", "write not(…) instead of not"),
        ("a >= 10万元", 7, "数的后面不能写单位：请去掉 万元", "drop 万元"),
        ("营业 收入", 3, "收入 之前缺少运算符（名称中不能有空格）", "an operator is missing before 收入"),
        ('"abc', 0, "没有结束的双引号", "no closing quote"),
        ("a = '工业'", 4, "这里的 ' 应写作 \"", "write \" instead of '"),
        ('@"2020-02-30"', 0, "“2020-02-30”不是日期、时刻或时长", "no date, time or duration"),
        ("{a: 1, a: 2}", 0, "a 出现了两次", "a stands here twice"),
        ("a # b", 2, "不认识的字符 #", "# has no meaning here"),
        ("a /* b", 2, "没有结束的 */", "no closing */"),
        ("x[]", 2, "这里应是一个值，却是 ]", "a value was expected here, not ]"),
        ("1e7000", 0, "数 1e7000 超出可表示的范围", "too large"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(text: str, offset: int, chinese: str, english: str) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parse_expression(text)
    assert caught.value.span[0] == offset
    assert chinese in caught.value.failure.text("zh")
    assert english in caught.value.failure.text("en")


def test_a_position_has_a_line_and_a_column() -> None:
    text = "a and\n  b c"
    with pytest.raises(FeelSyntaxError) as caught:
        parse_expression(text)
    assert caught.value.position(text) == (2, 5)


TOKENS = 'a 营业收入 1 2.5 .5 "s" @"P1D" ( ) [ ] { } , : . .. + - * / ** = != < <= > >= ? and or not in between if then'
MORE = "else for some every satisfies return function instance of list number date time null true // /* */ ' % （ ！ ;"


@given(st.lists(st.sampled_from([*TOKENS.split(), *MORE.split()]), max_size=12).map(" ".join))
@settings(deadline=None, max_examples=500)
def test_any_row_of_words_is_parsed_or_refused_in_both_languages(text: str) -> None:
    for parse in (parse_expression, parse_unary_tests):
        try:
            assert parse(text) is not None
        except FeelSyntaxError as error:
            assert error.failure.text("zh") and error.failure.text("en")
            assert 0 <= error.span[0] <= error.span[1] <= len(text)


@given(st.text(max_size=30))
@settings(deadline=None, max_examples=300)
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        parse_expression(text)
    except FeelSyntaxError as error:
        assert str(error)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 1000 + "x" + ")" * 1000,
        " and ".join(["x"] * 3000),
        " or ".join(["x > 1"] * 2000),
        "[" + ", ".join(["x"] * 5000) + "]",
        '"' + "长" * 10_000 + '"',
        "-" * 10_000 + "1",
        " + ".join(["x"] * (MAX_DEPTH - 1)),
    ],
)
def test_long_and_wide_expressions_are_parsed(text: str) -> None:
    assert parse_expression(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1000 + "]" * 1000,
        "not(" * 1000 + "x" + ")" * 1000,
        "-" * 1000 + "x",
        " + ".join(["x"] * 3000),
        " = ".join(["x"] * 3000),
        "if a then b else " * 500 + "c",
        "x" + "[1]" * 1000,
        "x" + ".a" * 1000,
        "{a: " * 500 + "1" + "}" * 500,
        "f(" * 1000 + ")" * 1000,
        "x in " * 1000 + "y",
        "for i in " * 500 + "y" + " return i" * 500,
    ],
)
def test_deep_expressions_are_refused(text: str) -> None:
    with pytest.raises(FeelSyntaxError, match=f"nests more than {MAX_DEPTH} deep"):
        parse_expression(text)


def test_texts_beyond_the_limit_are_refused() -> None:
    assert parse_expression("x" * MAX_LENGTH) == Name("x" * MAX_LENGTH)
    with pytest.raises(FeelSyntaxError, match="20001 characters"):
        parse_expression("x" * (MAX_LENGTH + 1))


def test_equal_trees_are_equal_wherever_they_stood() -> None:
    assert parse_expression("a>b") == parse_expression("  a  > b") == Comparison(">", Name("a"), Name("b"))
    assert hash(parse_expression("a>b")) == hash(parse_expression("  a  > b"))


@pytest.mark.parametrize(
    ("before", "middle", "after"),
    [
        ("[", "1", "]"),
        ("not(", "true", ")"),
        ("1 in ", "1", ""),
        ("if true then 1 else ", "2", ""),
        ("max(", "1", ", 2)"),
    ],
)
def test_the_deepest_expression_leaves_room_on_the_stack(before: str, middle: str, after: str) -> None:
    for deep in range(MAX_DEPTH, 0, -1):
        text = before * deep + middle + after * deep
        try:
            tree = parse_expression(text)
        except FeelSyntaxError:
            continue
        assert tree == parse_expression(source(tree))
        assert hash(tree)
        evaluate(text)
        return
