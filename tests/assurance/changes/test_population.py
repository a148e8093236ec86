"""A population decided by two states at once: the same as deciding every enterprise twice, one by one."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from states import POLICY, RD, STATUS, Incentive, States
from stdnum.cn import uscc

from incentive_engine import load_policy
from incentive_engine.assurance.changes.population.deciding import CHANGES, NOTHING
from incentive_engine.assurance.changes.population.reading import population_changes, working_place
from incentive_engine.assurance.changes.population.summary import PopulationChanges
from incentive_engine.decision import decide
from incentive_engine.policy.model import Pays, Policy
from incentive_engine.screening.reading import profiles, read_register

DAY, YEAR = date(2021, 3, 31), 2020


def code(number: int) -> str:
    """A well-formed code of nobody."""
    body = f"91430406MA{number:07d}"
    return body + uscc.calc_check_digit(body)


def register(path: Path, count: int, seed: int = 1) -> Path:
    """Firms with figures on and about the thresholds, some of them unknown."""
    random = Random(seed)

    def some(*values: object) -> object:
        return "" if random.random() < 0.1 else random.choice(values)

    heads = ["id", "name", "home_district", "blacklisted", "research@2019", "research@2020", "turnover@2020"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*heads, "panel_score", "advanced", "small_firm"])
        for number in range(count):
            research = random.choice((0, 30_000, 100_000, 900_000))
            writer.writerow(
                [
                    *(
                        code(number),
                        f"示例企业{number}",
                        some("示例区", "示例区", "他区"),
                        some("否", "否", "否", "是"),
                    ),
                    *(some(0, 10_000, 100_000), some(research), some(research * 100 // 3, 1_000_000, 30_000_000)),
                    *(some(79, 80, 90), some("是", "否"), some("是", "否")),
                ]
            )
    return path


def policies(states: States) -> tuple[Policy, Policy]:
    old, new = (load_policy(folder / "district/sample") for folder in (states.old, states.new))
    return old, new


Row = tuple[str, str, Any, Any]


def one_by_one(source: Path, pairs: Sequence[tuple[Policy | None, Policy | None]]) -> dict[tuple[int, str, str], Row]:
    """What differs by two decisions of the reference evaluator for each enterprise."""
    found: dict[tuple[int, str, str], Row] = {}
    both = [[one for one in side if one] for side in zip(*pairs, strict=True)]
    with working_place() as work:
        read = read_register(source, [*both[1], *both[0]], work)
        for row, firm in enumerate(profiles(read, work, range(read.rows))):
            before, after = (decided(firm, side) for side in both)
            for key in {**before, **after}:
                (verdict, payable), (now, paid) = (side.get(key, ("absent", Decimal(0))) for side in (before, after))
                if payable != paid or (verdict != now and not {verdict, now} <= {*NOTHING}):
                    found[(row, *key)] = (verdict, now, payable, paid)
    return found


def decided(firm: Any, side: Sequence[Policy]) -> Mapping[tuple[str, str], tuple[str, Any]]:
    if not side:
        return {}
    decision = decide(firm, side, as_of=DAY, assessment_year=YEAR, engine="reference")
    return {
        (policy.policy.id, one.id): (one.verdict.value, one.payable)
        for policy in decision.policies
        for one in policy.measures
    }


def all_at_once(
    source: Path, pairs: Sequence[tuple[Policy | None, Policy | None]]
) -> tuple[dict[tuple[int, str, str], Row], PopulationChanges]:
    with working_place() as work:
        found = population_changes(source, pairs, work, as_of=DAY, assessment_year=YEAR)
        rows = work.execute(
            f"SELECT _row, policy, measure, verdict_before, verdict_after, payable_before, payable_after FROM {CHANGES}"
        ).fetchall()
    return {row[:3]: row[3:] for row in rows}, found


EDITS = {
    "a figure": [(POLICY, "{2020-01-01: 10%,", "{2020-01-01: 8%,")],
    "an operator": [(RD, "research_intensity >= 0.03", "research_intensity > 0.03")],
    "how conditions are joined": [(STATUS, "  any:", "  all:")],
    "a group": [(POLICY, "keep: highest", "keep: sum")],
    "several": [
        (RD, "  max: ceiling", "  max: ceiling - 30000"),
        ("district/sample/measures/05-newcomer.yaml", "<= 1000000", "< 1000000"),
        ("district/sample/measures/06-voucher.yaml", "to: 2020-12-31", "to: 2021-12-31"),
    ],
}


@pytest.mark.parametrize("name", EDITS)
def test_it_is_what_deciding_every_enterprise_twice_gives(states: States, tmp_path: Path, name: str) -> None:
    for edit in EDITS[name]:
        states.change(*edit)
    pairs = [policies(states)]
    source = register(tmp_path / "firms.csv", 400)
    expected = one_by_one(source, pairs)
    rows, found = all_at_once(source, pairs)
    assert expected
    assert rows == expected
    assert found.changed == len({row for row, *_ in expected})
    gains = sum((after or 0) - (before or 0) for _, _, before, after in expected.values())
    before, after = found.payable[Pays.GRANT]
    assert after - before == gains


def test_measures_and_policies_of_one_state_only(states: States, tmp_path: Path) -> None:
    (states.new / "district/sample/measures/03-expert.yaml").unlink()
    old, new = policies(states)
    source = register(tmp_path / "firms.csv", 200)
    for pairs in ([(old, new)], [(new, old)], [(old, None)], [(None, new)]):
        rows, found = all_at_once(source, pairs)
        assert rows == one_by_one(source, pairs)
        assert rows
    assert found.payable[Pays.GRANT][0] == 0


@pytest.mark.slow
def test_a_policy_of_the_library_for_some_thousands(tmp_path: Path) -> None:
    import shutil

    from benchmarks.enterprises import AS_OF
    from benchmarks.enterprises import POLICY as ID
    from benchmarks.population import Population
    from benchmarks.population.cells import Rates

    top = Path(__file__).parents[3]
    shutil.copytree(top / "rules", tmp_path / "rules")
    folder = tmp_path / "rules" / ID
    for file, before, after in (
        ("policy.yaml", "values: {2020-04-09: 10%}", "values: {2020-04-09: 8%}"),
        ("measures/07-rd-investment.yaml", "rd_increment > 0", "rd_increment >= 0"),
    ):
        text = (folder / file).read_text("utf-8")
        assert before in text
        (folder / file).write_text(text.replace(before, after, 1), "utf-8")
    old, new = load_policy(ID), load_policy(folder)
    assert AS_OF == DAY
    source = tmp_path / "firms.parquet"
    Population(3_000, [old], DAY, YEAR, 7, Rates(0.03, 0.0, 0.1)).make(source, nested=True)
    rows, _ = all_at_once(source, [(old, new)])
    assert rows == one_by_one(source, [(old, new)])
    assert rows


@pytest.mark.usefixtures("without_solver")
def test_the_rows_are_written_in_every_form(states: States, tmp_path: Path, incentive: Incentive) -> None:
    states.change(POLICY, "{2020-01-01: 10%,", "{2020-01-01: 8%,")
    source = register(tmp_path / "firms.csv", 60)
    asked = ("--population", source, "--as-of", DAY.isoformat())
    for form in ("csv", "jsonl", "parquet", "xlsx"):
        run = incentive("diff", states.old, states.new, *asked, "--out-rows", tmp_path / f"rows.{form}")
        assert run.status == 1, run.err
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text("utf-8").splitlines()]
    sheet = openpyxl.load_workbook(tmp_path / "rows.xlsx").active
    assert sheet is not None
    assert rows
    assert [one["id"] for one in rows] == [one["id"] for one in lines] == [row[0].value for row in sheet.iter_rows(2)]
    assert (
        lines[0]["difference"]
        == rows[0]["difference"]
        == f"{Decimal(rows[0]['payable_after']) - Decimal(rows[0]['payable_before']):.2f}"
    )
    assert [cell.value for cell in sheet[1]] == list(lines[0])


@pytest.mark.usefixtures("without_solver")
def test_a_population_is_told_in_every_form_of_report(states: States, tmp_path: Path, incentive: Incentive) -> None:
    states.change(POLICY, "{2020-01-01: 10%,", "{2020-01-01: 8%,").change(STATUS, "  any:", "  all:")
    source = register(tmp_path / "firms.csv", 100)
    asked = ("diff", states.old, states.new, "--population", source, "--as-of", DAY.isoformat())
    text = incentive(*asked).out
    assert "对企业的影响" in text
    assert "参数 奖励比例：10% → 8%，2020-01-01 至 2022-12-31" in text.replace("\n    ", "")
    assert "符合 → 不符合" in text
    assert "现因“高成长企业”被拒" in text
    assert "What it does to the population" in incentive(*asked, "--lang", "en").out
    assert "| 条次 | 措施 |" in incentive(*asked, "--format", "markdown").out
    document = json.loads(incentive(*asked, "--format", "json").out)
    assert document["population"]["enterprises"] == 100


def test_a_fact_of_another_type_cannot_be_read_for_both(states: States, tmp_path: Path, incentive: Incentive) -> None:
    states.change("vocabulary/firm.yaml", "label: 评审得分, type: number", "label: 评审得分, type: text")
    states.change("district/sample/measures/03-expert.yaml", "panel_score >= 80", 'panel_score = "优"')
    source = register(tmp_path / "firms.csv", 3)
    run = incentive("diff", states.old, states.new, "--population", source, "--as-of", DAY.isoformat())
    assert run.status == 2
    assert "“评审得分”（panel_score）在两个版本中的类型不同" in run.err


def test_a_population_that_is_not_there_is_told_though_nothing_changed(
    states: States, tmp_path: Path, incentive: Incentive
) -> None:
    run = incentive("diff", states.old, states.old, "--population", tmp_path / "none.csv")
    assert run.status == 2
    assert "none.csv: 文件不存在" in run.err
    source = register(tmp_path / "firms.csv", 3)
    run = incentive("diff", states.old, states.old, "--population", source, "--out-rows", tmp_path / "rows.doc")
    assert run.status == 2
    assert ".parquet" in run.err


def test_what_goes_with_a_population_only(states: States, tmp_path: Path, incentive: Incentive) -> None:
    for option in (("--as-of", "2021-03-31"), ("--year", "2020"), ("--out-rows", tmp_path / "rows.csv")):
        run = incentive("diff", states.old, states.new, *option)
        assert run.status == 2
        assert "--population" in run.err
    states.change(POLICY, "{2020-01-01: 10%,", "{2020-01-01: 8%,")
    source = register(tmp_path / "firms.csv", 3)
    run = incentive("diff", states.old, states.new, "--population", source, "--out-rows", tmp_path / "rows.doc")
    assert run.status == 2
    assert ".parquet" in run.err
    run = incentive("diff", states.old, states.new, "--population", tmp_path / "none.csv")
    assert run.status == 2
