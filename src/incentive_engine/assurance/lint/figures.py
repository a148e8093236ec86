"""The figures in a Chinese text, `50万元以上`, `不超过10%`, as exact numbers with the bounds that words state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

MONEY = "元"
RATIO = "%"

_WIDE = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_SCALES = {"十万": 5, "百万": 6, "千万": 7, "万亿": 12, "百": 2, "千": 3, "万": 4, "亿": 8}
_UNITS = "元|%|‰|年度|年|个月|个工作日|日|天|人|名|项|家|件|份|位|个|分|倍|平方米|级"
_HAN = "零〇一二两三四五六七八九十百千"
_NUMBER = rf"(?P<digits>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)|(?P<han>[{_HAN}]+)"
_FIGURE = re.compile(
    rf"(?:(?P<of>[{_HAN}]+)分之(?P<parts>[{_HAN}]+))|(?P<half>减半|一半|半数)"
    rf"|(?:{_NUMBER})\s*(?P<scale>十万|百万|千万|万亿|万|亿|(?<=\d)[百千])?\s*(?P<unit>{_UNITS})?"
)
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NO_FIGURE = re.compile(
    r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?|度)?|(?:\d{4}[、—\-至])+\d{4}年度?|\d{4}-\d{2}-\d{2}|〔\d+〕|\d+号"
    r"|第[0-9零一二三四五六七八九十百]+[条款项次]?|（[一二三四五六七八九十]+）"
    r"|（不?含[^（）]*）|百人计划|四舍五入|一次性|一事一议|一定|一般|一致|一体|同一|统一|唯一|任一|(?<!分)之一|一等奖|二等奖|三等奖|双一流|万分|十分|\d+[:：]\d+"
)
_AFTER = re.compile(r"(?:（[^（）]*）)?(?:总额|的)?(?:及|或)?(以上|以下|以内|以外)")
_BEFORE = re.compile(
    r"(不低于|不少于|不小于|不超过|不高于|不大于|不多于|未达到|未达|不到|不满|不足|超过|高于|大于|多于|低于|少于|小于"
    r"|至少|至多|最多|最高|最低|达到|达|满)[为的至额]?(?:总额|奖励|补助|支持|给予)?\s*$"
)
_OPERATORS = {
    **dict.fromkeys(("以上", "不低于", "不少于", "不小于", "至少", "最低", "达到", "达", "满"), ">="),
    **dict.fromkeys(("超过", "高于", "大于", "多于"), ">"),
    **dict.fromkeys(("以下", "以内", "不超过", "不高于", "不大于", "不多于", "至多", "最多", "最高"), "<="),
    **dict.fromkeys(("低于", "不足", "少于", "小于", "未达到", "未达", "不到", "不满"), "<"),
}
_CEILINGS = ("最高", "不超过", "最多", "至多", "以内")
_OTHER_END = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
_LISTED = re.compile(r"[\s]*[、—–\-~～至到和或及][\s]*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: money in yuan, a ratio as a fraction, else a count with its unit.

    `bound` is the comparison that the words around it state (`>=` for 以上 or 不低于), `words` those words.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    text: str
    bound: str | None = None
    words: str = ""

    @property
    def is_ceiling(self) -> bool:
        """Whether the words make it the most that is paid: 最高50万元."""
        return self.words in _CEILINGS and self.unit == MONEY


def days_in(text: str) -> list[tuple[date, str]]:
    """The calendar days that a text names, each with the words as they stand."""
    found = []
    for match in _DAY.finditer(text.translate(_WIDE)):
        try:
            found.append((date(*(int(part) for part in match.groups() if part)), match[0]))
        except ValueError:  # no such day: told by nobody here
            continue
    return found


@cache
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text, in their order; ordinals, days, years and document numbers are none."""
    plain = text.translate(_WIDE)
    hidden = _NO_FIGURE.sub(lambda match: "\0" * len(match[0]), plain)
    found = [one for match in _FIGURE.finditer(hidden) if (one := _figure(match)) is not None]
    return tuple(one for one in _bounded(_with_units(found, hidden), plain) if one.unit)


def of_unit(text: str, units: Iterable[str]) -> list[Figure]:
    """The figures of a text that are counted in one of the units."""
    wanted = set(units)
    return [one for one in figures(text) if one.unit in wanted]


def _figure(match: re.Match[str]) -> Figure | None:
    if match["half"]:
        return Figure(Decimal("0.5"), RATIO, *match.span(), match[0])
    if match["of"]:
        whole, part = han_number(match["of"]), han_number(match["parts"])
        return Figure(part / whole, RATIO, *match.span(), match[0]) if whole else None
    value = Decimal(match["digits"].replace(",", "")) if match["digits"] else han_number(match["han"])
    unit = match["unit"] or ""
    if match["han"] and not unit and not match["scale"]:
        return None
    power = _SCALES.get(match["scale"] or "", 0)
    if unit in (RATIO, "‰"):
        power, unit = (-2, RATIO) if unit == RATIO else (-3, RATIO)
    unit = "年" if unit == "年度" else unit
    return Figure(value.scaleb(power), unit, *match.span(), match[0].strip())


def _with_units(found: list[Figure], text: str) -> list[Figure]:
    """The figures, each without a unit given that of the list it begins: `5、10、20 万元`, `5000万至2亿元`."""
    made: list[Figure] = []
    for one in reversed(found):
        if not one.unit and made and _LISTED.fullmatch(text[one.end : made[-1].start]):
            after = made[-1]
            scaled = any(mark in one.text for mark in "万亿千百")
            factor = Decimal(1) if scaled else _scale_of(after)
            one = replace(one, unit=after.unit, value=one.value * factor)
        made.append(one)
    return made[::-1]


def _scale_of(figure: Figure) -> Decimal:
    """What one of the figure's own unit is in yuan, or in ones: 10000 for 万元, 0.01 for %."""
    match = _FIGURE.fullmatch(figure.text)
    if match is None or not (match["digits"] or match["han"]):
        return Decimal(1)
    own = Decimal(match["digits"].replace(",", "")) if match["digits"] else han_number(match["han"])
    return figure.value / own if own else Decimal(1)


def _bounded(found: list[Figure], text: str) -> list[Figure]:
    """The figures with the bounds that the words before and after them state, along the lists they stand in."""
    marked = [_marked(one, text) for one in found]
    for place in range(len(marked) - 1, 0, -1):
        here, before = marked[place], marked[place - 1]
        if before.bound is None and here.bound and _in_list(before, here, text):
            marked[place - 1] = replace(before, bound=here.bound, words=here.words)
    for place in range(1, len(marked)):
        here, before = marked[place], marked[place - 1]
        if here.bound is None and before.bound and _in_list(before, here, text):
            marked[place] = replace(here, bound=before.bound, words=before.words)
    return marked


def _in_list(one: Figure, other: Figure, text: str) -> bool:
    return one.unit == other.unit and text[one.end : other.start].strip() in ("、", "或", "和")


def _marked(one: Figure, text: str) -> Figure:
    after = _AFTER.match(text, one.end)
    before = _BEFORE.search(text, max(0, one.start - 8), one.start)
    words = after[1] if after and after[1] in _OPERATORS else before[1] if before else ""
    bound = _OPERATORS.get(words)
    if bound is None and one.unit == "名" and text[one.start - 1 : one.start] == "前":
        return replace(one, bound="<=", words="前")
    if bound is None:
        upto = text[one.start - 1 : one.start] == "至" and text.startswith("（含）", one.end)
        return replace(one, bound="<=", words="（含）") if upto else one
    aside = re.match(r"[^，。；（]{0,2}（(不含|含)", text[after.end() if after else one.end :])
    includes = bound in (">=", "<=")
    if aside and (aside[1] == "含") != includes:
        bound = _OTHER_END[bound]
    return replace(one, bound=bound, words=words)


def han_number(text: str) -> Decimal:
    """The number that Chinese numerals below ten thousand state: 三, 十二, 一百五十."""
    digits = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
    total, digit = 0, 0
    for one in text:
        if one in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[one]
            digit = 0
        else:
            digit = digits[one]
    return Decimal(total + digit)
