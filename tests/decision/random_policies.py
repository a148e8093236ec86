"""Random policies and enterprises that use every construct, for comparing engines and for laws that always hold.

`random_policy(chance)` and `random_firm(chance)` draw from any `random.Random`: seeded for long runs, hypothesis's own
(`st.randoms(use_true_random=False)`) where a failure should shrink. All policies speak of the same facts, so that any
enterprise can be put to any policy; thresholds and values are few, so that ties and exact hits are common.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from building import (
    HERE,
    all_of,
    any_of,
    at_least,
    award,
    cell,
    condition,
    each_of,
    fact,
    feel,
    flag,
    granted,
    group,
    limit,
    listing,
    measure,
    negated,
    parameter,
    policy,
    table,
    test,
)

from incentive_engine.feel.ternary import missing
from incentive_engine.feel.types import MONEY
from incentive_engine.policy.model import (
    Award,
    Brackets,
    Condition,
    Expression,
    Fact,
    FactType,
    Group,
    Measure,
    Period,
    Policy,
    Rounding,
    Row,
    Table,
)
from incentive_engine.profile.model import Profile

AS_OF = date(2021, 3, 31)
YEARS = (2018, 2019, 2020)
LEVELS = ("国家级", "省级", "市级")
SOONER, LATER, TOO_LATE = date(2019, 1, 1), date(2021, 1, 1), date(2022, 1, 1)


def _derived(id_: str, type_: FactType, formula: str | Table) -> Fact:
    return fact(id_, type_, formula=feel(formula) if isinstance(formula, str) else formula)


FACTS: tuple[Fact, ...] = (
    *(flag(f"flag{number}") for number in range(1, 6)),
    fact("sales", annual=True),
    fact("research", annual=True),
    fact("staff", FactType.INTEGER, annual=True, years=2),
    fact("loan"),
    fact("granted_above"),
    fact("level", FactType.CHOICE, choices=LEVELS),
    fact("certified_on", FactType.DATE),
    fact("established_on", FactType.DATE),
    listing("works", name=FactType.TEXT, level=FactType.TEXT, cost=FactType.MONEY, done_on=FactType.DATE),
    _derived("intensity", FactType.RATIO, "research[-1] / sales[-1]"),
    _derived("growth", FactType.MONEY, "research[-1] - research[-2]"),
    _derived("sound", FactType.BOOLEAN, "flag1 and not(flag2)"),
    _derived("works_of_province", FactType.INTEGER, 'count(works[level = "省级"])'),
    _derived(
        "score",
        FactType.INTEGER,
        table(["level", "flag3"], ['"国家级"', "-", "30"], ['"省级"', "true", "20"], otherwise="0"),
    ),
)
STATED: Mapping[str, Fact] = {one.id: one for one in FACTS if one.formula is None}

_TESTS: tuple[Callable[[Random], str], ...] = (
    lambda chance: f"flag{chance.randint(1, 5)}",
    lambda chance: f"not(flag{chance.randint(1, 5)})",
    lambda chance: f"flag{chance.randint(1, 5)} {chance.choice(('and', 'or'))} loan > {_money(chance)}",
    lambda chance: f"loan {_order(chance)} {_money(chance)}",
    lambda chance: f"loan {_order(chance)} threshold",
    lambda chance: f"loan in {chance.choice('[(')}{_money(chance)}..2000{chance.choice('])')}",
    lambda chance: f"loan between {_money(chance)} and 2000",
    lambda chance: f"sales[-1] {_order(chance)} sales[-2]",
    lambda chance: f"sales[-{chance.randint(1, 4)}] {_order(chance)} {_money(chance)}",
    lambda chance: f"sum(research) {_order(chance)} {_money(chance)}",
    lambda chance: f"count(sales) >= {chance.randint(1, 3)}",
    lambda chance: f"staff[-1] >= {chance.randint(0, 3)}",
    lambda chance: f"research[-1] / sales[-1] >= {chance.choice(('0.5', '1', 'share'))}",
    lambda chance: f"intensity {_order(chance)} {chance.choice(('0.5', '1', 'share'))}",
    lambda chance: f"growth {_order(chance)} 0",
    lambda _: "sound",
    lambda chance: f"score >= {chance.choice((10, 20, 30))}",
    lambda chance: f'level = "{chance.choice(LEVELS)}"',
    lambda chance: f'level in ("国家级", "{chance.choice(LEVELS)}")',
    lambda chance: f"certified_on {_order(chance)} as_of",
    lambda chance: f'certified_on + duration("P{chance.randint(1, 3)}Y") >= as_of',
    lambda _: "certified_on.year = assessment_year",
    lambda chance: f"works_of_province >= {chance.randint(0, 2)}",
    lambda chance: f'some w in works satisfies w.level = "{chance.choice(LEVELS)}"',
    lambda chance: f"every w in works satisfies w.cost > {_money(chance)}",
    lambda chance: f"if flag1 then loan > {_money(chance)} else sales[-1] > {_money(chance)}",
    lambda chance: f"loan > {chance.choice(('not_yet', 'threshold'))}",
)
_AMOUNTS: tuple[Callable[[Random], str], ...] = (
    lambda chance: _money(chance),
    lambda chance: f"{chance.choice(('loan', 'growth', 'research[-1]'))} * share",
    lambda _: "growth",
    lambda _: "sales[-1] / staff[-1]",
    lambda _: "max([loan, growth, 0]) * 0.333",
    lambda _: "if flag1 then loan else granted_above",
    lambda chance: f"loan * {chance.choice(('0.005', '0.015', '1.005'))}",
)


def _money(chance: Random) -> str:
    return chance.choice(("0", "0.01", "500", "1000", "1000.01", "2000"))


def _order(chance: Random) -> str:
    return chance.choice(("<", "<=", ">", ">="))


def random_test(chance: Random) -> str:
    """A condition that one expression decides."""
    return chance.choice(_TESTS)(chance)


def random_condition(chance: Random, measures: list[str], depth: int = 3) -> Condition:
    """Any condition; `measures` are those that it may refer to."""
    kind = chance.choice(("test", "test", "all", "any", "at_least", "not", "granted") if depth else ("test",))
    if kind == "granted" and measures:
        return granted(chance.choice(measures))
    if kind == "not":
        return negated(random_condition(chance, measures, depth - 1))
    if kind in ("test", "granted"):
        return test(random_test(chance))
    children = [random_condition(chance, measures, depth - 1) for _ in range(chance.randint(1, 4))]
    if kind == "at_least":
        return at_least(chance.randint(1, len(children)), *children)
    return all_of(*children) if kind == "all" else any_of(*children)


def _likely(chance: Random) -> Condition:
    """A condition that most enterprises meet, so that groups and limits have something to settle."""
    return chance.choice((any_of(*(random_test(chance) for _ in range(3))), test("true"), test("flag1")))


def random_award(chance: Random) -> Award:
    """Any award, with any steps and rounding."""
    kind = chance.choice(("amount", "amount", "table", "brackets", "each", "each", "benefit"))
    if kind == "benefit":
        return award(benefit="优先推荐")
    more: dict[str, Any] = {"steps": _random_steps(chance), "rounding": _random_rounding(chance)}
    if kind == "table":
        return award(_random_table(chance), **more)
    if kind == "brackets":
        return _random_brackets(chance, **more)
    if kind == "each":
        return _random_each(chance, **more)
    return award(chance.choice(_AMOUNTS)(chance), **more)


def _random_steps(chance: Random) -> list[tuple[str, str]]:
    bounds = {
        "min": lambda: chance.choice(("100", "loan")),
        "max": lambda: chance.choice(("0", "500", "1000.005", "threshold", "sales[-1]")),
        "less": lambda: chance.choice(("granted_above", "300")),
    }
    return [(kind, bound()) for kind, bound in bounds.items() if chance.random() < 0.3]


def _random_rounding(chance: Random) -> Rounding:
    to = chance.choice(("0.01", "0.01", "1", "100", "7"))
    return Rounding(Decimal(to), chance.choice(("half up", "half even", "down", "up")))


def _random_table(chance: Random) -> Table:
    hit = chance.choice(("first", "first", "unique", "collect sum", "collect max", "collect min"))
    rows = [
        [chance.choice(('"国家级"', '"省级"', '"省级", "市级"', "-", 'not("市级")')), cell_, _money(chance)]
        for cell_ in (chance.choice(("-", "true", ">= 1000", "< 500")) for _ in range(chance.randint(1, 3)))
    ]
    inputs = ["level", "flag1" if any("true" in row for row in rows) else "loan"]
    for row in rows:
        if (inputs[1] == "flag1") != (row[1] == "true"):
            row[1] = "-"
    return table(inputs, *rows, otherwise=chance.choice((None, "0", "100")), hit=hit)


def _random_brackets(chance: Random, **more: Any) -> Award:
    base = chance.choice(("loan", "sales[-1]"))
    slices = (("0", "0.05"), ("1000", chance.choice(("0.03", "share"))))
    text = f"max(min({base}, 1000) - 0, 0) * 0.05 + max({base} - 1000, 0) * {slices[1][1]}"
    plain = award(text, **more)
    pairs = tuple((feel(over, MONEY), feel(rate)) for over, rate in slices)
    return Award(
        HERE,
        amount=plain.amount,
        steps=plain.steps,
        rounding=plain.rounding,
        brackets=Brackets(feel(base, MONEY), pairs),
    )


def _random_each(chance: Random, **more: Any) -> Award:
    where = chance.choice((None, "w.done_on.year = assessment_year", "w.cost > 500", "flag4"))
    by = chance.choice((None, "w.name", "w.level"))
    steps = [("max", chance.choice(("800", "w.cost")))] if chance.random() < 0.3 else []
    amount: str | Table = chance.choice(("w.cost * 0.1", "500", "w.cost - 1000"))
    if chance.random() < 0.4:
        amount = Table(
            "first",
            (feel("w.level"),),
            (Row((cell('"国家级"'),), feel("1000", MONEY), HERE), Row((cell("-"),), feel("200", MONEY), HERE)),
            None,
            HERE,
        )
    return award(amount, each=each_of("w", "works", where, by), item_steps=steps, **more)


def random_policy(chance: Random, most: int = 6) -> Policy:
    """Any policy of at most `most` measures."""
    groups = [_random_group(chance, f"g{number}") for number in range(chance.randint(0, 2))]
    generous = chance.random() < 0.5
    measures: list[Measure] = []
    for number in range(1, chance.randint(1, most) + 1):
        more: dict[str, Any] = {}
        if groups and chance.random() < 0.6:
            more["group"] = chance.choice(groups).id
        if chance.random() < 0.15:
            more["in_force"] = Period(chance.choice((SOONER, TOO_LATE)), None)
        when = _likely(chance) if generous else random_condition(chance, [one.id for one in measures])
        measures.append(measure(number, when, random_award(chance), **more))
    limits = [
        limit(
            chance.choice(("0", "800", "1500", "loan", "threshold")),
            *(chance.sample([one.id for one in measures], 1) if chance.random() < 0.3 else ()),
        )
        for _ in range(chance.randint(0, 2))
    ]
    return policy(
        *measures,
        facts=FACTS,
        requirements=[random_test(chance) for _ in range(0 if generous else chance.choice((0, 0, 1, 2)))],
        groups=groups,
        limits=limits,
        parameters=[
            parameter("threshold", (SOONER, Decimal(1000)), (LATER, Decimal(500))),
            parameter("share", (SOONER, Decimal("0.5"))),
            parameter("not_yet", (TOO_LATE, Decimal(1))),
        ],
        in_force=Period(SOONER, TOO_LATE if chance.random() < 0.95 else SOONER),
    )


def _random_group(chance: Random, id_: str) -> Group:
    keep = chance.choice(("highest", "highest", "top_up", "sum"))
    received = chance.choice(("granted_above", "300")) if keep == "top_up" else None
    return group(id_, keep, received)


# enterprises


def _amount(chance: Random) -> Decimal:
    return Decimal(chance.choice(("0", "0.01", "499.99", "500", "1000", "1000.01", "2500")))


def _value(chance: Random, type_: FactType) -> Any:
    if type_ is FactType.BOOLEAN:
        return chance.random() < 0.6
    if type_ is FactType.CHOICE:
        return chance.choice(LEVELS)
    if type_ is FactType.DATE:
        return date(chance.randint(2018, 2021), chance.randint(1, 12), chance.randint(1, 28))
    if type_ is FactType.INTEGER:
        return Decimal(chance.randint(0, 4))
    return _amount(chance)


def complete_firm(chance: Random) -> Profile:
    """An enterprise of which everything is stated, without contradictions."""
    facts = {id_: _value(chance, one.type) for id_, one in STATED.items() if not one.annual and not one.item}
    founded = facts["established_on"].year
    for id_, one in STATED.items():
        if one.annual:
            facts[id_] = {year: _value(chance, one.type) for year in YEARS if year >= founded}
    facts["works"] = tuple(_work(chance) for _ in range(chance.randint(0, 3)))
    return Profile(facts=facts)


def _work(chance: Random) -> dict[str, Any]:
    return {
        "name": chance.choice("甲乙丙"),
        "level": chance.choice(LEVELS),
        "cost": _amount(chance),
        "done_on": date(chance.randint(2019, 2021), 6, 30),
    }


def told_less(chance: Random, firm: Profile, share: float = 0.3) -> Profile:
    """The same enterprise with about that share of what is stated left out: facts, figures, fields of items."""
    facts: dict[str, Any] = {}
    for id_, value in firm.facts.items():
        if chance.random() < share:
            continue
        if STATED[id_].annual:
            value = {year: figure for year, figure in value.items() if chance.random() >= share / 2}
        elif STATED[id_].item:
            value = tuple(
                {name: missing(id_) if chance.random() < share / 3 else one for name, one in item.items()}
                for item in value
            )
        facts[id_] = value
    return Profile(facts=facts)


def random_firm(chance: Random) -> Profile:
    """Any enterprise: of one in five everything is stated, of the others a good part."""
    firm = complete_firm(chance)
    return firm if chance.random() < 0.2 else told_less(chance, firm, chance.choice((0.1, 0.3, 0.6)))


__all__ = [
    "AS_OF",
    "Expression",
    "complete_firm",
    "condition",
    "random_award",
    "random_condition",
    "random_firm",
    "random_policy",
    "random_test",
    "told_less",
]
