"""`incentive test`: what it prints and writes, and the status it ends with."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from case_files import DAMAGED, FAILS, HEAD, TO_CONFIRM, UNREADABLE

from incentive_engine.cli import main
from incentive_engine.report.lines import width


@pytest.fixture(autouse=True)
def _eighty_columns_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("INCENTIVE_LANG", raising=False)


def test_cases_that_pass_take_a_line(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(cases)]) == 0
    assert capsys.readouterr().out == "1 个文件，2 个案例：通过 2\n"
    assert main(["test", str(cases), "--lang", "en", "-k", "持平", "--engine", "reference"]) == 0
    assert capsys.readouterr().out == "cases: 1, files: 1; 1 passed\n"


def test_a_case_that_fails_shows_what_was_expected_what_was_decided_and_why(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cases / "growth.yaml").write_text(FAILS, encoding="utf-8")
    assert main(["test", str(cases)]) == 1
    out = capsys.readouterr().out
    assert out == """\
×  town/awards/growth::到上限
   rules/town/awards/cases/growth.yaml:13:5
   1  研发增长  growth
      应付      应为 600,000 元，实为 500,000 元（少 100,000 元）
                rules/town/awards/cases/growth.yaml:15:23
      计算      · 按公式计算：研发增量 5,000,000 元 × 增量比例 12% = 600,000 元
                → -100,000 元：最高不超过 500,000 元
      条款      研发费用增长的，按增量的10%奖励，最高50万元。

×  town/awards/growth::持平
   rules/town/awards/cases/growth.yaml:16:5
   1  研发增长  growth
      结论      应为 符合，实为 不符合
                rules/town/awards/cases/growth.yaml:20:9
      条件      × 研发增长——研发增量 0 元（2020年研发费用 1,000,000 元 − 2019年
                研发费用 1,000,000 元），等于 0 元（grows；rd_growth > 0）

1 个文件，2 个案例：通过 0、不符 2
"""
    assert max(map(width, out.splitlines())) <= 80
    assert main(["test", str(cases), "--lang", "en"]) == 1
    english = capsys.readouterr().out
    assert "expected eligible, decided ineligible" in english
    assert "cases: 2, files: 1; 0 passed, 2 failed" in english


@pytest.mark.parametrize(
    ("facts", "expect", "told"),
    [
        ("rd_expense: {2020: 180万}", "verdict: eligible", ["应为 符合，实为 待定", "？ 研发增长", "待补", "研发费用"]),
        (
            "rd_expense: {2019: 100万, 2020: 180万}",
            "verdict: undetermined, missing: [rd_expense, score]",
            ["已填 研发费用＝2019 年＝1,000,000 元、2020 年＝1,800,000 元", "没有填写，但已不影响结果"],
        ),
        ("rd_expense: {2019: 100万, 2020: 180万}", "verdict: ineligible", ["√ 研发增长", "√ 以下至少满足 2 项"]),
        ("rd_expense: {2019: 100万, 2020: 180万}", "failed: [exports]", ["应为 exports，实为 无", "× 出口占比"]),
        ("rd_expense: {2019: 100万, 2020: 180万}", "gross: 90000", ["实为 96,000 元（多 6,000 元）", "→ 按公式计算"]),
        ("rd_expense: {2019: 100万, 2020: 180万}", "provisional: true", ["应为 是，实为 否", "未定措施", "3 技术合同"]),
        ("rd_expense: {2019: 100万, 2020: 180万}", "items: [5万元]", ["应为 50,000 元，实为 无"]),
        (
            "rd_expense: {2019: 100万, 2020: 180万}",
            "adjustments: [{step: min, amount: 1}]",
            ["应为 min +1 元，实为 无"],
        ),
        (
            "rd_expense: {2019: 100万, 2020: 180万}, received_before: 5万",
            "payable: 96000",
            ["· 按公式计算", "→ -50,000 元：扣除上级已给予的 50,000 元"],
        ),
        (
            "rd_expense: {2019: 100万, 2020: 180万}, received_before: null",
            "payable: 96000",
            ["实为 未定", "待补"],
        ),
    ],
)
def test_each_kind_of_difference_has_its_reason(
    cases: Path, capsys: pytest.CaptureFixture[str], facts: str, expect: str, told: list[str]
) -> None:
    case = f"  - {{name: 一例, facts: {{{facts}}}, expect: {{growth: {{{expect}}}}}}}\n"
    (cases / "growth.yaml").write_text(HEAD + case, encoding="utf-8")
    assert main(["test", str(cases)]) == 1
    out = capsys.readouterr().out
    assert [one for one in told if one not in out] == [], out


def test_a_day_outside_the_dates_in_force_is_told(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = "  - {name: 早了, as_of: 2019-12-31, expect: {growth: {verdict: eligible}}}\n"
    (cases / "growth.yaml").write_text(HEAD + case, encoding="utf-8")
    assert main(["test", str(cases)]) == 1
    out = capsys.readouterr().out
    assert "应为 符合，实为 不在有效期" in out
    assert "2020-01-01 至 2022-12-31；案例的日期是 2019-12-31" in out


def test_a_case_to_confirm_counts_for_nothing(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cases / "later.yaml").write_text(TO_CONFIRM, encoding="utf-8")
    assert main(["test", str(cases)]) == 0
    out = capsys.readouterr().out
    assert "？ town/awards/later::差一分" in out
    assert "待确认（增长的边界）" in out
    assert "不同" not in out
    assert out.endswith("2 个文件，3 个案例：通过 2、待确认 1\n")
    (cases / "later.yaml").write_text(TO_CONFIRM.replace("eligible", "ineligible"), encoding="utf-8")
    assert main(["test", str(cases)]) == 0
    assert "现在的结论已与建议的预期不同" in capsys.readouterr().out.replace("\n   ", "")


def test_what_cannot_be_read_is_told_and_the_rest_is_run(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cases / "unreadable.yaml").write_text(UNREADABLE, encoding="utf-8")
    assert main(["test", str(cases)]) == 2
    out = capsys.readouterr().out
    assert "没有名为“rd_expens”的事实，是否指：研发费用（rd_expense）" in out.replace("\n   ", "")
    assert out.endswith("2 个文件，3 个案例：通过 2、无法读取 1\n")
    (cases / "damaged.yaml").write_text(DAMAGED, encoding="utf-8")
    (cases / "unreadable.yaml").unlink()
    assert main(["test", str(cases)]) == 2
    captured = capsys.readouterr()
    assert captured.out == "1 个文件，2 个案例：通过 2\n"
    assert "damaged.yaml:15:23: " in captured.err
    assert "verdict" in captured.err
    assert "growth" in captured.err


def test_no_case_at_all_is_wrong_usage(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(cases), "-k", "没有这样的"]) == 2
    assert "2 个案例中没有一个符合" in capsys.readouterr().err
    assert main(["test", str(cases), "-k", "a or"]) == 2
    assert "第 5 个字符处" in capsys.readouterr().err
    (cases / "growth.yaml").unlink()
    assert main(["test", str(cases)]) == 2
    assert f"{cases} 之下没有" in capsys.readouterr().err
    assert main(["test", "town/nowhere"]) == 2
    assert main(["test", str(cases), "--engine", "retee"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_json_holds_every_case_and_every_difference(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cases / "fails.yaml").write_text(FAILS, encoding="utf-8")
    (cases / "later.yaml").write_text(TO_CONFIRM, encoding="utf-8")
    (cases / "damaged.yaml").write_text(DAMAGED, encoding="utf-8")
    assert main(["test", str(cases), "--format", "json"]) == 2
    text = capsys.readouterr().out
    document = json.loads(text)
    assert document["schema"] == "incentive-engine/cases/1"
    assert document["counts"] == {"passed": 2, "failed": 2, "to_confirm": 1, "unreadable": 0}
    assert [one["code"] for one in document["mistakes"]] == ["policy.unknown-key", "policy.unknown-measure"]
    failed, *_ = (one for one in document["cases"] if one["outcome"] == "failed")
    assert (failed["policy"], failed["name"], failed["place"]["line"]) == ("town/awards", "到上限", 13)
    (measure,) = failed["measures"]
    assert measure["differences"][0]["expected"] == "600000.00"
    assert measure["differences"][0]["decided"] == "500000.00"
    assert measure["reasons"]["amount"][1].startswith("→ -100,000 元")
    main(["test", str(cases), "--format", "json"])
    assert capsys.readouterr().out == text


def test_junit_tells_a_ci_server_what_failed_where(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cases / "fails.yaml").write_text(FAILS, encoding="utf-8")
    (cases / "later.yaml").write_text(TO_CONFIRM, encoding="utf-8")
    (cases / "damaged.yaml").write_text(DAMAGED, encoding="utf-8")
    (cases / "unreadable.yaml").write_text(UNREADABLE, encoding="utf-8")
    assert main(["test", str(cases), "--junit", "report.xml"]) == 2
    capsys.readouterr()
    root = ElementTree.parse("report.xml").getroot()
    assert root.tag == "testsuites"
    assert {name: root.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "8", "failures": "2", "errors": "3", "skipped": "1"
    }  # fmt: skip
    for suite in root:
        assert suite.tag == "testsuite"
        assert suite.get("tests") == str(len(suite))
        for kind, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(kind) == str(len(suite.findall(f"*/{tag}")))
    by_name = {case.get("name"): case for case in root.iter("testcase")}
    failure = by_name["到上限"].find("failure")
    assert failure is not None
    assert failure.get("message") == "growth 应付 应为 600,000 元，实为 500,000 元（少 100,000 元）"
    assert (by_name["到上限"].get("classname"), by_name["到上限"].get("line")) == ("town/awards/fails", "13")
    assert by_name["到上限"].get("file") == str(cases / "fails.yaml")
    skipped = by_name["差一分"].find("skipped")
    assert skipped is not None
    assert "增长的边界" in (skipped.get("message") or "")
    assert len(by_name["按增量的12%计"]) == 0


def test_a_report_that_cannot_be_written_leaves_nothing(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(cases), "--junit", "nowhere/report.xml"]) == 2
    assert "nowhere/report.xml" in capsys.readouterr().err
    assert not Path("nowhere").exists()


def test_reports_go_to_files_of_their_own(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(cases), "--junit", "report", "-o", "./report"]) == 2
    assert "report" in capsys.readouterr().err
    for option in ("--junit", "-o"):
        assert main(["test", str(cases), option, "/"]) == 2
        assert "无法写入 /" in capsys.readouterr().err


def test_only_files_of_cases_that_ran_are_counted(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cases / "fails.yaml").write_text(FAILS, encoding="utf-8")
    assert main(["test", str(cases), "-k", "growth::按"]) == 0
    assert capsys.readouterr().out == "1 个文件，1 个案例：通过 1\n"


def test_names_with_odd_characters_stay_harmless(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = '"a\\u001b[31m<b>&\\u0007"'
    case = f"  - {{name: {name}, expect: {{growth: {{verdict: eligible}}}}}}\n"
    (cases / "growth.yaml").write_text(HEAD + case, encoding="utf-8")
    assert main(["test", str(cases), "--junit", "report.xml"]) == 1
    assert "\x1b" not in capsys.readouterr().out
    (read,) = ElementTree.parse("report.xml").getroot().iter("testcase")
    assert "<b>&" in (read.get("name") or "")
