"""The language that a run speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import click

from incentive_engine.wording import Language


def spoken_language(words: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language to speak: `--lang` wherever it stands, else INCENTIVE_LANG, else Chinese."""
    chosen = environment.get("INCENTIVE_LANG", "")
    for place, word in enumerate(words):
        if word == "--":
            break
        if word == "--lang":
            chosen = "".join(words[place + 1 : place + 2])
        elif word.startswith("--lang="):
            chosen = word.partition("=")[2]
    return "en" if chosen.lower().startswith("en") else "zh"


def language(context: click.Context | None = None) -> Language:
    """The language of the run that this context (default: the current one) belongs to."""
    context = context or click.get_current_context()
    return cast(Language, context.find_object(str) or "zh")
