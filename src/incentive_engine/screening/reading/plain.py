"""SQL for cells that need no second thought: a canonical number, date, word or code becomes its value, any other NULL.

What is NULL here though the cell is not empty is *odd*, and is read as a profile is, one distinct text at a time
(`odd.py`). So a cell that is taken here must mean here what it means to `read_scalar`; the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Callable

from incentive_engine.policy.model import Fact, FactType
from incentive_engine.profile.dates import FIRST_YEAR, LAST_YEAR
from incentive_engine.profile.loading import CODE
from incentive_engine.profile.numbers import MOST_MONEY

NUMBERS = frozenset((FactType.MONEY, FactType.NUMBER, FactType.INTEGER, FactType.RATIO))
"""The types of facts that hold numbers."""

_SQL_TYPES = {
    FactType.BOOLEAN: "BOOLEAN",
    FactType.DATE: "DATE",
    FactType.MONEY: "DECIMAL(18, 2)",
    FactType.INTEGER: "BIGINT",
    FactType.NUMBER: "DECIMAL(18, 6)",
    FactType.RATIO: "DECIMAL(18, 6)",
}
_GROUPED = r"([0-9]{1,3}(,[0-9]{3}){1,2}|[0-9]{1,11})"
# Forms that come by the million, each with the SQL of what it stands for; every product below is exact.
_FORMS = {
    FactType.MONEY: (
        (r"-?[0-9]{1,16}(\.[0-9]{1,2})?", "CAST({cell} AS DECIMAL(18, 2))"),
        (
            rf"-?{_GROUPED}(\.[0-9]{{1,6}})?万元?",
            "CAST(CAST(replace(split_part({cell}, '万', 1), ',', '') AS DECIMAL(38, 6)) * 10000 AS DECIMAL(18, 2))",
        ),
        (
            r"-?[0-9]{1,7}(\.[0-9]{1,10})?亿元?",
            "CAST(CAST(split_part({cell}, '亿', 1) AS DECIMAL(38, 10)) * 100000000 AS DECIMAL(18, 2))",
        ),
        (
            r"-?([0-9]{1,3}(,[0-9]{3}){1,4}|[0-9]{1,16})(\.[0-9]{1,2})?元?",
            "CAST(replace(rtrim({cell}, '元'), ',', '') AS DECIMAL(18, 2))",
        ),
    ),
    FactType.INTEGER: ((r"-?[0-9]{1,17}", "CAST({cell} AS BIGINT)"),),
    FactType.NUMBER: ((r"-?[0-9]{1,11}(\.[0-9]{1,6})?", "CAST({cell} AS DECIMAL(18, 6))"),),
    FactType.RATIO: (
        (r"-?(0(\.[0-9]{1,6})?|1(\.0{1,6})?)", "CAST({cell} AS DECIMAL(18, 6))"),
        (
            r"-?[0-9]{1,8}(\.[0-9]{1,4})?%",
            "CAST(CAST(rtrim({cell}, '%') AS DECIMAL(38, 4)) * CAST('0.01' AS DECIMAL(3, 2)) AS DECIMAL(18, 6))",
        ),
    ),
}
_YES = ("是", "true", "True", "TRUE", "yes", "1")
_NO = ("否", "false", "False", "FALSE", "no", "0")
_WORD = "[一-鿿0-9A-Za-z（）()·][一-鿿0-9A-Za-z（）()·、，,.-]*"
_NOT_WORDS = ("未知", "unknown", "不详", "待定", "待补充", "na", "null", "none", "nan")
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

Matches = Callable[[str, str], str]
"""The SQL for whether an expression matches a regular expression as a whole."""


def duckdb_matches(expression: str, pattern: str) -> str:
    """`Matches` of DuckDB."""
    return f"regexp_full_match({expression}, '{pattern}')"


def postgres_matches(expression: str, pattern: str) -> str:
    """`Matches` of PostgreSQL."""
    return f"{expression} ~ '^({pattern})$'"


def sql_type(fact: Fact) -> str:
    """The SQL type of plain values of a fact."""
    return _SQL_TYPES.get(fact.type, "VARCHAR")


def is_exact(fact: Fact, type_: str) -> bool:
    """Whether a column of this SQL type holds values of the fact as they are, if they pass `plain`."""
    type_ = type_.upper()
    if fact.type in NUMBERS:
        return type_.endswith("INT") or type_ in ("INTEGER", "NUMERIC") or type_.startswith(("DECIMAL", "NUMERIC("))
    return type_ == _SQL_TYPES.get(fact.type, "VARCHAR")


def plain(fact: Fact, cell: str, type_: str = "VARCHAR", matches: Matches = duckdb_matches) -> str:
    """SQL for the value of a cell of this SQL type (text, or a type that is exact for the fact); NULL if it is odd."""
    if fact is CODE:
        return f"CASE WHEN {_is_credit_code(cell)} THEN {cell} END"
    if fact.type is FactType.TEXT:
        return f"CASE WHEN {matches(cell, _WORD)} THEN {_case(f'lower({cell})', _NOT_WORDS, 'NULL', cell)} END"
    if fact.type is FactType.CHOICE:
        return _case(cell, fact.choices, cell)
    if type_ != "VARCHAR":
        return _sound(fact, cell)
    if fact.type is FactType.BOOLEAN:
        return _case(cell, _YES, "true", _case(cell, _NO, "false"))
    if fact.type is FactType.DATE:
        day = f"TRY_CAST({cell} AS DATE)"
        return f"CASE WHEN CAST({day} AS VARCHAR) = {cell} AND {_plausible(day)} THEN {day} END"
    cases = (f"WHEN {matches(cell, form)} THEN {value.format(cell=cell)}" for form, value in _FORMS[fact.type])
    return f"CASE {' '.join(cases)} END"


def bounded(fact: Fact, value: str) -> str:
    """SQL for a number if it is within the fact's bounds, else NULL; for any other value, itself."""
    tests = [
        f"{value} {sign} {bound:f}"
        for sign, bound in ((">=", fact.minimum), ("<=", fact.maximum))
        if bound is not None and fact.type in NUMBERS
    ]
    return f"CASE WHEN {' AND '.join(tests)} THEN {value} END" if tests else value


def _sound(fact: Fact, value: str) -> str:
    """SQL for a value of an exact SQL type, NULL if a fact of this type cannot have it."""
    tests = []
    if fact.type is FactType.DATE:
        tests.append(_plausible(value))
    if fact.type is FactType.MONEY:
        tests += [f"abs({value}) < {MOST_MONEY:f}", f"{value} = round({value}, 2)"]
    if fact.type is FactType.INTEGER:
        tests.append(f"{value} = round({value}, 0)")
    if fact.type is FactType.RATIO:
        tests.append(f"abs({value}) <= 1")
    return f"CASE WHEN {' AND '.join(tests)} THEN {value} END" if tests else value


def _plausible(day: str) -> str:
    return f"{day} BETWEEN DATE '{FIRST_YEAR}-01-01' AND DATE '{LAST_YEAR}-12-31'"


def _is_credit_code(cell: str) -> str:
    """SQL for whether a text is a unified social credit code as it is registered, check character included."""
    values = [f"(strpos('{_SIGNS}', substr({cell}, {place}, 1)) - 1)" for place in range(1, 19)]
    known = [f"{value} >= 0" for value in values]
    region = [f"{value} <= 9" for value in values[2:8]]
    weighted = [f"{value} * {weight}" for value, weight in zip(values, _WEIGHTS, strict=False)]
    total = " + ".join([*weighted, values[17]])
    return " AND ".join([f"length({cell}) = 18", *known, *region, f"({total}) % 31 = 0"])


def _case(cell: str, words: tuple[str, ...], then: str, otherwise: str = "NULL") -> str:
    """SQL for `then` where the cell is one of the words. Not IN, of which DuckDB makes a join that loses the order."""
    cases = " ".join(f"WHEN {quoted(word)} THEN {then}" for word in words)
    return f"CASE {cell} {cases} ELSE {otherwise} END"


def quoted(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def named(column: str) -> str:
    """A column's name as SQL takes any name."""
    return '"' + column.replace('"', '""') + '"'


def decimals(value: str, scale: int) -> str:
    """SQL for how many decimals a number of this scale needs."""
    cases = (f"WHEN {value} = round({value}, {places}) THEN {places}" for places in range(scale))
    return f"CASE WHEN {value} IS NULL THEN NULL {' '.join(cases)} ELSE {scale} END" if scale else "0"
