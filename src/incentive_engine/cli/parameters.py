"""Values on the command line, read exactly, and the options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from incentive_engine.cli.language import language
from incentive_engine.mistakes import Names
from incentive_engine.wording import say

Function = TypeVar("Function", bound=Callable[..., Any])
Option = Callable[[Function], Function]

_FORMS = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}


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


def form_of(output: Path | None) -> str:
    """The form that a result takes when none is asked for: by the file's extension, else text."""
    return _FORMS.get(output.suffix.lower() if output else "", "text")


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


def output_option(function: Function) -> Function:
    """`-o FILE`: where the result goes instead of standard output."""
    option: Option[Function] = click.option("-o", "--output", type=Path, metavar="FILE", help="cli.option-output")
    return option(function)
