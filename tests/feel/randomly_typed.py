"""Expressions and worlds for them, by type and at random; now and then something of another kind, or not known.

Drawn from `random.Random`, far faster than strategies: forms that meet each other by chance need many examples.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any

from incentive_engine.feel import syntax as s
from incentive_engine.feel.ternary import OpenSeries, Unknown, failed, missing

ORDERS = ("=", "!=", "<", "<=", ">", ">=")
EDGES = [*(Decimal(n) for n in ("0", "-0", "1", "-1", "2", "2.0", "2020", "0.1", "1E+6000", "9E+6144", "1E-6143"))]
EDGES += [Decimal("9" * 34), Decimal("0.3333333333333333333333333333333333")]
DAYS = [date(2020, 2, 29), date(2019, 12, 31), date(2020, 1, 1)]
TEXTS = ["", "a", "b", "甲"]
ODD: list[Callable[[], Any]] = [
    lambda: missing("fact"),
    lambda: Unknown(frozenset({"one"}), frozenset({"two"})),
    lambda: failed("feel.overflow"),
    lambda: OpenSeries(frozenset({"series"}), [Decimal(3), missing("old")]),
    lambda: None,
    lambda: datetime(2020, 1, 1, 12),
    lambda: {"amount": Decimal(1), "year": Decimal(2020)},
    list,
    lambda: [Decimal(1), "a"],
    lambda: "a",
    lambda: True,
    lambda: Decimal(2),
    lambda: DAYS[0],
]
MEMBERS = {"amount": EDGES, "day": DAYS, "kind": TEXTS, "flag": [True, False], "year": EDGES, "item": EDGES}
SCALARS = {"x": EDGES, "y": EDGES, "d": DAYS, "t": TEXTS, "u": TEXTS, "p": [True, False], "q": [True, False]}


def world(random: Random, odd: float = 0.05) -> dict[str, Any]:
    """What names stand for: x and y numbers, d a day, t and u texts, p and q truths, r a record, xs and rs lists."""

    def perhaps(value: Any) -> Any:
        return random.choice(ODD)() if random.random() < odd else value

    def record() -> Any:
        members = {name: perhaps(random.choice(values)) for name, values in MEMBERS.items() if random.random() > odd}
        return perhaps(members)

    env = {name: perhaps(random.choice(values)) for name, values in SCALARS.items() if random.random() > odd / 4}
    env["xs"] = perhaps([perhaps(random.choice(EDGES)) for _ in range(random.randrange(4))])
    env["rs"] = perhaps([record() for _ in range(random.randrange(4))])
    env["r"] = record()
    return env


class Author:
    """Writes one expression; `records` are the names that stand for records where it is."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.records = ["r"]
        self.about_item = False

    def _one(self, forms: list[Callable[[int], s.Node]], depth: int) -> s.Node:
        return self.random.choice(forms)(depth - 1)

    def _literal(self, values: list[Any]) -> s.Node:
        return s.Literal(self.random.choice(values))

    def _read(self, kind: str, names: str) -> s.Node:
        if self.about_item and self.random.random() < 0.5:
            return s.Name(kind)
        if self.random.random() < 0.5:
            return s.Path(s.Name(self.random.choice(self.records)), kind)
        return s.Name(self.random.choice(names))

    def any(self, depth: int) -> s.Node:
        return self._one([self.truth, self.number, self.day, self.text, self.numbers, self.rows], depth + 1)

    def truth(self, depth: int) -> s.Node:
        if self.random.random() < 0.02:
            return self.any(depth - 1) if depth > 0 else s.Literal(None)
        if depth <= 0:
            return self._literal([True, False]) if self.random.random() < 0.2 else self._read("flag", "pq")
        return self._one([self._compared] * 4 + [self._logic] * 4 + [self._not, self._if(self.truth), self._between]
                         + [self._in] * 2 + [self._quantified] * 4, depth)  # fmt: skip

    def number(self, depth: int) -> s.Node:
        if self.random.random() < 0.02:
            return self.any(depth - 1) if depth > 0 else s.Literal(None)
        if depth <= 0:
            return self._literal(EDGES) if self.random.random() < 0.3 else self._read("amount", "xy")
        return self._one([self._arithmetic] * 3 + [self._year, self._if(self.number), self._index, self._count]
                         + [self._sum, self._least, lambda n: s.Negate(self.number(n))], depth)  # fmt: skip

    def day(self, depth: int) -> s.Node:
        if depth > 0 and self.random.random() < 0.2:
            duration = s.Call(s.Name("duration"), (s.Literal(self.random.choice(["P1Y", "P1D", "?"])),))
            return s.Arithmetic(self.random.choice("+-"), self.day(depth - 1), duration)
        return self._literal(DAYS) if self.random.random() < 0.2 else self._read("day", "d")

    def text(self, depth: int) -> s.Node:
        if depth > 0 and self.random.random() < 0.2:
            return self._if(self.text)(depth - 1)
        return self._literal(TEXTS) if self.random.random() < 0.3 else self._read("kind", "tu")

    def numbers(self, depth: int) -> s.Node:
        if depth <= 0 or self.random.random() < 0.4:
            return s.Name("xs")
        if self.random.random() < 0.2:
            return s.ListOf((self.number(depth - 1), self.number(depth - 1)))
        if self.random.random() < 0.2:
            return s.Filter(s.Name("xs"), s.Comparison(self._order(), s.Name("item"), self.number(depth - 1)))
        return self._bound(lambda name, rows: s.For(((name, rows),), self.number(depth - 1)), depth)

    def rows(self, depth: int) -> s.Node:
        if depth <= 0 or self.random.random() < 0.5:
            return s.Name("rs")
        rows, before = self.rows(depth - 1), self.about_item
        self.about_item = True
        self.records.append("item")
        condition = self.truth(depth - 1)
        self.records.pop()
        self.about_item = before
        return s.Filter(rows, condition)

    def _order(self) -> str:
        return self.random.choice(ORDERS)

    def _compared(self, n: int) -> s.Node:
        kind = self.random.choice([self.number, self.number, self.day, self.text, self.truth])
        return s.Comparison(self._order(), kind(n), kind(n))

    def _logic(self, n: int) -> s.Node:
        operands = tuple(self.truth(n) for _ in range(self.random.randint(2, 4)))
        return s.Logic(self.random.choice(["and", "or"]), operands)

    def _not(self, n: int) -> s.Node:
        return s.Call(s.Name("not"), (self.truth(n),))

    def _if(self, kind: Callable[[int], s.Node]) -> Callable[[int], s.Node]:
        return lambda n: s.If(self.truth(n), kind(n), kind(n))

    def _between(self, n: int) -> s.Node:
        kind = self.random.choice([self.number, self.day, self.text])
        return s.Between(kind(n), kind(n), kind(n))

    def _in(self, n: int) -> s.Node:
        kind = self.random.choice([self.number, self.number, self.day, self.text, self.truth])
        return s.In(kind(n), s.UnaryTests(tuple(self._test(kind, n) for _ in range(self.random.randint(1, 3)))))

    def _test(self, kind: Callable[[int], s.Node], n: int) -> s.UnaryTest:
        if self.random.random() < 0.3:
            closed = self.random.random() < 0.5, self.random.random() < 0.5
            return s.UnaryTest(None, s.Interval(kind(n), kind(n), *closed))
        return s.UnaryTest(self.random.choice([None, None, *ORDERS]), kind(n))

    def _quantified(self, n: int) -> s.Node:
        op = self.random.choice(["some", "every"])
        return self._bound(lambda name, rows: s.Quantified(op, ((name, rows),), self.truth(n)), n)

    def _bound(self, make: Callable[[str, s.Node], s.Node], n: int) -> s.Node:
        name, rows = self.random.choice(["e", "r", "x"]), self.rows(n)
        self.records.append(name)
        made = make(name, rows)
        self.records.pop()
        return made

    def _arithmetic(self, n: int) -> s.Node:
        return s.Arithmetic(self.random.choice("+-*/"), self.number(n), self.number(n))

    def _year(self, n: int) -> s.Node:
        return s.Path(self.day(n), self.random.choice(["year", "month", "day"]))

    def _index(self, n: int) -> s.Node:
        return s.Filter(self.numbers(n), s.Literal(Decimal(self.random.choice(["-1", "1", "-2", "0", "1.5", "9"]))))

    def _count(self, n: int) -> s.Node:
        return s.Call(s.Name("count"), (self.random.choice([self.numbers, self.rows])(n),))

    def _sum(self, n: int) -> s.Node:
        return s.Call(s.Name("sum"), (self.numbers(n),))

    def _least(self, n: int) -> s.Node:
        return s.Call(s.Name(self.random.choice(["min", "max"])), (self.number(n), self.number(n)))

    def table(self) -> tuple[list[s.Node], list[tuple[list[s.UnaryTests], s.Node]], str, s.Node | None]:
        """The arguments of `compile_table`."""
        kinds = [self.random.choice([self.number, self.text, self.truth]) for _ in range(self.random.randint(1, 2))]
        rows = []
        for _ in range(self.random.randint(1, 4)):
            cells = []
            for kind in kinds:
                tests = tuple(self._test(kind, 0) for _ in range(self.random.randint(0, 2)))
                cells.append(s.UnaryTests(tests, bool(tests) and self.random.random() < 0.2))
            rows.append((cells, self.number(1)))
        hit = self.random.choice(["first", "unique", "collect sum"])
        return [kind(1) for kind in kinds], rows, hit, self.random.choice([None, self.number(1)])
