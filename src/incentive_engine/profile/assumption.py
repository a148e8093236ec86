"""Facts that a run is told to assume, as in `--assume dishonest=false` and `revenue@2020=500万元`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.model import FactType, Vocabulary
from incentive_engine.policy.source import Document, Mark, parse_yaml
from incentive_engine.profile.facts import Entries
from incentive_engine.profile.read_error import shown
from incentive_engine.profile.scalars import states_nothing
from incentive_engine.profile.stated import Stated

_NOWHERE = Mark(0, 0, 0, 0, None)


def assume_fact(text: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """The one fact that `text` assumes, by its id, as `Profile.facts` has it. Raises InputError."""
    return assume_facts((text,), vocabulary)


def assume_facts(texts: Iterable[str], vocabulary: Vocabulary) -> dict[str, Any]:
    """The facts that `texts` assume together; the figures of an annual fact may come one by one.

    Each is FACT=VALUE or FACT@YEAR=VALUE, the fact by id or label. Figures by year and lists are written in
    YAML or JSON: `revenue={2020: 500万元}`. Raises InputError with every mistake, also for a fact that is
    assumed twice.
    """
    mistakes: list[Mistake] = []
    entries = Entries(vocabulary, tuple(vocabulary.facts.values()), mistakes)
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        place = Place(f"--assume {shown(text)}")
        if not name or not equals:
            mistakes.append(Mistake(place, "profile.assume-shape", {"text": shown(text)}))
        elif states_nothing(value):
            mistakes.append(Mistake(place, "profile.assume-nothing", {"text": shown(text)}))
        else:
            try:
                entries.take(name, _stated(name, value, place.file, entries))
            except InputError as error:  # YAML that cannot be read
                mistakes.extend(error.mistakes)
    facts = entries.facts()
    if mistakes:
        raise InputError(mistakes)
    return facts


def _stated(name: str, value: str, file: str, entries: Entries) -> Stated:
    fact = entries.names.find(name)
    if fact is not None and (fact.annual or fact.type is FactType.LIST):
        document = parse_yaml(value, file)
        return Stated(document, document.value)
    return Stated(Document(file, "", {name: value}, _NOWHERE, {}), value, (name,))
