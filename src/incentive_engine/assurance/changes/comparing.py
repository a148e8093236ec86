"""Two states of some rules, compared policy by policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from incentive_engine.assurance.changes.facts import fact_changes
from incentive_engine.assurance.changes.model import Change, PolicyChanges, RulesChanges
from incentive_engine.assurance.changes.policies import policy_changes
from incentive_engine.assurance.changes.revisions import State, is_wanted
from incentive_engine.assurance.changes.saying import Saying
from incentive_engine.mistakes import InputError, Mistake, Names, Place, nearest
from incentive_engine.policy.model import Fact, Policy
from incentive_engine.wording import Language


def compare_rules(old: State, new: State, lang: Language = "zh", wanted: Sequence[str] = ()) -> RulesChanges:
    """What differs between two states.

    Policies are the same by their ids; two that were named each by itself are the same whatever their ids. A policy
    whose files are alike to the byte is not looked into. Raises InputError with every mistake in the others, and for
    wanted policies that neither state has.
    """
    _check_wanted(wanted, sorted({*old.known, *new.known}))
    pairs = _pairs(old, new)
    loaded = _loaded(old, new, [one for one in pairs if not _alike(old, new, one)])
    policies = []
    pairs_of_facts: list[tuple[Policy, Policy]] = []
    for before, after in loaded.values():
        policies.append(_compared(before, after, lang))
        if before and after:
            pairs_of_facts.append((before, after))
    facts = tuple(_shared_facts(pairs_of_facts, lang))
    told = tuple(one for one in policies if one.changes or one.measures)
    return RulesChanges(old.name, new.name, facts, told, len(pairs), form=bool(loaded) and not told and not facts)


Pair = tuple["str | None", "str | None"]


def _pairs(old: State, new: State) -> list[Pair]:
    """The policies by their ids in both states."""
    if old.one and new.one:
        return list(zip(old.policies, new.policies, strict=True))
    ids = sorted({*old.policies, *new.policies})
    return [(one if one in old.policies else None, one if one in new.policies else None) for one in ids]


def _check_wanted(wanted: Sequence[str], known: Sequence[str]) -> None:
    lacking = [one for one in wanted if not any(is_wanted(id_, [one]) for id_ in known)]
    if lacking:
        raise InputError(
            Mistake(
                Place(f"--policy {one}"), "changes.no-such-policy", {"nearest": nearest(one, known) or Names(known)}
            )
            for one in lacking
        )


def _alike(old: State, new: State, pair: Pair) -> bool:
    """Whether the files of a policy, and those that it shares with others, are the same to the byte."""
    before, after = pair
    return before is not None and after is not None and old.files(before) == new.files(after)


def _loaded(old: State, new: State, pairs: Iterable[Pair]) -> dict[Pair, tuple[Policy | None, Policy | None]]:
    loaded: dict[Pair, tuple[Policy | None, Policy | None]] = {}
    mistakes: list[Mistake] = []
    for pair in pairs:
        sides: list[Policy | None] = []
        for state, id_ in zip((old, new), pair, strict=True):
            try:
                sides.append(state.load(id_) if id_ else None)
            except InputError as error:
                mistakes += error.mistakes
        if len(sides) == len(pair):
            loaded[pair] = sides[0], sides[1]
    if mistakes:
        raise InputError({one.text(): one for one in mistakes}.values())
    return loaded


def _compared(old: Policy | None, new: Policy | None, lang: Language) -> PolicyChanges:
    policy = new or old
    assert policy is not None  # noqa: S101 - one of them is there
    return policy_changes(policy.id, old, new, lang)


def _shared_facts(pairs: Sequence[tuple[Policy, Policy]], lang: Language) -> Iterator[Change]:
    """The changes of the facts that policies share, each once."""
    told: set[Change] = set()
    for old, new in pairs:
        for change in fact_changes(Saying(old, new, lang), _shared(old), _shared(new)):
            if change not in told:
                told.add(change)
                yield change


def _shared(policy: Policy) -> Mapping[str, Fact]:
    return {id_: one for id_, one in policy.vocabulary.facts.items() if one.policy is None}
