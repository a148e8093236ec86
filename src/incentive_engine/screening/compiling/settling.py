"""What is paid of what the awards give, in SQL: groups, yearly ceilings, and which amounts are provisional.

`decision.settlement` is the model: each step here says the same over whole columns. Rows where what is still open could
change a group are in doubt, and go to the reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from incentive_engine.policy.model import Measure
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Grant, Number, Truth

UNBOUNDED = 10**17
"""Fen: what an award of unknown height is supposed to give; amounts that SQL computes are below."""


@dataclass(frozen=True, eq=False)
class Claim:
    """A measure that pays money: whether it is granted, and what its own award gives."""

    measure: Measure
    verdict: Truth
    grant: Grant
    may_be_true: Sql
    """Whether an unknown verdict can still become true."""


@dataclass(frozen=True, eq=False)
class Group:
    """A group that keeps the highest; `received` is what `top_up` takes off."""

    keep: str
    received: Number | None


@dataclass(frozen=True, eq=False)
class Limit:
    """A yearly ceiling in fen (NULL: unknown), on all measures where none are named."""

    maximum: Number
    measures: tuple[str, ...]

    def covers(self, claim: Claim) -> bool:
        """Whether the measure counts towards this ceiling."""
        return not self.measures or claim.measure.id in self.measures


@dataclass(frozen=True, eq=False)
class Payment:
    """What is paid on a claim where it is granted (NULL: unknown), and whether that is provisional.

    `left_open` are the amounts that left it open (what was received, a ceiling), each with where it did.
    """

    claim: Claim
    payable: Sql
    provisional: Sql
    left_open: tuple[tuple[Sql, Number], ...] = ()


def settle(
    claims: Sequence[Claim], groups: Mapping[str, Group], limits: Sequence[Limit], frame: Frame, doubts: list[Sql]
) -> list[Payment]:
    """The payments on the claims, in the order of their measures' numbers; `doubts` gets the rows in doubt."""
    if not groups and not limits:
        return [Payment(claim, frame.let(paid_in_full(claim)), q.FALSE) for claim in claims]
    made = [frame.let(q.both((q.holds(one.verdict.sql), q.is_known(one.grant.payable)))) for one in claims]
    amounts = [
        frame.let(q.case([(is_made, one.grant.payable)], q.integer(0)))
        for one, is_made in zip(claims, made, strict=True)
    ]
    left_open: list[list[tuple[Sql, Number]]] = [[] for _ in claims]
    paid = list(amounts)
    for id_, group in groups.items():
        members = [place for place, one in enumerate(claims) if one.measure.group == id_]
        _keep_highest(members, group, made, amounts, paid, left_open, frame)
    before = list(paid)
    for limit in limits:
        if not q.is_false(q.is_null(limit.maximum.sql)):
            for place, claim in enumerate(claims):
                if limit.covers(claim):
                    wanting = q.both((q.is_null(limit.maximum.sql), q.compared(">", paid[place], q.integer(0))))
                    left_open[place].append((frame.let(wanting), limit.maximum))
        paid = _cut(claims, limit, paid, frame)
    uncertain = _provisional(claims, groups, limits, made, amounts, before, paid, left_open, frame, doubts)
    payments = []
    for place, claim in enumerate(claims):
        known = q.both((made[place], *(q.negated(where) for where, _ in left_open[place])))
        false = q.holds(q.negated(claim.verdict.sql))
        payable = frame.let(q.case([(known, paid[place]), (false, q.integer(0))]))
        provisional = q.both((known, uncertain[place]))
        payments.append(Payment(claim, payable, provisional, tuple(left_open[place])))
    return payments


def paid_in_full(claim: Claim) -> Sql:
    """What a claim is paid that nothing is taken off from: its amount where it is granted, 0 where it is refused."""
    verdict = claim.verdict.sql
    return q.case([(verdict, claim.grant.payable), (q.negated(verdict), q.integer(0))])


def gross_in_full(claim: Claim) -> Sql:
    """What the award gives before its steps where the claim is granted, 0 where it is refused."""
    verdict = claim.verdict.sql
    return q.case([(verdict, claim.grant.gross), (q.negated(verdict), q.integer(0))])


def _keep_highest(
    members: Sequence[int],
    group: Group,
    made: Sequence[Sql],
    amounts: Sequence[Sql],
    paid: list[Sql],
    left_open: list[list[tuple[Sql, Number]]],
    frame: Frame,
) -> None:
    if len(members) == 1 and group.keep == "highest":
        return
    for member in members:
        beaten = [
            q.both((made[other], q.compared(">=" if other < member else ">", amounts[other], amounts[member])))
            for other in members
            if other != member
        ]
        wins = frame.let(q.both((made[member], q.negated(q.any_of(beaten)))))
        amount: Sql = amounts[member]
        if group.keep == "top_up" and group.received is not None:
            received = group.received.sql
            off = q.case([(q.compared("<", received, q.integer(0)), q.integer(0))], received)
            rest = q.case([(q.compared("<", amount, off), q.integer(0))], q.minus(amount, off))
            amount = q.case([(q.is_known(received), rest)], q.integer(0))
            if not q.is_false(q.is_null(received)):
                left_open[member].append((frame.let(q.both((wins, q.is_null(received)))), group.received))
        paid[member] = frame.let(q.case([(wins, amount)], q.integer(0)))


def _cut(claims: Sequence[Claim], limit: Limit, paid: Sequence[Sql], frame: Frame) -> list[Sql]:
    """What is left under a ceiling: what exceeds it is taken off the last measures first."""
    height = limit.maximum.sql
    room = frame.let(q.case([(q.compared("<", height, q.integer(0)), q.integer(0))], height))
    result = []
    for claim, amount in zip(claims, paid, strict=True):
        if not limit.covers(claim):
            result.append(amount)
            continue
        kept = frame.let(q.case([(q.any_of((q.compared("<=", amount, room), q.is_null(room))), amount)], room))
        room = frame.let(q.minus(room, kept))
        result.append(kept)
    return result


def _provisional(
    claims: Sequence[Claim],
    groups: Mapping[str, Group],
    limits: Sequence[Limit],
    made: Sequence[Sql],
    amounts: Sequence[Sql],
    before: Sequence[Sql],
    paid: Sequence[Sql],
    left_open: Sequence[Sequence[tuple[Sql, Number]]],
    frame: Frame,
    doubts: list[Sql],
) -> list[Sql]:
    """Which payments would be others if all that is still open were granted.

    Without a group in between, one more claim only makes the ceiling tighter for those behind it, so that all of them
    together change whatever any alone would.
    """
    open_: list[Sql] = []
    supposed: list[Sql] = []
    for claim, is_made in zip(claims, made, strict=True):
        unsettled = q.any_of(
            (
                q.both((q.holds(claim.verdict.sql), q.negated(is_made))),
                q.both((q.is_null(claim.verdict.sql), claim.may_be_true)),
            )
        )
        still = frame.let(unsettled)
        open_.append(still)
        height = q.coalesced(claim.grant.payable, q.integer(UNBOUNDED))
        supposed.append(frame.let(q.case([(still, height)], q.integer(0))))
    cleared = [
        frame.let(q.case([(q.any_of(where for where, _ in waiting), amount)], height)) if waiting else height
        for waiting, amount, height in zip(left_open, amounts, supposed, strict=True)
    ]
    ceilings = [_exceeded(claims, limit, before, cleared, frame) for limit in limits]
    binds = frame.let(q.any_of(ceilings))
    some_made = q.any_of(made)
    in_doubt: list[Sql] = []
    for id_ in groups:
        members = [place for place, one in enumerate(claims) if one.measure.group == id_]
        still = q.any_of(open_[place] for place in members)
        here = q.any_of(made[place] for place in members)
        in_doubt.append(q.both((still, q.any_of((here, q.both((binds, some_made)))))))
        waiting = q.any_of(where for place in members for where, _ in left_open[place])
        in_doubt.append(q.both((waiting, q.any_of((still, binds)))))
    if len(limits) > 1:
        in_doubt.append(q.both((q.any_of(open_), binds, some_made)))
    doubts.append(q.any_of(in_doubt))
    if not limits:
        return [q.FALSE] * len(claims)
    everything = [
        frame.let(q.case([(still, height)], amount))
        for still, height, amount in zip(open_, supposed, before, strict=True)
    ]
    for limit in limits:
        everything = _cut(claims, limit, everything, frame)
    return [
        frame.let(q.both((binds, q.compared("!=", one, other)))) for one, other in zip(everything, paid, strict=True)
    ]


def _exceeded(
    claims: Sequence[Claim], limit: Limit, before: Sequence[Sql], supposed: Sequence[Sql], frame: Frame
) -> Sql:
    """Whether all that is known and all that is open together exceed a ceiling, and something is open."""
    covered = [place for place, claim in enumerate(claims) if limit.covers(claim)]
    extra = _total([supposed[place] for place in covered], frame)
    known = _total([before[place] for place in covered], frame)
    over = q.holds(q.compared(">", q.plus(extra, known), limit.maximum.sql))
    return q.both((q.compared(">", extra, q.integer(0)), over))


def _total(amounts: Iterable[Sql], frame: Frame) -> Sql:
    total: Sql = q.integer(0)
    for amount in amounts:
        total = q.plus(total, amount)
    return frame.let(total)
