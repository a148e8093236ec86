"""Readers of what has a calendar in it: days, and the years of annual facts."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, time
from decimal import Decimal

from incentive_engine.profile.read_error import ReadError, shown

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years that a date or a figure of an enterprise can be of; any other is a slip of the pen."""

_DASHES = str.maketrans("–—−", "---")
_MIDNIGHT = re.compile(r"[T ]0{1,2}:00(?::00(?:\.0+)?)?Z?$")
_CLOCK = re.compile(r"[T ][0-9]{1,2}:[0-9]{2}")
_DATE = re.compile(
    r"(?P<year>[0-9]+)(?:(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
    r"|年(?P<yue>[0-9]{1,2})月(?P<ri>[0-9]{1,2})[日号]?)"
)
_COMPACT = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_YEAR = re.compile(r"([0-9]{4})(?:年度?)?")


def read_date(raw: object) -> date:
    """A day: 2020-06-30, 2020/6/30, 2020.6.30, 2020年6月30日 or 20200630, in any width; midnight may follow.

    Raises ReadError for a day that no calendar has, a year that is not written in full, a time of day.
    """
    if isinstance(raw, datetime):
        if raw.time() != time():
            raise ReadError("profile.time-of-day")
        raw = raw.date()
    if isinstance(raw, date):
        return _day(raw.year, raw.month, raw.day)
    if isinstance(raw, bool) or not isinstance(raw, (str, Decimal, int)):
        raise ReadError("profile.not-date")
    text = unicodedata.normalize("NFKC", str(raw)).translate(_DASHES).strip()
    text = _MIDNIGHT.sub("", text)
    if _CLOCK.search(text):
        raise ReadError("profile.time-of-day")
    text = "".join(text.split())
    match = _DATE.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        raise ReadError("profile.not-date")
    parts = match.groupdict()
    if len(parts["year"]) < 4:
        raise ReadError("profile.short-year")
    return _day(int(parts["year"][:9]), int(parts["month"] or parts["yue"]), int(parts["day"] or parts["ri"]))


def _day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ReadError("profile.year-out-of-range", first=FIRST_YEAR, last=LAST_YEAR)
    if not 1 <= month <= 12:
        raise ReadError("profile.no-such-month", month=month)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ReadError("profile.no-such-day", year=year, month=month, days=days)
    return date(year, month, day)


def read_year(raw: object) -> int:
    """The year that a figure is of: 2020, `2020`, `2020年`, `2020年度`, also full-width. Raises ReadError."""
    text = "".join(unicodedata.normalize("NFKC", str(raw)).split())
    match = None if isinstance(raw, bool) else _YEAR.fullmatch(text)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise ReadError("profile.not-a-year", year=shown(raw), first=FIRST_YEAR, last=LAST_YEAR)
    return int(match[1])
