"""Running `incentive` in this process, and the firm that it is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from invoking import LIBRARY, Incentive, Run

from incentive_engine.cli import main

FIRM = """\
name: 测试电缆厂
home_district: 示例区
研发支出: {2019: 180万元, 2020: 280万元}
年营业额: {2020: 3000万元}
advanced: 是
"""


@pytest.fixture
def incentive(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Incentive:
    """Runs the command line with the sample library at hand, 80 columns wide, in Chinese."""
    monkeypatch.setenv("INCENTIVE_RULES", str(LIBRARY))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("INCENTIVE_LANG", raising=False)

    def run(*words: object) -> Run:
        status = main([str(word) for word in words])
        captured = capfd.readouterr()
        return Run(status, captured.out, captured.err)

    return run


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """The profile of a firm, in a file of its own."""
    path = tmp_path / "firm.yaml"
    path.write_text(FIRM, encoding="utf-8")
    return path


@pytest.fixture
def check(incentive: Incentive, firm: Path) -> Incentive:
    """`incentive check` of the firm by the sample policy on a day in 2021."""

    def check(*more: object) -> Run:
        return incentive("check", firm, "-p", "district/sample", "--as-of", "2021-03-31", *more)

    return check
