"""One reader for each type of single value, for files and for the cells of tables alike.

Nothing stated reads as None: an empty cell, null, white space, and the words 未知 and unknown, whatever the
type (unless a choice has that word). A word that merely looks like nothing (无, N/A, -) is refused, not
guessed at: 无 beside 失信记录 may deny it or say that nobody filled it in, and the engine never takes the
second for the first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal

from incentive_engine.feel.ternary import Unknown
from incentive_engine.mistakes import Names, nearest
from incentive_engine.policy.model import Constant, Fact, FactType
from incentive_engine.profile.dates import read_date
from incentive_engine.profile.numbers import read_integer, read_money, read_number, read_ratio
from incentive_engine.profile.read_error import ReadError, shown
from incentive_engine.wording import Language

_UNKNOWN = frozenset(("未知", "unknown"))
_YES = frozenset(("是", "true", "yes", "1"))
_NO = frozenset(("否", "false", "no", "0"))
_YES_OR_BLANK = frozenset(("有", "无", "没有"))
_PLACEHOLDERS = frozenset(
    [
        "-",
        "--",
        "—",
        "——",
        "/",
        "\\",
        "?",
        "??",
        "n/a",
        "#n/a",
        "na",
        "null",
        "none",
        "nan",
        "不详",
        "待定",
        "待补充",
    ]
)


def read_scalar(fact: Fact, raw: object, name: str | None = None) -> Constant | None:
    """The value that `raw` states for `fact`, which must hold one value; None when it states nothing.

    `raw` is what a file or a cell held: str, bool, Decimal, int, float, date, datetime, None. `name` is
    what messages call the fact (its id, with the year or the item). Raises ReadError, its `code` and `values`
    ready for a Mistake.
    """
    if states_nothing(raw) and raw not in fact.choices:
        return None
    if isinstance(raw, float):
        # A spreadsheet computes in doubles and shows 15 digits: 0.1 + 0.2 is the 0.3 that its author sees.
        raw = Decimal(format(raw, ".15g"))
    try:
        return _READERS[fact.type](fact, raw)
    except ReadError as error:
        about = {"label": fact.label, "fact": name or fact.id, "value": shown(raw), "example": example(fact)}
        raise ReadError(error.code, **{**error.values, **about}) from None


def example(fact: Fact, lang: Language = "zh") -> str:
    """A value that the fact could have, as a person would write it."""
    if lang == "en" and fact.type in _ENGLISH_EXAMPLES:
        return _ENGLISH_EXAMPLES[fact.type]
    if fact.type is FactType.CHOICE:
        return fact.choices[0]
    return _EXAMPLES[fact.type]


def read_boolean(raw: object) -> bool:
    """是/否, true/false, yes/no, 1/0, in any case and width. Raises ReadError."""
    if isinstance(raw, bool):
        return raw
    word = _folded(str(raw)) if isinstance(raw, (str, Decimal, int)) else ""
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ReadError("profile.boolean-or-blank" if word in _YES_OR_BLANK else "profile.not-boolean")


def read_text(raw: object) -> str:
    """A text without the white space around it. Raises ReadError for what only holds a place, as N/A does."""
    text = str(raw).strip()
    if _folded(text) in _PLACEHOLDERS:
        raise ReadError("profile.placeholder")
    if not text.replace("\n", "").isprintable():
        raise ReadError("profile.unprintable")
    return text


def read_choice(fact: Fact, raw: object) -> str:
    """One of the fact's choices; width and spaces do not matter. Raises ReadError naming the nearest."""
    text = str(raw).strip()
    if text in fact.choices:
        return text
    choices = {_folded(choice): choice for choice in fact.choices}
    found = choices.get(_folded(text))
    if found is not None:
        return found
    near = Names(choices[one] for one in nearest(_folded(text), choices, most=1))
    raise ReadError("profile.not-a-choice", near=near, choices=Names(fact.choices))


_READERS: Mapping[FactType, Callable[[Fact, object], Constant]] = {
    FactType.BOOLEAN: lambda _, raw: read_boolean(raw),
    FactType.NUMBER: read_number,
    FactType.INTEGER: read_integer,
    FactType.MONEY: read_money,
    FactType.RATIO: read_ratio,
    FactType.DATE: lambda _, raw: read_date(raw),
    FactType.TEXT: lambda _, raw: read_text(raw),
    FactType.CHOICE: read_choice,
}

_EXAMPLES: Mapping[FactType, str] = {
    FactType.BOOLEAN: "是",
    FactType.NUMBER: "12.5",
    FactType.INTEGER: "20",
    FactType.MONEY: "500万元",
    FactType.RATIO: "5%",
    FactType.DATE: "2020-06-30",
    FactType.TEXT: "文字",
}
_ENGLISH_EXAMPLES: Mapping[FactType, str] = {FactType.BOOLEAN: "true", FactType.TEXT: "text"}


def states_nothing(raw: object) -> bool:
    """Whether a raw value says that nothing is known: None, an Unknown, white space, 未知, unknown."""
    if isinstance(raw, str):
        return (_folded(raw) or "unknown") in _UNKNOWN
    return raw is None or isinstance(raw, Unknown)


def _folded(text: str) -> str:
    """The text without what people vary without meaning it: width, spaces, case."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
