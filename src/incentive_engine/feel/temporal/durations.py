"""The two kinds of duration (DMN 10.3.2.3.6 and 10.3.2.3.7): they never mix, because months have no fixed length."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

NANOSECONDS = 1_000_000_000
"""Nanoseconds in a second."""

DAY = 86_400 * NANOSECONDS
"""Nanoseconds in a day."""

LARGEST = 10**30
"""The most months or nanoseconds that a product or a quotient may come to."""


@dataclass(frozen=True, slots=True, order=True)
class YearsMonthsDuration:
    """A duration of whole months; `months` is all of it, negative for one that runs backwards."""

    months: int

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        parts = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return f"{'-' if self.months < 0 else ''}P{parts}"

    def __neg__(self) -> YearsMonthsDuration:
        return YearsMonthsDuration(-self.months)

    def __abs__(self) -> YearsMonthsDuration:
        return YearsMonthsDuration(abs(self.months))


@dataclass(frozen=True, slots=True, order=True)
class DaysTimeDuration:
    """An exact duration; `nanoseconds` is all of it, negative for one that runs backwards."""

    nanoseconds: int

    @staticmethod
    def of(*, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0) -> DaysTimeDuration:
        """The duration of so many days, hours, minutes and seconds together."""
        return DaysTimeDuration(days * DAY + ((hours * 60 + minutes) * 60 + seconds) * NANOSECONDS)

    @property
    def total_seconds(self) -> Decimal:
        """The whole duration in seconds, exact."""
        return Decimal(self.nanoseconds).scaleb(-9)

    def __str__(self) -> str:
        days, rest = divmod(abs(self.nanoseconds), DAY)
        seconds, fraction = divmod(rest, NANOSECONDS)
        minutes, second = divmod(seconds, 60)
        hours, minute = divmod(minutes, 60)
        clock = (f"{hours}H" if hours else "") + (f"{minute}M" if minute else "")
        if second or fraction:
            clock += f"{second}{fraction_text(fraction)}S"
        if not days and not clock:
            return "PT0S"
        sign = "-" if self.nanoseconds < 0 else ""
        return f"{sign}P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}"

    def __neg__(self) -> DaysTimeDuration:
        return DaysTimeDuration(-self.nanoseconds)

    def __abs__(self) -> DaysTimeDuration:
        return DaysTimeDuration(abs(self.nanoseconds))


def fraction_text(nanoseconds: int) -> str:
    """A fraction of a second as it is written after the seconds: `.5`, or nothing for 0."""
    return f".{nanoseconds:09d}".rstrip("0") if nanoseconds else ""


_MONTHS = re.compile(r"(-?)P(?=[0-9])(?:([0-9]{1,18})Y)?(?:([0-9]{1,18})M)?")
_DAYS = re.compile(
    r"(-?)P(?=[0-9T])(?:([0-9]{1,18})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,18})H)?(?:([0-9]{1,18})M)?(?:([0-9]{1,18})(?:\.([0-9]{0,9}))?S)?)?"
)


def parse_duration(text: str) -> YearsMonthsDuration | DaysTimeDuration:
    """The duration that an ISO 8601 text writes (`P1Y2M`, `-P1DT2H`, `PT0.5S`); ValueError for anything else."""
    if found := _MONTHS.fullmatch(text):
        sign, years, months = found.groups(default="0")
        return YearsMonthsDuration((-1 if sign == "-" else 1) * (int(years) * 12 + int(months)))
    if found := _DAYS.fullmatch(text):
        sign, days, hours, minutes, seconds, fraction = found.groups(default="0")
        clock = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
        nanoseconds = int(days) * DAY + clock * NANOSECONDS + int(fraction.ljust(9, "0"))
        return DaysTimeDuration(-nanoseconds if sign == "-" else nanoseconds)
    raise ValueError(f"not a duration: {text!r}")
