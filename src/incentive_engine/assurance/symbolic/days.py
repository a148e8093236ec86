"""Dates as terms: a year, and a place in the year that counts a 29 February whether the year has one or not.

So dates compare as `year * 366 + place`, and a year is there to be read. All dates lie in the years that `FIRST`
and `LAST` name; neither is a leap year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias

from incentive_engine.assurance.symbolic import formulas, numbers
from incentive_engine.assurance.symbolic.formulas import ONE, ZERO, Formula, Term, both, choose, times
from incentive_engine.assurance.symbolic.numbers import Number, floor, number
from incentive_engine.assurance.symbolic.truths import Truth, truth
from incentive_engine.feel.temporal import DaysTimeDuration, YearsMonthsDuration
from incentive_engine.feel.temporal.dates import add_months
from incentive_engine.feel.temporal.durations import DAY

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
_FIRST_YEAR, _LAST_YEAR = Fraction(FIRST.year), Fraction(LAST.year)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_STARTS = tuple(sum(_LENGTHS[:month]) for month in range(12))
LEAP_DAY = 59
"""The place of 29 February."""
_IN_YEAR = 366

Duration: TypeAlias = "DaysTimeDuration | YearsMonthsDuration"


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """The date that `shifts` lead to, one after the other, from the place (from 0) in a year."""

    known: Formula
    year: Term
    place: Term
    shifts: tuple[Duration, ...] = ()

    @property
    def order(self) -> Term:
        """A number that orders dates, of one that is not shifted."""
        return formulas.add(times(Fraction(_IN_YEAR), self.year), self.place)

    @property
    def constant(self) -> date | None:
        """The date itself where it is a constant."""
        if not isinstance(self.year, Fraction) or not isinstance(self.place, Fraction):
            return None
        day = day_at(int(self.year), int(self.place))
        for shift in self.shifts:
            day = later(day, shift)
        return day


class BeyondCalendarError(Exception):
    """What is asked of a date that is shifted has no formula."""


def place_of(day: date) -> int:
    """The place of a date in its year."""
    return _STARTS[day.month - 1] + day.day - 1


def day_at(year: int, place: int) -> date:
    """The date at a place of a year; ValueError for a 29 February that the year does not have."""
    month = max(month for month in range(12) if _STARTS[month] <= place)
    return date(year, month + 1, place - _STARTS[month] + 1)


def order_of(day: date) -> int:
    """What `Day.order` is for a date."""
    return day.year * _IN_YEAR + place_of(day)


def constant(day: date, known: Formula = True) -> Day:
    """A date that is certain."""
    return Day(known, Fraction(day.year), Fraction(place_of(day)))


def later(day: date, shift: Duration) -> date:
    """The date some time later; OverflowError or ValueError where the calendar ends."""
    if isinstance(shift, DaysTimeDuration):
        return day + timedelta(days=shift.nanoseconds // DAY)
    moved = add_months(day, shift)
    if not isinstance(moved, date):
        raise OverflowError(shift)
    return moved


def shifted(day: Day, shift: Duration) -> Day:
    """The date some time later; constants are moved at once."""
    certain = day.constant
    if certain is not None:
        return constant(later(certain, shift), day.known)
    return replace(day, shifts=(*day.shifts, shift))


def compare(operator: str, one: Day, other: Day) -> Truth:
    """Whether `one operator other`."""
    known = both(one.known, other.known)
    by_days = any(isinstance(shift, DaysTimeDuration) for day in (one, other) for shift in day.shifts)
    if by_days and one.constant is None and other.constant is None:
        return truth(known, formulas.compare(operator, ordinal(one), ordinal(other)))
    limit = other.constant
    if one.shifts and limit is not None:
        return truth(known, _against(operator, one, limit))
    limit = one.constant
    if other.shifts and limit is not None:
        return truth(known, _against(_TURNED[operator], other, limit))
    return truth(known, formulas.compare(operator, _order(one), _order(other)))


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def _against(operator: str, day: Day, limit: date) -> Formula:
    """Whether a shifted date stands in an order to a certain one.

    A shift never turns dates round: those that it leads to `limit` or before are the dates up to some last one.
    """
    order = replace(day, shifts=()).order
    before = formulas.compare("<=", order, Fraction(_last(lambda one: _moved(one, day.shifts) < limit)))
    reached = formulas.compare("<=", order, Fraction(_last(lambda one: _moved(one, day.shifts) <= limit)))
    if operator in ("<", ">="):
        return before if operator == "<" else formulas.no(before)
    if operator in ("<=", ">"):
        return reached if operator == "<=" else formulas.no(reached)
    same = both(reached, formulas.no(before))
    return same if operator == "=" else formulas.no(same)


def _order(day: Day) -> Term:
    """A number in the order of dates; years are shifted by formula, the leap day of a year without one to the 28th."""
    if any(isinstance(shift, DaysTimeDuration) or shift.months % 12 for shift in day.shifts):
        raise BeyondCalendarError
    for shift in day.shifts:
        year = formulas.add(day.year, Fraction(_months(shift) // 12))
        leap = formulas.both(formulas.compare("=", day.place, Fraction(LEAP_DAY)), formulas.no(_is_leap(year)))
        day = Day(day.known, year, choose(leap, Fraction(LEAP_DAY - 1), day.place))
    return day.order


def ordinal(day: Day) -> Term:
    """The number of the day, counted from the first of year 1."""
    if any(isinstance(shift, YearsMonthsDuration) for shift in day.shifts):
        raise BeyondCalendarError
    # Before a year from 1901 on, 15 of those that 4 divides were no leap years; before 1900, 14.
    before = formulas.add(day.year, Fraction(-1))
    leaps = formulas.add(formulas.floor(times(Fraction(1, 4), before)), Fraction(-15))
    first = choose(formulas.compare("=", day.year, _FIRST_YEAR), ONE, ZERO)
    skipped = both(formulas.compare(">", day.place, Fraction(LEAP_DAY)), formulas.no(_is_leap(day.year)))
    of_year = formulas.add(day.place, choose(skipped, ZERO, ONE))
    later_by = sum(shift.nanoseconds // DAY for shift in day.shifts if isinstance(shift, DaysTimeDuration))
    return formulas.total((times(Fraction(365), before), leaps, first, of_year, Fraction(later_by)))


def days_between(start: Day, end: Day) -> Number:
    """The days from `start` to `end`, negative where `end` is earlier."""
    days = formulas.add(ordinal(end), formulas.minus(ordinal(start)))
    return Number(both(start.known, end.known), days, grain=ONE)


def _months(shift: Duration) -> int:
    return shift.months if isinstance(shift, YearsMonthsDuration) else 0


def _is_leap(year: Term) -> Formula:
    """Whether a year not far from those of all dates is a leap year."""
    fourth = formulas.compare("=", times(Fraction(4), formulas.floor(times(Fraction(1, 4), year))), year)
    return formulas.all_of((fourth, *(formulas.compare("!=", year, Fraction(one)) for one in (1800, 1900, 2100, 2200))))


def _moved(day: date, shifts: Sequence[Duration]) -> date:
    for shift in shifts:
        try:
            day = later(day, shift)
        except (OverflowError, ValueError):
            forward = shift.nanoseconds if isinstance(shift, DaysTimeDuration) else shift.months
            return date.max if forward > 0 else date.min
    return day


def _last(fits: Callable[[date], bool]) -> int:
    """The order of the last date that fits, where those that do come first; one before all dates for none."""
    low, high = FIRST.toordinal() - 1, LAST.toordinal()
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(date.fromordinal(middle)) else (low, middle - 1)
    return order_of(date.fromordinal(low))


def year_of(day: Day) -> Number:
    """The year."""
    if any(isinstance(shift, DaysTimeDuration) or shift.months % 12 for shift in day.shifts):
        raise BeyondCalendarError
    years = sum(_months(shift) for shift in day.shifts) // 12
    return numbers.add(Number(day.known, day.year, ONE, _FIRST_YEAR, _LAST_YEAR, ONE), number(years))


def month_of(day: Day) -> Number:
    """The month, from 1."""
    return Number(day.known, _month(_unshifted(day).place), ONE, ONE, Fraction(12), ONE)


def day_of_month(day: Day) -> Number:
    """The day of the month, from 1."""
    return Number(day.known, _day(_unshifted(day).place), ONE, ONE, Fraction(31), ONE)


def _unshifted(day: Day) -> Day:
    if day.shifts:
        raise BeyondCalendarError
    return day


def _month(place: Term) -> Term:
    found: Term = ONE
    for month in range(1, 12):
        found = choose(formulas.compare(">=", place, Fraction(_STARTS[month])), Fraction(month + 1), found)
    return found


def _day(place: Term) -> Term:
    start: Term = ZERO
    for month in range(1, 12):
        reached = formulas.compare(">=", place, Fraction(_STARTS[month]))
        start = choose(reached, Fraction(_STARTS[month]), start)
    return formulas.add(formulas.add(place, formulas.minus(start)), ONE)


def months_between(start: Day, end: Day) -> Number:
    """The whole months from `start` to `end`, negative where `end` is earlier."""
    start, end = _unshifted(start), _unshifted(end)
    years = formulas.add(end.year, formulas.minus(start.year))
    further = formulas.add(_month(end.place), formulas.minus(_month(start.place)))
    months = formulas.add(times(Fraction(12), years), further)
    first, last = _day(start.place), _day(end.place)
    short = both(formulas.compare(">", months, ZERO), formulas.compare("<", last, first))
    over = both(formulas.compare("<", months, ZERO), formulas.compare(">", last, first))
    correction = choose(short, Fraction(-1), choose(over, ONE, ZERO))
    return Number(both(start.known, end.known), formulas.add(months, correction), ONE, None, None, ONE)


def whole_years(months: Number) -> Number:
    """The whole years in a number of months, towards 0."""
    up = floor(Number(months.known, times(Fraction(1, 12), months.top)))
    down = floor(Number(months.known, times(Fraction(-1, 12), months.top)))
    years = choose(formulas.compare(">=", months.top, ZERO), up.top, formulas.minus(down.top))
    return Number(months.known, years, grain=ONE)
