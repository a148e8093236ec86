"""A policy in two states: what holds for all of it, and each of its measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from incentive_engine.assurance.changes.conditions import condition_changes
from incentive_engine.assurance.changes.expressions import condition_said, said
from incentive_engine.assurance.changes.facts import fact_changes
from incentive_engine.assurance.changes.figures import parameter_changes
from incentive_engine.assurance.changes.measures import measures_compared, source_changes
from incentive_engine.assurance.changes.model import ADDED, REMOVED, Change, PolicyChanges
from incentive_engine.assurance.changes.saying import Saying, paired
from incentive_engine.policy.model import Budget, Fact, Matter, Policy
from incentive_engine.policy.reads import facts_read
from incentive_engine.report import phrases
from incentive_engine.report.lines import inert
from incentive_engine.report.policy_words import PolicyWords
from incentive_engine.report.times import period
from incentive_engine.wording import Language


def policy_changes(id_: str, old: Policy | None, new: Policy | None, lang: Language) -> PolicyChanges:
    """What differs between two states of a policy; None is a state in which it is not there."""
    if old is None or new is None:
        policy = new or old
        assert policy is not None  # noqa: S101 - one of them is there
        title = phrases.policy_name(policy, lang)
        how, before, after = (ADDED, "", title) if old is None else (REMOVED, title, "")
        return PolicyChanges(id_, old, new, (Change("policy", how, title, id_, before, after),))
    saying = Saying(old, new, lang)
    measures = tuple(one for one in measures_compared(saying, old, new) if one.changes or one.settlement)
    return PolicyChanges(id_, old, new, tuple(_changes(saying, old, new)), measures)


def _changes(saying: Saying, old: Policy, new: Policy) -> Iterator[Change]:
    lang = saying.lang
    yield from saying.text("title", old.title, new.title, decides=False, prose=True)
    yield from saying.text("short-title", old.short_title, new.short_title, decides=False, prose=True)
    yield from saying.text("issuer", old.issuer, new.issuer, decides=False, prose=True)
    yield from saying.text("region", old.region, new.region)
    yield from saying.text("basis", saying.old.basis(old.basis), saying.new.basis(new.basis), decides=False)
    pays = (saying.say(f"pays-{one.pays.value.replace('_', '-')}") for one in (old, new))
    yield from saying.text("pays", *pays)
    yield from saying.text("in-force", *(period(one.in_force, lang) for one in (old, new)))
    categories = (phrases.joined(one.categories, lang) for one in (old, new))
    yield from saying.text("categories", *categories, decides=False)
    yield from parameter_changes(saying, old.parameters, new.parameters)
    yield from _requirements(saying, old, new)
    yield from fact_changes(saying, _own_facts(old), _own_facts(new))
    yield from _groups(saying, old, new)
    yield from _matters(saying, old, new)
    yield from _limits(saying, old, new)
    yield from _budgets(saying, old, new)
    yield from source_changes(saying, dict(old.sources), dict(new.sources))


def _requirements(saying: Saying, old: Policy, new: Policy) -> Iterator[Change]:
    asked = old.requirements, new.requirements
    found = list(condition_changes(saying, *asked, "requirement"))
    all_said = [sorted(map(repr, map(condition_said, one))) for one in asked]
    if all_said[0] != all_said[1] and not any(one.decides for one in found):
        found += saying.text("requirements-joined", *(str(one) for one in all_said))
    yield from found


def _own_facts(policy: Policy) -> dict[str, Fact]:
    """The facts that the policy alone derives."""
    return {id_: one for id_, one in policy.vocabulary.facts.items() if one.policy is not None}


def shared_facts_read(policy: Policy) -> frozenset[str]:
    """The ids of the facts of the shared vocabulary that a policy reads."""
    return frozenset(one.id for one in facts_read(policy) if one.policy is None)


def _groups(saying: Saying, old: Policy, new: Policy) -> Iterator[Change]:
    gone, both, added = paired(old.groups, new.groups)
    for one in gone.values():
        told = saying.say(f"keep-{one.keep.replace('_', '-')}")
        yield Change("group", REMOVED, inert(one.label), one.id, before=told)
    for one in added.values():
        told = saying.say(f"keep-{one.keep.replace('_', '-')}")
        yield Change("group", ADDED, inert(one.label), one.id, after=told)
    for before, after in both.values():
        name, id_ = inert(after.label), after.id
        keeps = (saying.say(f"keep-{one.keep.replace('_', '-')}") for one in (before, after))
        yield from saying.text("group", *keeps, name=name, id=id_)
        yield from saying.text("group-label", before.label, after.label, id=id_, decides=False, prose=True)
        yield from saying.expression("group-received", before.received, after.received, name=name, id_=id_)


def _matters(saying: Saying, old: Policy, new: Policy) -> Iterator[Change]:
    gone, both, added = paired({one.id: one for one in old.matters}, {one.id: one for one in new.matters})
    for one in gone.values():
        yield Change("matter", REMOVED, inert(one.label), one.id, before=_matter(saying.old, one))
    for one in added.values():
        yield Change("matter", ADDED, inert(one.label), one.id, after=_matter(saying.new, one))
    for before, after in both.values():
        name = inert(after.label)
        told = _matter(saying.old, before), _matter(saying.new, after)
        yield from saying.text("matter", *told, name=name, id=after.id)
        if told[0] == told[1] and (before.measures, before.others) != (after.measures, after.others):
            members = (str((one.measures, one.others)) for one in (before, after))
            yield from saying.text("matter", *members, name=name, id=after.id)
        sources = ({one.id: one for one in of.sources} for of in (before, after))
        yield from source_changes(saying, *sources)


def _matter(words: PolicyWords, matter: Matter) -> str:
    return phrases.clauses(words.matter(matter), words.lang)


def _limits(saying: Saying, old: Policy, new: Policy) -> Iterator[Change]:
    gone, both, added = paired({one.label: one for one in old.limits}, {one.label: one for one in new.limits})
    if len(gone) == len(added):  # most likely called otherwise
        for before, after in zip(gone.values(), added.values(), strict=True):
            yield from saying.text("limit-label", before.label, after.label, decides=False, prose=True)
            both[after.label] = before, after
        gone, added = {}, {}
    for one in gone.values():
        yield from saying.expression("limit", one.maximum, None, name=inert(one.label))
    for one in added.values():
        yield from saying.expression("limit", None, one.maximum, name=inert(one.label))
    for before, after in both.values():
        name = inert(after.label)
        yield from saying.expression("limit", before.maximum, after.maximum, name=name)
        if sorted(before.measures) != sorted(after.measures):
            covered = (_covered(saying, one.measures) for one in (before, after))
            yield from saying.text("limit-measures", *covered, name=name)
    orders = ([said(one.maximum) for one in of.limits] for of in (old, new))
    before_order, after_order = orders
    if sorted(before_order) == sorted(after_order) and before_order != after_order:
        yield from saying.text("limits-order", *(_labels(saying, one) for one in (old, new)))


def _labels(saying: Saying, policy: Policy) -> str:
    return phrases.joined((one.label for one in policy.limits), saying.lang)


def _covered(saying: Saying, measures: tuple[str, ...]) -> str:
    return phrases.joined(measures, saying.lang) if measures else saying.say("all-measures")


def _budgets(saying: Saying, old: Policy, new: Policy) -> Iterator[Change]:
    before, after = _parts(old.budget), _parts(new.budget)
    gone, both, added = paired(before, after)
    for one in gone.values():
        yield from saying.expression("budget", one.amount, None, name=inert(one.label))
    for one in added.values():
        yield from saying.expression("budget", None, one.amount, name=inert(one.label))
    for first, second in both.values():
        name = inert(second.label)
        yield from saying.expression("budget", first.amount, second.amount, name=name)
        exceeded = (saying.new.say(f"exceeded-{one.exceeded}") for one in (first, second))
        yield from saying.text("budget-exceeded", *exceeded, name=name)
        covered = (_covered(saying, one.measures) for one in (first, second))
        yield from saying.text("budget-measures", *covered, name=name)


def _parts(budget: Budget | None) -> Mapping[str, Budget]:
    return {one.label: one for one in (budget, *budget.parts)} if budget else {}
