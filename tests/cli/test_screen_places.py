"""Without -p a register is asked by the policies of the places where its enterprises are."""

from __future__ import annotations

from pathlib import Path

import pytest

from incentive_engine.cli import main


def test_policies_of_other_cities_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    firms = tmp_path / "firms.csv"
    firms.write_text("id,registered_district\n91430406MA00000009,雁峰区\n", encoding="utf-8")
    assert main(["screen", str(firms), "--as-of", "2026-06-30", "-o", str(tmp_path / "r.csv")]) == 0
    out, err = capsys.readouterr()
    assert err.startswith("未指定政策：按企业所在的雁峰区，核对在那里施行的 ")
    rows = (tmp_path / "r.csv").read_text("utf-8-sig").splitlines()[1:]
    authorities = {row.split(",")[2].partition("/")[0] for row in rows}
    assert authorities == {"yanfeng", "hengyang", "hunan", "national"}
    assert out


@pytest.mark.slow
def test_a_register_that_tells_no_place_is_asked_by_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    firms = tmp_path / "firms.csv"
    firms.write_text("id,dishonest\n91430406MA00000009,否\n", encoding="utf-8")
    assert main(["screen", str(firms), "--as-of", "2012-06-30", "-o", str(tmp_path / "r.csv")]) == 0
    assert capsys.readouterr().err.startswith("未指定政策，按全部 ")
    assert "zhuzhou/makerspace" in (tmp_path / "r.csv").read_text("utf-8-sig")
