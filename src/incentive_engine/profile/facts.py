"""The facts that a mapping of a file states, every mistake in them found at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from incentive_engine.mistakes import InputError, Mistake
from incentive_engine.policy.model import Constant, Fact, Vocabulary
from incentive_engine.policy.source import Document
from incentive_engine.profile.dates import read_year
from incentive_engine.profile.names import FactNames, both_names, stated_sources
from incentive_engine.profile.read_error import ReadError, shown
from incentive_engine.profile.stated import Stated
from incentive_engine.profile.values import read_figure, read_value, stated_twice

ESTABLISHED_ON = "established_on"
"""The fact before whose year no figure can be (semantics, section 4)."""


def read_facts(
    mapping: Mapping[str, Any], vocabulary: Vocabulary, document: Document, path: tuple[str | int, ...] = ()
) -> dict[str, Any]:
    """The facts that `mapping` states, by fact id, as `Profile.facts` has them.

    `path` is where in `document` the mapping stands. Raises InputError with every mistake.
    """
    mistakes: list[Mistake] = []
    facts = collect_facts(Stated(document, mapping, path), vocabulary, mistakes)
    if mistakes:
        raise InputError(mistakes)
    return facts


def collect_facts(
    stated: Stated, vocabulary: Vocabulary, mistakes: list[Mistake], besides: Sequence[Fact] = ()
) -> dict[str, Any]:
    """The facts of a mapping, those of the vocabulary and those `besides`; adds to `mistakes`."""
    if not isinstance(stated.value, Mapping):
        mistakes.append(stated.mistake("profile.not-facts"))
        return {}
    entries = Entries(vocabulary, (*besides, *vocabulary.facts.values()), mistakes)
    for key in stated.value:
        entries.take(str(key), stated[key])
    return entries.facts()


@dataclass(eq=False)
class Entries:
    """What is stated for facts, sorted by fact before anything is read; mistakes go to `mistakes`.

    `known` are the facts that may be named.
    """

    vocabulary: Vocabulary
    known: Sequence[Fact]
    mistakes: list[Mistake]
    wholes: dict[str, Stated] = field(default_factory=dict)
    figures: dict[str, dict[int, Stated]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Two folders of rules may call one fact by different labels; both are its names.
        self.names = FactNames((*self.vocabulary.by_label.values(), *self.known))

    def take(self, key: str, stated: Stated) -> None:
        """Note an entry `fact: …` or `fact@year: …`, or the mistake in its name."""
        fact = self.names.find(key)
        at_year = ""
        if fact is None:
            name, _, at_year = key.replace("＠", "@").partition("@")
            fact = self.names.find(name) if at_year else None
        if fact is None:
            about = {"name": shown(key), "near": self.names.near(key)}
            self.mistakes.append(stated.mistaken_key("profile.unknown-fact", **about))
        elif fact.formula is not None:
            self.mistakes.append(self._computed(fact, stated))
        elif at_year:
            self._take_figure(fact, at_year, stated)
        elif fact.id in self.wholes:
            self.mistakes.append(stated_twice(fact, fact.id, stated, self.wholes[fact.id]))
        else:
            self.wholes[fact.id] = stated

    def _take_figure(self, fact: Fact, at_year: str, stated: Stated) -> None:
        if not fact.annual:
            values = {"label": fact.label, "fact": fact.id, "year": shown(at_year)}
            self.mistakes.append(stated.mistaken_key("profile.no-years", **values))
            return
        try:
            year = read_year(at_year)
        except ReadError as error:
            about = {"label": fact.label, "fact": fact.id, **error.values}
            self.mistakes.append(stated.mistaken_key(error.code, **about))
            return
        before = self.figures.setdefault(fact.id, {}).setdefault(year, stated)
        if before is not stated:
            self.mistakes.append(stated_twice(fact, f"{fact.id}@{year}", stated, before))

    def _computed(self, fact: Fact, stated: Stated) -> Mistake:
        sources = both_names(stated_sources(fact, self.vocabulary))
        return stated.mistaken_key("profile.computed", label=fact.label, fact=fact.id, sources=sources)

    def facts(self) -> dict[str, Any]:
        """The values of all that was taken, in the order of the vocabulary."""
        established_on = self._established_on()
        facts: dict[str, Any] = {}
        for fact in self.known:
            value: Any = None
            if fact.id in self.wholes:
                value = read_value(fact, self.wholes[fact.id], self.mistakes, established_on)
            if fact.id in self.figures:
                value = self._with_figures(fact, value or {}, established_on) or None
            if value is not None:
                facts[fact.id] = value
        return facts

    def _with_figures(
        self, fact: Fact, figures: dict[int, Constant], established_on: date | None
    ) -> dict[int, Constant]:
        for year, stated in self.figures[fact.id].items():
            if year in figures:
                self.mistakes.append(stated_twice(fact, f"{fact.id}@{year}", stated, self.wholes[fact.id]))
                continue
            value = read_figure(fact, year, stated, self.mistakes, established_on)
            if value is not None:
                figures[year] = value
        return dict(sorted(figures.items()))

    def _established_on(self) -> date | None:
        """The day of establishment, if it is stated and sound; what is wrong with it is told in its turn."""
        fact = self.vocabulary.facts.get(ESTABLISHED_ON)
        if fact is None or ESTABLISHED_ON not in self.wholes:
            return None
        day = read_value(fact, self.wholes[ESTABLISHED_ON], [])
        return day if isinstance(day, date) else None
