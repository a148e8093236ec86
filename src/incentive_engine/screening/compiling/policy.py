"""One policy compiled over the columns that all of a statement share: its conditions, its awards, what is paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlglot import exp

from incentive_engine.decision.program import Parameters, program_of
from incentive_engine.policy.model import Measure, Policy
from incentive_engine.policy.reads import facts_read
from incentive_engine.screening.compiling import settling
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.across import Across
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
        stated = [fact for fact in facts_read(policy) if fact.formula is None]
        bits = Bits(-(-sum(2 if fact.annual else 1 for fact in stated) // BITS) or 1)
        constants = {**program.constants, "assessment_year": Decimal(assessment_year)}
        self._missing = missing
        self._noted: list[Sql] = []
        self._compiler = Expressions(constants, bits, self._note, FORMS)
        self._population = Population(policy, register, assessment_year, self._compiler, table)
        self._frame = self._population.frame
        self._propositions = Propositions(program.network, self._compiler, self._frame)
        self._doubts = self._noted
        self._truths: dict[str, Truth] = {}
        self.plan = PolicyPlan(policy, program, bits, self._propositions)
        self.payments: dict[str, settling.Payment] = {}
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
        claims: list[settling.Claim] = []
        for measure, number in self.plan.program.measures:
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
        self._settle(claims)

    def _settle(self, claims: Sequence[settling.Claim]) -> None:
        paying = [claim for claim in claims if claim.measure.award.amount is not None]
        self._noted = []
        try:
            groups, limits = self._groups(paying), self._limits()
        except BeyondSqlError as error:
            for claim in paying:
                self._leave(claim.measure.id, error)
            paying, groups, limits = [], {}, []
        self._doubts += self._noted
        for id_, cause in self._linked(limits).items():
            self._leave(id_, BeyondSqlError("screening.settled-with", measure=cause.title))
        paying = [claim for claim in paying if claim.measure.id in self._truths]
        payments = settling.settle(paying, groups, limits, self._frame, self._doubts)
        self.payments = {one.claim.measure.id: one for one in payments}
        for claim in claims:
            if claim.measure.award.amount is None:
                nothing = self._frame.let(settling.paid_in_full(claim))
                self.payments[claim.measure.id] = settling.Payment(claim, nothing, q.FALSE)

    def _leave(self, measure: str, error: BeyondSqlError) -> None:
        self.plan.beyond[measure] = error
        self._truths.pop(measure, None)

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
                raise BeyondSqlError("screening.too-large", expression=limit.maximum.text)
            limits.append(settling.Limit(maximum, limit.measures))
        return limits

    def _linked(self, limits: Sequence[settling.Limit]) -> dict[str, Measure]:
        """The measures whose payment depends on one beyond SQL, through a group or a ceiling: by id, that one."""
        paying = [
            measure
            for measure, number in self.plan.program.measures
            if number is not None and measure.award.amount is not None
        ]
        beyond = [measure for measure in paying if measure.id in self.plan.beyond]
        linked: dict[str, Measure] = {}
        for measure in paying:
            cause = next((other for other in beyond if self._settle_together(measure, other, limits)), None)
            if cause is not None and measure not in beyond:
                linked[measure.id] = cause
        return linked

    def _settle_together(self, one: Measure, other: Measure, limits: Sequence[settling.Limit]) -> bool:
        groups = self.plan.policy.groups
        grouped = one.group is not None and one.group == other.group and groups[one.group].keep != "sum"
        return grouped or any(not limit.measures or {one.id, other.id} <= set(limit.measures) for limit in limits)

    # what is written

    def write(self, place: str, wanted: dict[str, Sql], across: Across) -> None:
        """Add this policy's columns to those that are wanted."""
        plan = self.plan
        plan.words = tuple(f"w{place}_{number}" for number in range(len(self._propositions.words)))
        wanted.update(zip(plan.words, self._propositions.words, strict=True))
        for number, (id_, truth) in enumerate(self._truths.items()):
            if id_ in plan.beyond:
                continue  # another policy's measure, with which it shares a matter, is
            payment = self.payments[id_]
            own = f"{place}_{number}"
            payable = across.payable.get((plan.policy.id, id_), payment.payable)
            gross = self._frame.let(settling.gross_in_full(payment.claim))
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
            plan.columns[id_] = names
        doubt = q.any_of((*self._doubts, *across.doubts.get(plan.policy.id, ())))
        if not q.is_false(doubt):
            plan.doubt = f"d{place}"
            wanted[plan.doubt] = doubt

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
