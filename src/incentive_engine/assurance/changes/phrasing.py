"""One change in one line, for every form of report; a form says how it marks what is gone and what is new."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from incentive_engine.assurance.changes.model import CHANGED, Change
from incentive_engine.assurance.changes.texts import GONE, KEPT, word_changes
from incentive_engine.wording import Language, say

Mark: TypeAlias = "Callable[[str, str], str]"
"""What makes a text out of a stretch of running text and its sign: `=`, `-`, `+`."""

Plain: TypeAlias = "Callable[[str], str]"
"""What makes a text fit for the form of report."""


def plainly(text: str) -> str:
    """The text as it is."""
    return text


def change_line(change: Change, lang: Language, mark: Mark, plain: Plain = plainly) -> str:
    """The change in words: `参数 研发投入增量奖励比例：10% → 8%，自 2021-01-01`."""
    subject, name = say(f"changes.subject-{change.subject}", lang), plain(change.name)
    own = "" if name else "-itself"
    if change.how != CHANGED:
        text = plain(change.before or change.after)
        if text == name:
            own = "-label"
        return plain_join(f"changes.{change.how}{own}", lang, subject=subject, name=name, text=text)
    if change.prose:
        stretches = word_changes(change.before, change.after)
        text = "".join(mark(sign, _around(sign, one, at, len(stretches))) for at, (sign, one) in enumerate(stretches))
        return plain_join(f"changes.reworded{own}", lang, subject=subject, name=name, text=text)
    values = {"before": plain(change.before), "after": plain(change.after), "days": _days(change, lang)}
    return plain_join(f"changes.changed{own}", lang, subject=subject, name=name, **values)


_CONTEXT = 16
"""Characters of running text that are told beside what has changed in it."""


def _around(sign: str, text: str, place: int, of: int) -> str:
    """Of a stretch that is in both, as much as is beside a change."""
    if sign != KEPT or len(text) <= 3 * _CONTEXT:
        return text
    head = text[:_CONTEXT] if place > 0 else ""
    tail = text[-_CONTEXT:] if place < of - 1 else ""
    return f"{head}…{tail}"


def plain_join(code: str, lang: Language, **values: object) -> str:
    """A sentence whose values are fit for the form already; in English it begins with a capital."""
    text = say(code, lang, **values)
    return text[:1].upper() + text[1:] if lang == "en" else text


def _days(change: Change, lang: Language) -> str:
    if change.since is None:
        return ""
    if change.until is None:
        return say("changes.since", lang, since=change.since)
    return say("changes.between", lang, since=change.since, until=change.until)


def in_brackets(sign: str, text: str) -> str:
    """Marks for plain text, as `git diff --word-diff` has them."""
    if sign == KEPT:
        return text
    return f"[-{text}-]" if sign == GONE else f"{{+{text}+}}"
