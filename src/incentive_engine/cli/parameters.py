"""Values on the command line, read exactly, and the options that several commands take."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

import click

from incentive_engine.cli.language import language
from incentive_engine.mistakes import Names
from incentive_engine.wording import say

Function = TypeVar("Function", bound=Callable[..., Any])
Option = Callable[[Function], Function]

_FORMS = {
    ".json": "json",
    ".sarif": "sarif",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
_MOST = 1_000_000
"""More seconds or processes than this are a slip of the pen."""


def one_of(*words: str) -> Callable[[str], str]:
    """A reader of one of a few words."""

    def read(text: str) -> str:
        if text not in words:
            raise click.BadParameter(say("cli.not-one-of", language(), value=text, words=Names(words)))
        return text

    return read


def read_day(text: str) -> date:
    """A calendar day as people write it: `2021-03-31`, `2021/3/31`, `2021年3月31日`."""
    from incentive_engine.profile.dates import read_date
    from incentive_engine.profile.read_error import ReadError

    try:
        return read_date(text)
    except ReadError as error:
        reason = error.code.removeprefix("profile.")
        code = f"cli.{reason}" if reason in ("no-such-day", "no-such-month", "year-out-of-range") else "cli.not-a-day"
        raise click.BadParameter(say(code, language(), **{**error.values, "value": text})) from error


def read_year(text: str) -> int:
    """A calendar year: `2020`, `2020年`."""
    from incentive_engine.profile import dates
    from incentive_engine.profile.read_error import ReadError

    try:
        return dates.read_year(text)
    except ReadError as error:
        raise click.BadParameter(say("cli.not-a-year", language(), value=text)) from error


def read_percentage(text: str) -> Decimal:
    """A share from 0 to 100 per cent: `95`, `99.5%`."""
    value = _number(text.strip().removesuffix("%"))
    if value is None or not 0 <= value <= 100:
        raise click.BadParameter(say("cli.not-a-percentage", language(), value=text))
    return value


def read_seconds(text: str) -> float:
    """A length of time above 0, in seconds: `10`, `0.5`."""
    value = _number(text)
    if value is None or not 0 < value < _MOST:
        raise click.BadParameter(say("cli.not-seconds", language(), value=text))
    return float(value)


def read_count(text: str) -> int:
    """A whole number above 0."""
    value = _number(text)
    if value is None or not 0 < value < _MOST or value != int(value):
        raise click.BadParameter(say("cli.not-a-count", language(), value=text))
    return int(value)


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def form_of(output: Path | None, forms: Container[str] | None = None) -> str:
    """The form that a result takes when none is asked for: one of `forms` by the file's extension, else text."""
    form = _FORMS.get(output.suffix.lower() if output else "", "text")
    return form if forms is None or form in forms else "text"


def lang_option(function: Function) -> Function:
    """`--lang`: read before anything else (`language.spoken_language`); checked and explained here."""
    option: Option[Function] = click.option(
        "--lang", type=one_of("zh", "en"), metavar="zh|en", expose_value=False, help="cli.option-lang"
    )
    return option(function)


def policy_option(function: Function) -> Function:
    """`-p POLICY`, repeatable."""
    option: Option[Function] = click.option(
        "-p", "--policy", "policies", multiple=True, metavar="POLICY", help="cli.option-policy"
    )
    return option(function)


def rules_option(function: Function) -> Function:
    """`--rules DIR`, repeatable: folders of policies beside the library that ships with the package."""
    option: Option[Function] = click.option("--rules", type=Path, multiple=True, metavar="DIR", help="cli.option-rules")
    return option(function)


def timeout_option(function: Function) -> Function:
    """`--timeout SECONDS`, as `seconds`: what the solver has for a question."""
    option: Option[Function] = click.option(
        "--timeout", "seconds", type=read_seconds, default="10", metavar="SECONDS", help="cli.option-timeout"
    )
    return option(function)


def jobs_option(function: Function) -> Function:
    """`-j N`: how many processes work side by side."""
    option: Option[Function] = click.option("-j", "--jobs", type=read_count, metavar="N", help="cli.option-jobs")
    return option(function)


def output_option(function: Function) -> Function:
    """`-o FILE`: where the result goes instead of standard output."""
    option: Option[Function] = click.option("-o", "--output", type=Path, metavar="FILE", help="cli.option-output")
    return option(function)
