"""Amounts and percentages as people write them, read exactly: `3000万元`, `6,300.5万元`, `10%`, `1.2亿`, `５００`."""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal, Inexact
from typing import NamedTuple

YUAN = "元"
PER_CENT = "%"
PLAIN = ""

_DIGITS = 34
_EXACT = Context(prec=_DIGITS, traps=[Inexact])
_LARGEST_EXPONENT = 6144

_MINUS = str.maketrans({"−": "-", "–": "-", "萬": "万", "億": "亿", "圆": "元", "圓": "元"})
_SHAPE = re.compile(
    r"(?P<currency>¥|人民币|RMB|CNY)?\s*(?P<sign>[+-]?)\s*"
    r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)"
    r"(?P<exponent>e[+-]?[0-9]{1,6})?\s*(?P<unit>[^0-9.,\s][^0-9]*)?",
    re.IGNORECASE,
)
_POWERS = {"": 0, "十": 1, "百": 2, "千": 3}
_SCALE = re.compile(r"(?P<small>[十百千]?)(?P<large>万亿|[万亿]?)(?P<yuan>元?)(?:人民币)?")
_LARGE = {"": 0, "万": 4, "亿": 8, "万亿": 12}

_ACCEPTED = {
    "money": (YUAN, PLAIN),
    "ratio": (PER_CENT, PLAIN),
    "number": (PLAIN,),
    "integer": (PLAIN,),
}


class Amount(NamedTuple):
    """A number as it was meant: yuan for money (unit `元`), the fraction for a percentage (`%`), else no unit.

    A scale without 元 (`150万`) is a plain number: it may be money or a count.
    """

    value: Decimal
    unit: str


class AmountError(ValueError):
    """A text that is no amount, or has a unit that was not expected; `code` and `values` are its sentence's."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code, values)


def parse_amount(text: str, own_unit: str | None = None) -> Amount:
    """The amount that `text` states, exactly.

    Takes 元, 千元, 万(元), 百万(元), 千万(元), 亿(元), %, ‰, thousands separators, full-width characters, a sign and
    spaces; `own_unit` is one more unit that says nothing (`人` for a count of people). Raises AmountError for anything
    else: other units (`万美元`), separators out of place (`1,50`), more than 34 digits.
    """
    shown = text.strip()
    plain = unicodedata.normalize("NFKC", shown).translate(_MINUS)
    match = _SHAPE.fullmatch(plain)
    if match is None:
        raise AmountError("policy.not-an-amount", text=shown)
    number = match["sign"] + match["digits"].replace(",", "").replace(" ", "") + (match["exponent"] or "")
    power, unit = _meaning(match["unit"] or "", own_unit, shown)
    if match["currency"]:
        if unit == PER_CENT:
            raise AmountError("policy.not-an-amount", text=shown)
        unit = YUAN
    return Amount(_exact(number, power, shown), unit)


def read_amount(text: str, kind: str, own_unit: str | None = None) -> Decimal:
    """The number that `text` states for a fact or parameter of the type `kind`.

    `money` is in yuan, `ratio` a fraction; the others are `number` and `integer`. Raises AmountError when the
    text is no amount, when its unit does not fit, or when an integer is not whole.
    """
    amount = parse_amount(text, own_unit)
    check_unit(amount, text, kind)
    return amount.value


def check_unit(amount: Amount, text: str, kind: str) -> None:
    """Raise AmountError when an amount, written as `text`, is none of `kind`: `500元` for a ratio, `10%` for money."""
    if amount.unit not in _ACCEPTED[kind]:
        raise AmountError(f"policy.unit-of-{kind}", text=text.strip(), unit=amount.unit)
    if kind == "integer" and amount.value != amount.value.to_integral_value():
        raise AmountError("policy.not-whole", text=text.strip())


def _meaning(unit: str, own_unit: str | None, shown: str) -> tuple[int, str]:
    """The power of ten that a written unit stands for, and the unit that remains."""
    unit = unit.strip()
    if unit == "%":
        return -2, PER_CENT
    if unit == "‰":
        return -3, PER_CENT
    own = unicodedata.normalize("NFKC", own_unit or "").translate(_MINUS)
    if own and unit.endswith(own) and own != YUAN:
        unit = unit.removesuffix(own)
    scale = _SCALE.fullmatch(unit)
    if scale is None:
        raise AmountError("policy.unknown-unit", text=shown, unit=unit)
    return _POWERS[scale["small"]] + _LARGE[scale["large"]], scale["yuan"]


def _exact(number: str, power: int, shown: str) -> Decimal:
    value = Decimal(number)
    if len(value.as_tuple().digits) > _DIGITS or abs(value.adjusted()) > _LARGEST_EXPONENT - 20:
        raise AmountError("policy.too-many-digits", text=shown)
    value = value.scaleb(power, _EXACT)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0 and value.adjusted() < _DIGITS:
        return value.quantize(Decimal(1), context=_EXACT)  # 120000000, not 1.2E+8
    return value
