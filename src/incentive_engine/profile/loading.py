"""Profiles read from the files that people write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.model import Fact, FactType, Vocabulary
from incentive_engine.policy.source import Document, Mark, parse_json, parse_yaml
from incentive_engine.policy.source.encoding import read_text
from incentive_engine.profile.assumption import assume_fact
from incentive_engine.profile.credit_code import read_credit_code
from incentive_engine.profile.facts import collect_facts
from incentive_engine.profile.model import NOWHERE, Profile
from incentive_engine.profile.names import FactNames
from incentive_engine.profile.read_error import ReadError
from incentive_engine.profile.stated import Stated

CODE = Fact("id", "统一社会信用代码", FactType.TEXT, NOWHERE)
NAME = Fact("name", "企业名称", FactType.TEXT, NOWHERE)
_TABLES = (".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".ods", ".et", ".parquet", ".jsonl", ".ndjson")


def load_profile(path: Path | str, vocabulary: Vocabulary | None = None) -> Profile:
    """The profile in a YAML or JSON file: `id`, `name`, facts by id or label (policy format, section 2).

    JSON by its name (`.json`) or, where the name says nothing, by its first character. `vocabulary` is what
    the facts are read by: a policy's own, or else all that is declared in the library. Raises InputError with
    every mistake.
    """
    return read_profile(load_document(path), vocabulary)


def load_document(path: Path | str) -> Document:
    """What the file of a profile holds, not yet read as facts. Raises InputError."""
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in _TABLES:
        raise InputError([Mistake(Place(str(path)), "profile.is-table")])
    text = read_text(path)
    is_json = suffix == ".json" or (suffix not in (".yaml", ".yml") and text.lstrip().startswith(("{", "[")))
    return parse_json(text, str(path)) if is_json else parse_yaml(text, str(path))


def profile_of(
    stated: Mapping[str, Any], vocabulary: Vocabulary | None = None, file: str = "<profile>"
) -> Profile:
    """The profile that a mapping states, read as `load_profile` reads a file; mistakes call it `file`.

    For programs that already hold the values: besides what a file can hold, dates, ints, floats and ints as
    years.
    """
    return read_profile(Document(file, "", stated, Mark(0, 0, 0, 0, None), {}), vocabulary)


def read_profile(document: Document, vocabulary: Vocabulary | None = None) -> Profile:
    """The profile that a document states. Raises InputError with every mistake."""
    if vocabulary is None:
        from incentive_engine.policy import load_vocabulary

        vocabulary = load_vocabulary()
    whole = Stated(document, document.value)
    mistakes: list[Mistake] = []
    facts = collect_facts(whole, vocabulary, mistakes, besides=(CODE, NAME))
    code, name = facts.pop(CODE.id, None), facts.pop(NAME.id, None)
    if code is not None:
        code = _checked(code, whole, mistakes)
    if mistakes:
        raise InputError(mistakes)
    return Profile(code, name, facts, whole.place)


def peek(fact: Fact, document: Document, assumptions: Iterable[str] = ()) -> Any:
    """What a document states of one fact, or else an assumption; None where neither says anything that can be read.

    For what must be known before the vocabulary is: what else is stated does not matter, nor what is wrong with it.
    """
    alone = Vocabulary({fact.id: fact}, {fact.label: fact})
    ignored: list[Mistake] = []
    stated = collect_facts(Stated(document, document.value), alone, ignored)
    for text in assumptions:
        with suppress(InputError):
            stated = assume_fact(text, alone) | stated
    return stated.get(fact.id)


def _checked(code: str, whole: Stated, mistakes: list[Mistake]) -> str:
    try:
        return read_credit_code(code)
    except ReadError as error:
        key = next(key for key in whole.value if FactNames((CODE,)).find(str(key)))
        mistakes.append(whole[key].mistake(error.code, **error.values))
        return code
