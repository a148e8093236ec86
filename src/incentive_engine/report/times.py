"""Days and periods in words."""

from __future__ import annotations

from datetime import date

from incentive_engine.policy.model import Application, Measure, Period, Policy
from incentive_engine.wording import Language, say

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def period(span: Period, lang: Language) -> str:
    """From when to when, open ends said as such."""
    if span.start and span.end:
        return say("report.period", lang, start=span.start, end=span.end)
    if span.start:
        return say("report.period-from", lang, start=span.start)
    if span.end:
        return say("report.period-to", lang, end=span.end)
    return say("report.period-open", lang)


def in_force(policy: Policy, measure: Measure, lang: Language) -> str:
    """When a measure holds: its own days, else its policy's."""
    own = measure.in_force
    return period(own if own.start or own.end else policy.in_force, lang)


def window(application: Application, lang: Language) -> str:
    """When to apply in any year; empty when nothing is said."""
    if application.window is None:
        return ""
    opens, closes = application.window
    return say("report.window", lang, opens=_month_day(opens, lang), closes=_month_day(closes, lang))


def window_on(application: Application, as_of: date, lang: Language) -> str:
    """When to apply, and how that stands on `as_of`: days left, days until it opens, or over."""
    if application.window is None:
        return ""
    code, days = _standing(*application.window, as_of)
    return window(application, lang) + say(code, lang, days=days)


def _standing(opens: tuple[int, int], closes: tuple[int, int], as_of: date) -> tuple[str, int]:
    today = (as_of.month, as_of.day)
    if opens <= closes:
        if opens <= today <= closes:
            return "report.window-open", (_in_year(closes, as_of.year) - as_of).days
    elif today >= opens:  # a window over New Year, in its first part
        return "report.window-open", (_in_year(closes, as_of.year + 1) - as_of).days
    elif today <= closes:
        return "report.window-open", (_in_year(closes, as_of.year) - as_of).days
    if today < opens:
        return "report.window-ahead", (_in_year(opens, as_of.year) - as_of).days
    return "report.window-over", 0


def _in_year(month_day: tuple[int, int], year: int) -> date:
    month, day = month_day
    try:
        return date(min(year, date.max.year), month, day)
    except ValueError:  # 29 February in a common year
        return date(min(year, date.max.year), month, day - 1)


def _month_day(month_day: tuple[int, int], lang: Language) -> str:
    month, day = month_day
    return say("report.month-day", lang, month=month if lang == "zh" else _MONTHS[month - 1], day=day)
