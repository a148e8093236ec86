"""The blank profile that people fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from incentive_engine.mistakes import Place
from incentive_engine.policy.model import Fact, FactType, Vocabulary
from incentive_engine.profile import Profile, load_profile
from incentive_engine.profile.template import blank_profile
from incentive_engine.wording import Language

Load = Callable[..., Profile]
LANGUAGES: Iterable[Language] = ("zh", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_untouched_blank_states_nothing(load: Load, vocabulary: Vocabulary, lang: Language) -> None:
    profile = load(blank_profile(vocabulary.facts.values(), assessment_year=2020, lang=lang))
    assert profile.facts == {}
    assert (profile.id, profile.name) == (None, None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fact_that_somebody_can_state_is_asked_once(vocabulary: Vocabulary, lang: Language) -> None:
    text = blank_profile(vocabulary.facts.values(), assessment_year=2020, lang=lang)
    keys = [
        line.removesuffix(":") for line in text.splitlines() if line.endswith(":") and line[0] not in " #"
    ]
    names = [
        one.label if lang == "zh" else one.id for one in vocabulary.facts.values() if one.formula is None
    ]
    assert sorted(keys) == sorted(
        [*names, *(("统一社会信用代码", "企业名称") if lang == "zh" else ("id", "name"))]
    )


def test_who_answers_and_what_about_stand_above_the_facts(vocabulary: Vocabulary, tmp_path: Path) -> None:
    subject = tmp_path / "finance.yaml"
    subject.write_text("# 经营与财务：三年\nfacts: {}\n", encoding="utf-8")
    profit = Fact("net_profit", "净利润", FactType.MONEY, Place(str(subject)), annual=True)
    text = blank_profile([*vocabulary.facts.values(), profit], assessment_year=2020)
    headings = [line for line in text.splitlines() if line.startswith(("# ====", "# ----"))]
    assert headings == [
        "# ==== 由企业填写 ====",
        "# ---- 经营与财务 ----",
        "# ---- firm ----",
        "# ==== 由主管部门核验 ====",
        "# ---- firm ----",
        "# ==== 由评审判断 ====",
        "# ---- firm ----",
    ]


def test_each_fact_says_how_to_write_it(vocabulary: Vocabulary) -> None:
    text = blank_profile(vocabulary.facts.values(), assessment_year=2020)
    assert (
        "# 请填写近三个会计年度的营业收入\n"
        "# 例：500万元；依据：企业所得税年度纳税申报表（税务）\n"
        "营业收入:\n  2018:\n  2019:\n  2020:\n"
    ) in text
    assert "# 例：20；单位：人\n职工人数:\n" in text
    assert "# 填 是 或 否\n失信记录:\n" in text
    assert "# 可选：工业、建筑业、服务业、工业 4.0\n企业类型:\n" in text


def test_the_example_of_an_item_becomes_one_when_its_marks_are_taken_off(
    load: Load, vocabulary: Vocabulary
) -> None:
    text = blank_profile([vocabulary.facts["rd_platforms"]], assessment_year=2020)
    before, _, example = text.partition("研发平台:\n")
    profile = load(before + "研发平台:\n" + example.replace("#  ", "  "))
    (item,) = profile.facts["rd_platforms"]
    assert (item["level"], item["received"]) == ("国家级", 5_000_000)


def test_a_label_that_yaml_would_misread_is_quoted(tmp_path: Path) -> None:
    odd = [
        Fact("a", "是否: 甲", FactType.BOOLEAN, Place("v")),
        Fact("b", "#1 指标", FactType.NUMBER, Place("v"), ask="第一行\n第二行: x"),
        Fact("c", "2020", FactType.NUMBER, Place("v")),
        Fact("d", "null", FactType.TEXT, Place("v")),
        Fact("e", '说"明"', FactType.TEXT, Place("v")),
    ]
    path = tmp_path / "blank.yaml"
    path.write_text(blank_profile(odd, assessment_year=2020), encoding="utf-8")
    known = Vocabulary({one.id: one for one in odd}, {one.label: one for one in odd})
    assert load_profile(path, known).facts == {}


def test_the_window_of_a_fact_sets_its_years() -> None:
    fact = Fact("staff", "职工人数", FactType.INTEGER, Place("v"), annual=True, years=2)
    assert blank_profile([fact], assessment_year=2021).endswith("职工人数:\n  2020:\n  2021:\n")


def test_in_english_a_blank_profile_gives_english_examples(vocabulary: Vocabulary) -> None:
    text = blank_profile([vocabulary.facts["rd_platforms"]], assessment_year=2020, lang="en")
    assert ": text" in text
    assert "文字" not in text
    assert ": 是" not in text
