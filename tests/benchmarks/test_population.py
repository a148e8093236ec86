"""Fictional registers: reproducible, of no real enterprise, and wrong only where they are meant to be."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from benchmarks.population import Population
from benchmarks.population.boundaries import boundaries
from benchmarks.population.cells import Rates
from benchmarks.population.chance import Chance

from incentive_engine import load_policy, load_profile
from incentive_engine.policy import available_policies
from incentive_engine.profile.credit_code import read_credit_code
from incentive_engine.screening.reading import read_register

AS_OF = date(2021, 3, 31)
INCENTIVES = "yanfeng/incentives-20"


def population(rows: int = 300, *, policy: str = INCENTIVES, seed: int = 0, **rates: float) -> Population:
    return Population(rows, [load_policy(policy)], AS_OF, 2020, seed, Rates(**rates))


def query(sql: str) -> list[tuple]:
    return duckdb.sql(sql).fetchall()


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl", "xlsx"])
def test_the_same_seed_writes_the_same_bytes(tmp_path: Path, form: str) -> None:
    firms = population(400, gaps=0.05, dirt=0.01, boundaries=0.1)
    made = [firms.make(tmp_path / str(one) / f"firms.{form}", form) for one in range(2)]
    for fact, path in made[0].items():
        assert path.read_bytes() == made[1][fact].read_bytes(), path.name


def test_another_seed_makes_another_population(tmp_path: Path) -> None:
    for seed in (0, 1):
        population(seed=seed).make(tmp_path / f"{seed}.parquet")
    assert query(f"SELECT count(*) FROM (FROM '{tmp_path}/0.parquet' INTERSECT FROM '{tmp_path}/1.parquet')") == [(0,)]


def test_a_larger_population_begins_with_the_smaller_one(tmp_path: Path) -> None:
    for rows in (100, 300):
        population(rows).make(tmp_path / f"{rows}.parquet")
    first = f"(FROM '{tmp_path}/300.parquet' LIMIT 100)"
    assert query(f"SELECT count(*) FROM ({first} INTERSECT FROM '{tmp_path}/100.parquet')") == [(100,)]


def test_codes_are_valid_and_can_belong_to_nobody(tmp_path: Path) -> None:
    population().make(tmp_path / "firms.parquet")
    codes = [code for (code,) in query(f"SELECT id FROM '{tmp_path}/firms.parquet'")]
    assert len(set(codes)) == 300
    for code in codes:
        assert read_credit_code(code) == code
        organisation = code[8:17]
        weighed = sum(w * int(c) for w, c in zip((3, 7, 9, 10, 5, 8, 4, 2), organisation[:8], strict=True))
        assert organisation[8] != "0123456789X"[-weighed % 11], code


@pytest.mark.parametrize("policy", [one.id for one in available_policies()])
def test_every_policy_of_the_library_has_its_population(tmp_path: Path, policy: str) -> None:
    """Each row of JSON lines, with its annual figures put together, is a profile that loads without a mistake."""
    population(12, policy=policy, gaps=0.05, boundaries=0.2).make(tmp_path / "firms.jsonl", "jsonl")
    for line in (tmp_path / "firms.jsonl").read_text(encoding="utf-8").splitlines():
        profile: dict = {}
        for name, value in json.loads(line, parse_float=str).items():
            fact, _, year = name.partition("@")
            if not year:
                profile[name] = value
            elif value is not None:
                profile.setdefault(fact, {})[int(year)] = value
        (tmp_path / "firm.json").write_text(json.dumps(profile, ensure_ascii=False), encoding="utf-8")
        assert load_profile(tmp_path / "firm.json").id == profile["id"]


def test_tables_and_nested_lists_hold_the_same_items(tmp_path: Path) -> None:
    firms = population(gaps=0.05)
    firms.make(tmp_path / "flat.parquet")
    firms.make(tmp_path / "nested.parquet", nested=True)
    nested = f"SELECT id, unnest(ip_rights, recursive := true) FROM '{tmp_path}/nested.parquet'"
    flat = f"FROM '{tmp_path}/flat.ip_rights.parquet'"
    assert query(f"SELECT count(*) FROM ({nested})")[0][0] > 100
    assert query(nested) == query(flat)
    unknown = "SELECT count(*) FROM '{}/{}.parquet' WHERE ip_rights IS NULL"
    assert query(unknown.format(tmp_path, "flat")) == query(unknown.format(tmp_path, "nested")) != [(0,)]


def test_columns_have_exact_types(tmp_path: Path) -> None:
    population(10).make(tmp_path / "firms.parquet")
    types = {name: type_ for name, type_, *_ in query(f"DESCRIBE FROM '{tmp_path}/firms.parquet'")}
    assert types["revenue@2018"] == types["revenue@2020"] == "DECIMAL(18,2)"
    assert types["established_on"] == "DATE"
    assert types["dishonest"] == "BOOLEAN"
    assert types["enterprise_kind"] == types["registered_district"] == "VARCHAR"
    assert "DOUBLE" not in types.values()


def test_gaps_come_at_their_rate(tmp_path: Path) -> None:
    population(5000, gaps=0.1).make(tmp_path / "firms.parquet")
    (share,) = query(f"SELECT 1 - count(dishonest) / count(*) FROM '{tmp_path}/firms.parquet'")[0]
    assert 0.08 < share < 0.12


def test_figures_before_the_enterprise_was_established_are_not_stated(tmp_path: Path) -> None:
    population(2000).make(tmp_path / "firms.parquet")
    early = f"SELECT count(*) FROM '{tmp_path}/firms.parquet' WHERE year(established_on) > 2018 AND "
    assert query(early + '"revenue@2018" IS NOT NULL') == [(0,)]
    assert query(early + '"revenue@2018" IS NULL')[0][0] > 50


def test_what_is_wrong_is_listed(tmp_path: Path) -> None:
    population(3000, dirt=0.002).make(tmp_path / "firms.csv", "csv")
    with (tmp_path / "firms.csv").open(encoding="utf-8") as file:
        rows = dict(enumerate(csv.DictReader(file), 2))
    with (tmp_path / "firms-planted.csv").open(encoding="utf-8") as file:
        planted = list(csv.DictReader(file))
    assert len(planted) > 100
    for one in planted:
        assert rows[int(one["row"])][one["column"]] == one["value"]
    wrong = {(int(one["row"]), one["column"]) for one in planted}
    seen: set[str] = set()
    for number, row in rows.items():
        assert (number, "id") in wrong or row["id"] not in seen
        seen.add(row["id"])
        for name, cell in row.items():
            if (number, name) not in wrong and "@" in name and cell:
                Decimal(cell)
    kinds = {one["value"] for one in planted if one["column"] == "id"}
    assert "" in kinds
    assert any(code in kinds for code in (row["id"] for row in rows.values()))


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_what_is_wrong_is_refused_and_nothing_else(tmp_path: Path, form: str) -> None:
    """A register that is read back has all enterprises but those in which something was made wrong."""
    firms = population(400, gaps=0.03, dirt=0.002)
    firms.make(tmp_path / f"firms.{form}", form)
    with (tmp_path / "firms-planted.csv").open(encoding="utf-8") as file:
        wrong = {int(one["row"]) - 2 for one in csv.DictReader(file)}
    with duckdb.connect() as connection:
        register = read_register(tmp_path / f"firms.{form}", firms.policies, connection)
        read = connection.execute(f"SELECT id FROM {register.main.sql}").fetchall()
    firms.make(tmp_path / "typed.parquet")
    typed = query(f"SELECT id FROM '{tmp_path}/typed.parquet'")
    assert read == [code for number, code in enumerate(typed) if number not in wrong]
    assert 10 < len(wrong) < 100


def test_boundaries_are_what_the_policy_compares_with() -> None:
    found = boundaries([load_policy(INCENTIVES)], AS_OF)
    assert Decimal(1_0000_0000) in found["revenue"]


def test_boundaries_are_met_exactly_and_missed_by_a_step(tmp_path: Path) -> None:
    population(4000, boundaries=0.3).make(tmp_path / "firms.parquet")
    counts = [
        query(f"SELECT count(*) FROM '{tmp_path}/firms.parquet' WHERE \"revenue@2020\" = {figure}")[0][0]
        for figure in ("99999999.99", "100000000.00", "100000000.01")
    ]
    assert min(counts) > 20


def test_normal_numbers_are_normal() -> None:
    number = Chance(0).normal("anything")
    mean, deviation = query(f"SELECT avg(x), stddev(x) FROM (SELECT {number} AS x FROM range(20000) AS rows(i))")[0]
    assert abs(mean) < 0.03
    assert abs(deviation - 1) < 0.03
