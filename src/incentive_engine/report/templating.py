"""Templates: every value that a template shows is escaped unless it was made by another template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from incentive_engine.decision import shortfalls
from incentive_engine.decision.model import Decision
from incentive_engine.report import amounts, conditions, phrases, times
from incentive_engine.report.entries import sections, told_in_full
from incentive_engine.wording import Language, say

_FOLDER = Path(__file__).parent / "templates"


def render(
    template: str, decision: Decision, lang: Language, *, verbose: bool, escaped: Callable[[str], Markup]
) -> str:
    """The decision as the template shows it; `escaped` makes a text safe for the template's format."""

    def shown(value: object) -> Markup:
        return value if isinstance(value, Markup) else escaped(str(value))

    def told(code: str, **values: Any) -> str:
        return say(f"report.{code}", lang, **values)

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        say=told,
        lang=lang,
        decision=decision,
        verbose=verbose,
        amounts=amounts,
        phrases=phrases,
        conditions=conditions,
        shortfalls=shortfalls,
        times=times,
    )
    told_of = sections(decision)
    in_full = told_in_full(told_of, verbose=verbose)
    return environment.get_template(template).render(sections=told_of, in_full=in_full)
