"""From packed columns to one row per enterprise and measure: reasons by a dictionary, for few of them differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from incentive_engine.decision.failed import failed_of
from incentive_engine.decision.network import Negation, Network
from incentive_engine.screening.compiling.plan import MeasureColumns, Plan, PolicyPlan
from incentive_engine.screening.referring import COLUMNS, insert

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def unpack(plan: Plan, connection: DuckDBPyConnection, packed: str, referred: str, into: str) -> None:
    """Write the table `into`: the packed rows in words, and those that the reference evaluator decided.

    In the order of the enterprises, the policies as given, the measures by number.
    """
    _dictionaries(plan, connection, packed, into)
    connection.execute(f'DROP TABLE IF EXISTS "{into}"')
    connection.execute(f'CREATE TABLE "{into}" ({COLUMNS})')
    parts = [
        _long(place, one, packed, into) for place, one in enumerate(plan.policies) if one.columns or _not_in_force(one)
    ]
    ordinals = {one.policy.id: place for place, one in enumerate(plan.policies)}
    (some,) = connection.execute(f'SELECT count(*) > 0 FROM "{referred}"').fetchone() or (False,)
    if some or not parts:
        place = " ".join(f"WHEN {_text(id_)} THEN {ordinal}" for id_, ordinal in ordinals.items())
        parts.append(f'SELECT CASE policy {place} END AS _place, * FROM "{referred}"')
    union = " UNION ALL ".join(f"({part})" for part in parts)
    order = "_row, _place, number" if len(plan.policies) > 1 else "_row, number"
    connection.execute(f'INSERT INTO "{into}" SELECT * EXCLUDE (_place) FROM ({union}) ORDER BY {order}')


def _not_in_force(one: PolicyPlan) -> list[Any]:
    return [measure for measure, number in one.program.measures if number is None]


def _long(place: int, one: PolicyPlan, packed: str, into: str) -> str:
    """The rows of one policy: columns of measures turned into rows, reasons looked up."""
    entries = []
    for measure, number in one.program.measures:
        columns = one.columns.get(measure.id)
        if number is None:
            entries.append(
                (measure.id, measure.number, "NULL::BOOLEAN", "0::BIGINT", "0::BIGINT", "FALSE", [], [], True)
            )
        elif columns is not None:
            masks = _masks(one, measure.id)
            keys = [
                f'CASE WHEN NOT "{columns.verdict}" THEN "{word}" & {mask} ELSE -1 END'
                for word, mask in zip(one.words, masks, strict=True)
            ]
            missing = [f'"{name}"' for name in columns.missing]
            entries.append(
                (
                    measure.id,
                    measure.number,
                    *("FALSE" if name is None else f'"{name}"' for name in _amounts(columns)),
                    keys,
                    missing,
                    False,
                )
            )
    words, bits = len(one.words), one.bits.words
    lists = [
        ("_at", [str(at) for at in range(len(entries))]),
        ("_verdict", [entry[2] for entry in entries]),
        ("_gross", [entry[3] for entry in entries]),
        ("_payable", [entry[4] for entry in entries]),
        ("_provisional", [entry[5] for entry in entries]),
    ]
    lists += [(f"_f{n}", [entry[6][n] if entry[6] else "-1::BIGINT" for entry in entries]) for n in range(words)]
    lists += [(f"_m{n}", [entry[7][n] if entry[7] else "0::BIGINT" for entry in entries]) for n in range(bits)]
    unnested = ", ".join(f"unnest([{', '.join(values)}]) AS {name}" for name, values in lists)
    where = f' WHERE NOT "{one.doubt}"' if one.doubt else ""
    failed = " AND ".join(["f._at = l._at", *(f"f._f{n} = l._f{n}" for n in range(words))])
    missing_on = " AND ".join(f"m._m{n} = l._m{n}" for n in range(bits))
    verdicts = "CASE WHEN t.idle THEN 'not_in_force' WHEN l._verdict THEN 'eligible' WHEN NOT l._verdict THEN 'ineligible' ELSE 'undetermined' END"
    rows = ", ".join(
        f"({at}, {_text(entry[0])}, {entry[1]}, {'TRUE' if entry[8] else 'FALSE'})" for at, entry in enumerate(entries)
    )
    return (
        f"SELECT {place} AS _place, l._row, l.id, l.name, {_text(one.policy.id)} AS policy, t.measure, t.number::INTEGER AS number, {verdicts} AS verdict, "
        f"(l._gross::DECIMAL(20,0) / 100)::DECIMAL(18,2) AS gross, (l._payable::DECIMAL(20,0) / 100)::DECIMAL(18,2) AS payable, l._provisional AS provisional, "
        f"coalesce(f.failed, []) AS failed, coalesce(m.missing, []) AS missing "
        f'FROM (SELECT _row, id, name, {unnested} FROM "{packed}"{where}) AS l '
        f"JOIN (VALUES {rows}) AS t(_at, measure, number, idle) ON t._at = l._at "
        f'LEFT JOIN "{into}_failed{place}" AS f ON {failed} '
        f'LEFT JOIN "{into}_missing{place}" AS m ON {missing_on}'
    )


def _amounts(columns: MeasureColumns) -> tuple[str, str, str, str | None]:
    return columns.verdict, columns.gross, columns.payable, columns.provisional


def _dictionaries(plan: Plan, connection: DuckDBPyConnection, packed: str, into: str) -> None:
    for place, one in enumerate(plan.policies):
        _failed_dictionary(place, one, connection, packed, into)
        _missing_dictionary(place, one, connection, packed, into)


def _failed_dictionary(place: int, one: PolicyPlan, connection: DuckDBPyConnection, packed: str, into: str) -> None:
    names = [f"_f{n}" for n in range(len(one.words))]
    columns = "".join(f"{name} BIGINT, " for name in names)
    connection.execute(f'CREATE OR REPLACE TABLE "{into}_failed{place}" (_at INTEGER, {columns}failed VARCHAR[])')
    found: list[tuple[Any, ...]] = []
    at = -1
    for measure, number in one.program.measures:
        columns_ = one.columns.get(measure.id)
        if number is not None and columns_ is None:
            continue
        at += 1
        if columns_ is None:
            continue
        masks = _masks(one, measure.id)
        keys = ", ".join(f'"{word}" & {mask}' for word, mask in zip(one.words, masks, strict=True))
        if not keys:
            continue
        rows = connection.execute(f'SELECT DISTINCT {keys} FROM "{packed}" WHERE NOT "{columns_.verdict}"').fetchall()
        outline = one.program.outline(measure)
        found += [(at, *words, failed_of(outline, _truths(one, words))) for words in rows]
    if found:
        insert(connection, f"{into}_failed{place}", found)


def _missing_dictionary(place: int, one: PolicyPlan, connection: DuckDBPyConnection, packed: str, into: str) -> None:
    count = one.bits.words
    columns = "".join(f"_m{n} BIGINT, " for n in range(count))
    connection.execute(f'CREATE OR REPLACE TABLE "{into}_missing{place}" ({columns}missing VARCHAR[])')
    found: set[tuple[int, ...]] = set()
    for measure in one.columns.values():
        keys = ", ".join(f'"{name}"' for name in measure.missing)
        some = " OR ".join(f'"{name}" <> 0' for name in measure.missing)
        found |= set(connection.execute(f'SELECT DISTINCT {keys} FROM "{packed}" WHERE {some}').fetchall())
    rows = [(*words, list(one.program.compiled.in_order(one.bits.named(words)))) for words in sorted(found)]
    if rows:
        insert(connection, f"{into}_missing{place}", rows)


def _masks(one: PolicyPlan, measure: str) -> Sequence[int]:
    """For each word the bits of the conditions that a measure's verdict rests on, through other measures too."""
    assert one.propositions is not None  # noqa: S101 - the plan has them
    masks = [0] * len(one.words)
    network = one.program.network
    pending = [network.verdicts[measure]]
    seen: set[int] = set()
    while pending:
        number = pending.pop()
        if number in seen:
            continue
        seen.add(number)
        if number < len(network.leaves):
            word, bit = one.propositions.places[number]
            masks[word] |= 3 << 2 * bit
        else:
            gate = network.gate(number)
            pending += [gate.child] if isinstance(gate, Negation) else gate.children
    return masks


def _truths(one: PolicyPlan, words: Sequence[int]) -> _Truths:
    assert one.propositions is not None  # noqa: S101 - the plan has them
    return _Truths(one.program.network, one.propositions.states(words))


class _Truths(dict[int, "bool | None"]):
    """The truth of a network's propositions, worked out from that of its conditions when asked for."""

    def __init__(self, network: Network, leaves: Mapping[int, bool | None]) -> None:
        super().__init__(leaves)
        self._network = network

    def __missing__(self, number: int) -> bool | None:
        gate = self._network.gate(number)
        if isinstance(gate, Negation):
            below = self[gate.child]
            value = None if below is None else not below
        else:
            value = _at_least(gate.count, [self[child] for child in gate.children])
        self[number] = value
        return value


def _at_least(count: int, values: Iterable[bool | None]) -> bool | None:
    parts = list(values)
    certain = parts.count(True)
    if certain >= count:
        return True
    return False if len(parts) - parts.count(False) < count else None


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
