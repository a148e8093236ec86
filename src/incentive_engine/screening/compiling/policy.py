"""One policy compiled over the columns that all of a statement share: its conditions, its awards, what is paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlglot import exp

from incentive_engine.decision.program import Parameters, program_of
from incentive_engine.policy.model import Policy
from incentive_engine.policy.reads import facts_read
from incentive_engine.screening.compiling import settling
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.awards import award_grant, money
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.conditions import Propositions
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.facts import Population
from incentive_engine.screening.compiling.forms import FORMS
from incentive_engine.screening.compiling.frames import Frame, Table
from incentive_engine.screening.compiling.packed import MeasureColumns, PolicyPlan
from incentive_engine.screening.compiling.reasons import BITS, Bits, Mask, chosen, together
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Truth
from incentive_engine.screening.register import Register


class PolicyCompiler:
    """Compiles one policy over the columns that all of them share."""

    def __init__(
        self,
        policy: Policy,
        register: Register,
        table: Table,
        as_of: date,
        assessment_year: int,
        parameters: Parameters | None,
        missing: bool,
    ) -> None:
        program = program_of(policy, as_of, parameters)
        self.plan = PolicyPlan(policy, program)
        stated = [fact for fact in facts_read(policy) if fact.formula is None]
        self.plan.bits = Bits(-(-sum(2 if fact.annual else 1 for fact in stated) // BITS) or 1)
        self.payments: dict[str, settling.Payment] = {}
        self._missing = missing
        self._doubts: list[Sql] = []
        self._noted: list[Sql] = []
        constants = {**program.constants, "assessment_year": Decimal(assessment_year)}
        self._compiler = Expressions(constants, self.plan.bits, self._note, FORMS)
        self._population = Population(policy, register, assessment_year, self._compiler, table)
        self._frame = self._population.frame
        self._truths: dict[str, Truth] = {}
        self._propositions = Propositions(program.network, self._compiler, self._frame)
        self.plan.propositions = self._propositions
        self._doubts += self._noted
        self._compile()

    def _note(self, frame: Frame, condition: Sql) -> None:
        """Rows where something is true are left to the reference; of an item, the enterprise that it belongs to."""
        noted = q.holds(condition)
        if frame.table is not self._population.table:
            table = frame.table
            while table.outer is not None:
                (noted,) = table.outer.gather(table, [exp.LogicalOr(this=noted)])
                noted, table = q.coalesced(noted, q.FALSE), table.outer
        if not q.is_false(noted):
            self._noted.append(noted)

    def _compile(self) -> None:
        policy, program = self.plan.policy, self.plan.program
        claims: list[settling.Claim] = []
        for measure, number in program.measures:
            if number is None:
                continue
            self._noted = []
            try:
                truth = self._propositions.truth(number)
                grant = award_grant(self._compiler, measure.award, self._frame)
            except BeyondSqlError as error:
                self.plan.beyond[measure.id] = error
                continue
            self._truths[measure.id] = truth
            self._doubts += self._noted
            by_true = truth.why.both[0]
            claims.append(settling.Claim(measure, truth, grant, q.is_known(by_true[0])))
        paying = [claim for claim in claims if claim.measure.award.amount is not None]
        self._noted = []
        try:
            groups, limits = self._groups(paying), self._limits()
        except BeyondSqlError as error:
            self._leave([claim.measure.id for claim in paying], error)
            paying, groups, limits = [], {}, []
        self._doubts += self._noted
        linked = self._linked(groups, limits)
        if linked:
            self._leave(linked, next(iter(self.plan.beyond.values())))
            paying = [claim for claim in paying if claim.measure.id in self._truths]
        payments = settling.settle(paying, groups, limits, self._frame, self._doubts)
        self.payments = {one.claim.measure.id: one for one in payments}
        for claim in claims:
            if claim.measure.award.amount is None and claim.measure.id in self._truths:
                self.payments[claim.measure.id] = settling.Payment(
                    claim, self._frame.let(settling.paid_in_full(claim)), q.FALSE
                )

    def _leave(self, measures: Sequence[str], error: BeyondSqlError) -> None:
        for id_ in measures:
            self.plan.beyond.setdefault(id_, error)
            self._truths.pop(id_, None)

    def _groups(self, claims: Sequence[settling.Claim]) -> dict[str, settling.Group]:
        groups = {}
        wanted = {claim.measure.group for claim in claims}
        for id_, group in self.plan.policy.groups.items():
            if group.keep != "sum" and id_ in wanted:
                received = None if group.received is None else money(self._compiler, group.received, self._frame)
                groups[id_] = settling.Group(group.keep, received)
        return groups

    def _limits(self) -> list[settling.Limit]:
        limits = []
        for limit in self.plan.policy.limits:
            maximum = money(self._compiler, limit.maximum, self._frame)
            if maximum.high >= settling.UNBOUNDED:
                raise BeyondSqlError("screening.limit", limit=limit.label)
            limits.append(settling.Limit(maximum, limit.measures))
        return limits

    def _linked(self, groups: Mapping[str, Any], limits: Sequence[settling.Limit]) -> list[str]:
        """The measures whose payment depends on one that is beyond SQL, through a group or a ceiling."""
        measures = {one.id: one for one, number in self.plan.program.measures if number is not None}
        beyond = {id_ for id_ in self.plan.beyond if measures[id_].award.amount is not None}
        linked: set[str] = set()
        for id_, measure in measures.items():
            if measure.award.amount is None:
                continue
            grouped = (
                measure.group is not None
                and any(measures[other].group == measure.group for other in beyond)
                and self.plan.policy.groups[measure.group].keep != "sum"
            )
            limited = any(
                (not limit.measures or id_ in limit.measures)
                and any(not limit.measures or other in limit.measures for other in beyond)
                for limit in limits
            )
            if grouped or limited:
                linked.add(id_)
        return sorted(linked - self.plan.beyond.keys()) if not linked <= self.plan.beyond.keys() else []

    # what is written

    def write(self, place: str, wanted: dict[str, Sql], across: Mapping[tuple[str, str], Any]) -> None:
        """Add this policy's columns to those that are wanted."""
        plan_ = self.plan
        for number, word in enumerate(self._propositions.words):
            wanted[f"w{place}_{number}"] = word
        plan_.words = tuple(f"w{place}_{number}" for number in range(len(self._propositions.words)))
        for number, (id_, truth) in enumerate(self._truths.items()):
            payment = self.payments[id_]
            own = f"{place}_{number}"
            settled = across.get((plan_.policy.id, id_))
            payable = payment.payable if settled is None else settled.payable
            gross = self._frame.let(
                settling.paid_in_full(
                    replace(payment.claim, grant=replace(payment.claim.grant, payable=payment.claim.grant.gross))
                )
            )
            names = MeasureColumns(
                payment.claim.measure,
                f"v{own}",
                f"p{own}" if gross == payable else f"g{own}",
                f"p{own}",
                None if q.is_false(payment.provisional) else f"r{own}",
                self._missing_names(own),
            )
            wanted[names.verdict] = _typed(truth.sql, "BOOLEAN")
            wanted[names.gross] = _typed(gross, "BIGINT")
            wanted[names.payable] = _typed(payable, "BIGINT")
            if names.provisional is not None:
                wanted[names.provisional] = _typed(payment.provisional, "BOOLEAN")
            for name, word in zip(names.missing, self._lacking(truth, payment), strict=True):
                wanted[name] = _typed(word, "BIGINT")
            plan_.columns[id_] = names
        doubts = [*self._doubts, *across.get((plan_.policy.id, ""), ())]
        doubt = q.any_of(doubts)
        if not q.is_false(doubt):
            plan_.doubt = f"d{place}"
            wanted[plan_.doubt] = doubt

    def _missing_names(self, own: str) -> tuple[str, ...]:
        return tuple(f"m{own}_{word}" for word in range(self.plan.bits.words)) if self._missing else ()

    def _lacking(self, truth: Truth, payment: settling.Payment) -> Mask:
        """What is missing for the verdict, or for the amount of what is granted: bits, 0 for none."""
        if not self._missing:
            return ()
        bits = self.plan.bits
        verdict = truth.why.any
        grant = payment.claim.grant
        amount = grant.why.any
        branches = [(q.is_null(truth.sql), verdict)]
        known = q.holds(truth.sql)
        open_ = q.is_null(grant.payable)
        if not q.is_false(open_):
            branches.append((q.both((known, open_)), amount))
        if payment.left_open:
            waiting = [chosen([(where, amount.why.any)], bits.none) for where, amount in payment.left_open]
            branches.append((q.any_of(where for where, _ in payment.left_open), together(waiting)))
        mask = chosen(branches, bits.none)
        return tuple(q.coalesced(word, q.integer(0)) for word in mask)


def _typed(value: Sql, type_: str) -> Sql:
    """The value with its type said, which a bare NULL or a small literal does not tell by itself."""
    if isinstance(value, exp.Column):
        return value
    return exp.Cast(this=value, to=exp.DataType.build(type_))
