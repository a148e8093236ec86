"""A blank profile to fill in: YAML whose comments say what each fact is, how to write it and who knows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from incentive_engine.policy.model import Answerer, Fact, FactType
from incentive_engine.profile.loading import CODE, NAME
from incentive_engine.profile.scalars import example
from incentive_engine.wording import Language, say

_ASKED = (Answerer.ENTERPRISE, Answerer.REGISTRY, Answerer.REVIEWER)
_PLAIN_KEY = re.compile(r"(?!(?i:null)$)[^\W\d][\w（）()“”、·%-]*")


def blank_profile(facts: Iterable[Fact], *, assessment_year: int, lang: Language = "zh") -> str:
    """A profile that leaves every one of `facts` open, as commented YAML: loaded as it is, it states nothing.

    Grouped by who answers, then by subject (the vocabulary file); derived facts are left out. Annual facts
    have a line for each year of their window up to `assessment_year`. Keys are labels in Chinese, ids in
    English.
    """
    stated = [fact for fact in facts if fact.formula is None]
    lines = [f"# {say(f'profile.blank-{part}', lang)}" for part in ("title", "how")]
    lines += ["", *(f"{_key(one, lang)}:" for one in (CODE, NAME))]
    for answerer in _ASKED:
        asked = [fact for fact in stated if fact.answered_by is answerer]
        if asked:
            lines += ["", "", f"# ==== {say(f'profile.blank-{answerer.value}', lang)} ===="]
        for file, group in groupby(sorted(asked, key=_file), key=_file):
            lines += ["", f"# ---- {_subject(file)} ----"]
            for fact in group:
                lines += ["", *_comments(fact, lang), *_blank(fact, assessment_year, lang)]
    return "\n".join(lines) + "\n"


def _file(fact: Fact) -> str:
    return fact.place.file


def _subject(file: str) -> str:
    """What the facts of a vocabulary file are about: the comment that it begins with, or its name."""
    path = Path(file)
    if path.is_file():
        with path.open(encoding="utf-8", errors="replace") as lines:
            first = lines.readline().strip()
        if first.startswith("#"):
            return _in_one_line(re.split("[：:；]", first.lstrip("# "))[0])
    return path.stem


def _comments(fact: Fact, lang: Language) -> Iterator[str]:
    """What the fact is, how to write it, and where it stands."""
    if lang == "en":
        yield f"# {_in_one_line(fact.label)}"
    yield f"# {_in_one_line(fact.ask or fact.label)}"
    hints = []
    if fact.type is FactType.LIST:
        hints.append(say("profile.blank-none", lang))
    elif fact.type is FactType.CHOICE:
        hints.append(say("profile.blank-choices", lang, choices=_listed(fact, lang)))
    elif fact.type is FactType.BOOLEAN:
        hints.append(say("profile.blank-boolean", lang))
    elif fact.type is not FactType.TEXT:
        hints.append(say("profile.blank-example", lang, example=example(fact, lang)))
    if fact.unit:
        hints.append(say("profile.blank-unit", lang, unit=fact.unit))
    if fact.source:
        hints.append(say("profile.blank-source", lang, source=_in_one_line(fact.source)))
    if hints:
        yield f"# {('；' if lang == 'zh' else '; ').join(hints)}"


def _blank(fact: Fact, assessment_year: int, lang: Language) -> Iterator[str]:
    """The fact without a value; for a list, an example of an item in a comment."""
    yield f"{_key(fact, lang)}:"
    if fact.annual:
        for year in range(assessment_year - fact.years + 1, assessment_year + 1):
            yield f"  {year}:"
    for index, field in enumerate(fact.item):
        lead = "-" if index == 0 else " "
        choices = f"  # {_listed(field, lang)}" if field.type is FactType.CHOICE else ""
        unit = f"  # {field.unit}" if field.unit else ""
        yield f"#  {lead} {_key(field, lang)}: {example(field, lang)}{choices}{unit}"


def _listed(fact: Fact, lang: Language) -> str:
    return ("、" if lang == "zh" else ", ").join(fact.choices)


def _key(fact: Fact, lang: Language) -> str:
    key = fact.label if lang == "zh" else fact.id
    return key if _PLAIN_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
