"""From packed columns to one row per enterprise and measure: reasons by a dictionary, for few of them differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from incentive_engine.decision.failed import failed_of
from incentive_engine.decision.network import Negation, Network
from incentive_engine.policy.model import Measure
from incentive_engine.screening.compiling.plan import Plan, PolicyPlan
from incentive_engine.screening.inserting import insert
from incentive_engine.screening.referring import COLUMNS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class _Entry:
    """What SQL says of one measure in a row: values, the words that say why it is refused, those of what is missing."""

    measure: Measure
    verdict: str
    gross: str = "0::BIGINT"
    payable: str = "0::BIGINT"
    provisional: str = "FALSE"
    failed: Sequence[str] = ()
    missing: Sequence[str] = ()
    in_force: bool = True


def unpack(plan: Plan, connection: DuckDBPyConnection, packed: str, referred: str, into: str) -> None:
    """Write the table `into`: the packed rows in words, and those that the reference evaluator decided.

    In the order of the enterprises, the policies as given, the measures by number.
    """
    connection.execute(f'DROP TABLE IF EXISTS "{into}"')
    connection.execute(f'CREATE TABLE "{into}" ({COLUMNS})')
    parts = []
    for place, one in enumerate(plan.policies):
        entries = _entries(one)
        if entries:
            _failed_dictionary(place, one, entries, connection, packed, into)
            _missing_dictionary(place, one, connection, packed, into)
            parts.append(_long(place, one, entries, packed, into))
    (some,) = connection.execute(f'SELECT count(*) > 0 FROM "{referred}"').fetchone() or (False,)
    if some or not parts:
        places = " ".join(f"WHEN {_text(one.policy.id)} THEN {place}" for place, one in enumerate(plan.policies))
        parts.append(f'SELECT CASE policy {places} END AS _place, * FROM "{referred}"')
    union = " UNION ALL ".join(f"({part})" for part in parts)
    order = "_row, _place, number" if len(plan.policies) > 1 else "_row, number"
    connection.execute(f'INSERT INTO "{into}" SELECT * EXCLUDE (_place) FROM ({union}) ORDER BY {order}')


def _entries(one: PolicyPlan) -> list[_Entry]:
    """The measures that SQL tells of, by number."""
    entries = []
    for measure, number in one.program.measures:
        columns = one.columns.get(measure.id)
        if number is None:
            entries.append(_Entry(measure, "NULL::BOOLEAN", in_force=False))
        elif columns is not None:
            provisional = "FALSE" if columns.provisional is None else f'"{columns.provisional}"'
            failed = [
                f'CASE WHEN NOT "{columns.verdict}" THEN "{word}" & {mask} ELSE -1 END'
                for word, mask in zip(one.words, _masks(one, measure.id), strict=True)
            ]
            missing = [f'"{name}"' for name in columns.missing]
            verdict, gross, payable = (f'"{name}"' for name in (columns.verdict, columns.gross, columns.payable))
            entries.append(_Entry(measure, verdict, gross, payable, provisional, failed, missing))
    return entries


def _long(place: int, one: PolicyPlan, entries: Sequence[_Entry], packed: str, into: str) -> str:
    """The rows of one policy: columns of measures turned into rows, reasons looked up."""
    words, bits = range(len(one.words)), range(one.bits.words)
    lists = {
        "_at": [str(at) for at in range(len(entries))],
        "_verdict": [entry.verdict for entry in entries],
        "_gross": [entry.gross for entry in entries],
        "_payable": [entry.payable for entry in entries],
        "_provisional": [entry.provisional for entry in entries],
        **{f"_f{n}": [entry.failed[n] if entry.failed else "-1::BIGINT" for entry in entries] for n in words},
        **{f"_m{n}": [entry.missing[n] if entry.missing else "0::BIGINT" for entry in entries] for n in bits},
    }
    unnested = ", ".join(f"unnest([{', '.join(values)}]) AS {name}" for name, values in lists.items())
    where = f'WHERE NOT "{one.doubt}"' if one.doubt else ""
    measures = ", ".join(
        f"({at}, {_text(entry.measure.id)}, {entry.measure.number}, {str(entry.in_force).upper()})"
        for at, entry in enumerate(entries)
    )
    failed = " AND ".join(["f._at = l._at", *(f"f._f{n} = l._f{n}" for n in words)])
    missing = " AND ".join(f"m._m{n} = l._m{n}" for n in bits)
    return f"""
        SELECT {place} AS _place, l._row, l.id, l.name, {_text(one.policy.id)} AS policy,
            t.measure, t.number::INTEGER AS number,
            CASE WHEN NOT t.in_force THEN 'not_in_force' WHEN l._verdict THEN 'eligible'
                WHEN NOT l._verdict THEN 'ineligible' ELSE 'undetermined' END AS verdict,
            (l._gross::DECIMAL(20,0) / 100)::DECIMAL(18,2) AS gross,
            (l._payable::DECIMAL(20,0) / 100)::DECIMAL(18,2) AS payable,
            l._provisional AS provisional,
            coalesce(f.failed, []) AS failed, coalesce(m.missing, []) AS missing
        FROM (SELECT _row, id, name, {unnested} FROM "{packed}" {where}) AS l
        JOIN (VALUES {measures}) AS t(_at, measure, number, in_force) ON t._at = l._at
        LEFT JOIN "{into}_failed{place}" AS f ON {failed}
        LEFT JOIN "{into}_missing{place}" AS m ON {missing}"""


def _failed_dictionary(
    place: int,
    one: PolicyPlan,
    entries: Sequence[_Entry],
    connection: DuckDBPyConnection,
    packed: str,
    into: str,
) -> None:
    """For each entry and each state of its conditions, which of them are to blame where the measure is refused."""
    names = "".join(f"_f{n} BIGINT, " for n in range(len(one.words)))
    connection.execute(f'CREATE OR REPLACE TABLE "{into}_failed{place}" (_at INTEGER, {names}failed VARCHAR[])')
    found: list[tuple[Any, ...]] = []
    for at, entry in enumerate(entries):
        if entry.in_force and entry.failed:
            columns = one.columns[entry.measure.id]
            masks = zip(one.words, _masks(one, entry.measure.id), strict=True)
            keys = ", ".join(f'"{word}" & {mask}' for word, mask in masks)
            query = f'SELECT DISTINCT {keys} FROM "{packed}" WHERE NOT "{columns.verdict}"'
            outline = one.program.outline(entry.measure)
            rows = connection.execute(query).fetchall()
            found += [(at, *words, failed_of(outline, _truths(one, words))) for words in rows]
    if found:
        insert(connection, f"{into}_failed{place}", found)


def _missing_dictionary(place: int, one: PolicyPlan, connection: DuckDBPyConnection, packed: str, into: str) -> None:
    count = one.bits.words
    columns = "".join(f"_m{n} BIGINT, " for n in range(count))
    connection.execute(f'CREATE OR REPLACE TABLE "{into}_missing{place}" ({columns}missing VARCHAR[])')
    found: set[tuple[int, ...]] = set()
    for measure in one.columns.values():
        if not measure.missing:
            continue
        keys = ", ".join(f'"{name}"' for name in measure.missing)
        some = " OR ".join(f'"{name}" <> 0' for name in measure.missing)
        found |= set(connection.execute(f'SELECT DISTINCT {keys} FROM "{packed}" WHERE {some}').fetchall())
    rows = [(*words, list(one.program.compiled.in_order(one.bits.named(words)))) for words in sorted(found)]
    if rows:
        insert(connection, f"{into}_missing{place}", rows)


def _masks(one: PolicyPlan, measure: str) -> Sequence[int]:
    """For each word the bits of the conditions that a measure's verdict rests on, through other measures too."""
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
