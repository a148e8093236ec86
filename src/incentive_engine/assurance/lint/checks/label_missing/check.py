"""Labels that say nothing: the id once more, no word at all, or what every other one is called too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Library, Subject
from incentive_engine.mistakes import Place
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Test

finding = partial(Finding, "label-missing", Severity.WARNING)

_NOTHING = re.compile(r"[\W_]*|(?:条件|标准|指标|事实|参数|test|todo|tbd|xxx?|label)[\W\d_]*", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """Conditions, parameters, derived facts, groups."""
    policy = subject.policy
    roots = [((), one) for one in policy.requirements] + [((one.id,), one.when) for one in policy.measures]
    for outer, root in roots:
        for one in conditions_in(root):
            if isinstance(one, Test):
                yield from _of(one.id, one.label, one.place, (*outer, one.id))
    for parameter in policy.parameters.values():
        yield from _of(parameter.id, parameter.label, parameter.place, (parameter.id,))
    for group in policy.groups.values():
        yield from _of(group.id, group.label, group.place, (group.id,))
    for fact in subject.own_facts():
        yield from _of(fact.id, fact.label, fact.place, (fact.id,))


def check_library(library: Library) -> Iterator[Finding]:
    """The facts of the vocabulary and the columns of lists."""
    for fact in library.vocabulary.facts.values():
        yield from _of(fact.id, fact.label, fact.place, (fact.id,))
        for field in fact.item:
            yield from _of(field.id, field.label, field.place, (fact.id, field.id))


def _of(id_: str, label: str, place: Place, about: tuple[str, ...]) -> Iterator[Finding]:
    plain = re.sub(r"[\W_]+", "", label).lower()
    if plain == re.sub(r"[\W_]+", "", id_).lower() or _NOTHING.fullmatch(label.strip()):
        yield finding(place, "lint.label-missing", {"label": label, "id": id_}, about)
