"""Profiles as people write them: YAML and JSON, facts by id and by label."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.feel.ternary import UNKNOWN, Unknown
from incentive_engine.mistakes import InputError, Mistake
from incentive_engine.policy.model import Vocabulary
from incentive_engine.policy.source import parse_json, parse_yaml
from incentive_engine.profile import Profile, load_profile, profile_of, read_facts
from incentive_engine.profile.loading import read_profile

Load = Callable[..., Profile]
Mistakes = Callable[..., tuple[Mistake, ...]]

CABLE = """\
id: 91430406MA00000009
name: 示例电缆有限公司
成立日期: 2005-03-18
注册地: 雁峰区
营业收入: {2018: 4200万元, 2019: 5100万元, 2020: "6,300.5万元"}
rd_expense: {2018: 150万, 2019: 180万, 2020: 260万}
失信记录: 否
职工人数: 320人
科技人员占比: 12.5%
企业类型: 工业
rd_platforms:
  - {name: 电缆工程中心, level: 省级, recognized_on: 2020-06-30}
  - {平台名称: 检测中心, 级别: 市级}
"""


def test_a_profile_holds_exact_values_by_fact_id(load: Load) -> None:
    profile = load(CABLE)
    assert (profile.id, profile.name) == ("91430406MA00000009", "示例电缆有限公司")
    assert profile.facts["revenue"] == {2018: 42_000_000, 2019: 51_000_000, 2020: 63_005_000}
    assert profile.facts["rd_expense"] == {2018: 1_500_000, 2019: 1_800_000, 2020: 2_600_000}
    assert profile.facts["established_on"] == date(2005, 3, 18)
    assert profile.facts["dishonest"] is False
    assert profile.facts["staff"] == 320
    assert profile.facts["tech_staff_share"] == Decimal("0.125")
    assert all(type(value) is Decimal for value in profile.facts["revenue"].values())


def test_a_field_that_an_item_does_not_state_is_unknown_and_names_the_list(load: Load) -> None:
    first, second = load(CABLE).facts["rd_platforms"]
    assert {name: first[name] for name in ("name", "level", "recognized_on")} == {
        "name": "电缆工程中心",
        "level": "省级",
        "recognized_on": date(2020, 6, 30),
    }
    assert second["name"] == "检测中心"
    for unstated in (first["received"], second["recognized_on"]):
        assert isinstance(unstated, Unknown)
        assert unstated.missing == {"rd_platforms"}


def test_what_is_not_stated_is_not_there(load: Load) -> None:
    profile = load(
        "失信记录:\nrevenue: {2019: , 2020: 500万元, 2018: 未知}\nrd_expense:\n"
        "net_profit: {}\nid: ~\nname: ''\n"
    )
    assert profile.facts == {"revenue": {2020: 5_000_000}}
    assert profile.id is None
    assert profile.name is None


def test_an_empty_list_is_known_to_be_empty(load: Load) -> None:
    assert load("rd_platforms: []").facts == {"rd_platforms": ()}
    assert load("rd_platforms:\nname: 甲").facts == {}


def test_facts_come_in_the_order_of_the_vocabulary_however_they_were_written(load: Load) -> None:
    assert list(load("staff: 1\n营业收入: {2020: 1, 2018: 2}\nestablished_on: 2001-01-01").facts) == [
        "established_on",
        "revenue",
        "staff",
    ]
    assert list(load("营业收入: {2020: 1, 2018: 2}").facts["revenue"]) == [2018, 2020]


@pytest.mark.parametrize("year", ["2020", "2020年", "2020年度", '"2020"', "２０２０", '"2020 年"'])
def test_a_year_may_be_a_number_or_a_text(load: Load, year: str) -> None:
    assert load(f"revenue:\n  {year}: 1").facts == {"revenue": {2020: 1}}


@pytest.mark.parametrize("name", ["revenue@2020", "营业收入@2020", '"营业收入 @ 2020年"', "营业收入＠2020"])
def test_one_year_may_stand_by_itself_as_in_tables(load: Load, name: str) -> None:
    assert load(f"{name}: 1\nrevenue: {{2019: 2}}").facts == {"revenue": {2019: 2, 2020: 1}}


@pytest.mark.parametrize(
    "name", ["合同额（含税）", "合同额(含税)", '"合同额 （含税）"', "contract_amount", "ｃontract_amount"]
)
def test_width_and_spaces_in_a_name_do_not_matter(load: Load, name: str) -> None:
    assert load(f"{name}: 3").facts == {"contract_amount": 3}


def test_the_head_of_a_profile_may_be_in_chinese(load: Load) -> None:
    profile = load("统一社会信用代码: 9143 0406 ma00000009\n企业名称: 360 示例")
    assert (profile.id, profile.name) == ("91430406MA00000009", "360 示例")


def test_a_text_is_what_was_written_even_where_it_looks_like_a_number(load: Load) -> None:
    assert load("name: 007\nregistered_district: 1.50").facts["registered_district"] == "1.50"
    assert load("name: 007").name == "007"
    assert load('{"name": 7, "registered_district": true}', "firm.json").name == "7"


def test_a_number_in_json_is_the_decimal_that_was_written(load: Load) -> None:
    profile = load('{"growth": 0.1, "plan_score": 1e2, "revenue": {"2020": 0.30}}', "firm.json")
    assert profile.facts["growth"] == Decimal("0.1")
    assert str(profile.facts["plan_score"]) == "100"
    assert str(profile.facts["revenue"][2020]) == "0.3"


@settings(deadline=None)
@given(st.integers(-(10**12), 10**12), st.integers(0, 12))
def test_no_float_stands_between_a_json_file_and_its_number(digits: int, places: int) -> None:
    from small_vocabulary import FACTS

    known = Vocabulary({one.id: one for one in FACTS}, {})
    number = Decimal(digits).scaleb(-places)
    document = parse_json(f'{{"plan_score": {number:f}}}', "firm.json")
    assert read_profile(document, known).facts["plan_score"] == number


@pytest.mark.parametrize("name", ["firm.json", "firm.yaml", "firm.yml", "firm", "firm.txt", "FIRM.JSON"])
def test_json_is_read_by_its_name_or_by_its_look(load: Load, name: str) -> None:
    assert load('{\n\t"revenue": {"2020": "500万元"}}'.replace("\t", "  "), name).facts == {
        "revenue": {2020: 5_000_000}
    }


def test_json_under_another_name_may_be_indented_with_tabs(load: Load) -> None:
    assert load('{\n\t"staff":\n\t3\n}', "firm.txt").facts == {"staff": 3}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encodings_of_office_programs_are_read(load: Load, encoding: str) -> None:
    assert repr(load(CABLE.encode(encoding))) == repr(load(CABLE))


def test_line_ends_do_not_matter(load: Load) -> None:
    assert repr(load(CABLE.replace("\n", "\r\n"))) == repr(load(CABLE))


def test_yaml_and_json_of_the_same_content_are_the_same_profile(load: Load) -> None:
    as_json = json.dumps(
        {
            "id": "91430406MA00000009",
            "营业收入": {"2020": "500万元"},
            "rd_platforms": [{"name": "甲", "level": "省级"}],
            "失信记录": False,
        },
        ensure_ascii=False,
    )
    as_yaml = (
        "id: 91430406MA00000009\nrevenue: {2020: 5000000}\ndishonest: 否\n"
        "rd_platforms: [{平台名称: 甲, 级别: 省级}]\n"
    )
    one, other = load(as_json, "firm.json"), load(as_yaml)
    assert (one.id, one.facts["revenue"], one.facts["dishonest"]) == (
        other.id,
        other.facts["revenue"],
        other.facts["dishonest"],
    )
    assert one.facts["rd_platforms"][0]["level"] == other.facts["rd_platforms"][0]["level"] == "省级"


def test_every_mistake_of_a_file_is_told_at_once_with_its_place(mistakes: Mistakes) -> None:
    found = mistakes(
        "id: 91430406MA00000008\n"
        "revenu: {2020: 1}\n"
        "revenue: {2019: 五百万, 2020: 1.005}\n"
        "staff: -3\n"
        "rd_platforms:\n"
        "  - {name: 甲, level: 县级, recognised_on: 2020-02-30}\n"
        "  - 乙\n"
        "研发投入强度: 5%\n"
    )
    assert [(one.place.line, one.place.column, one.code.removeprefix("profile.")) for one in found] == [
        (1, 5, "code-check"),
        (2, 1, "unknown-fact"),
        (3, 17, "not-an-amount"),
        (3, 28, "below-fen"),
        (4, 8, "below-minimum"),
        (6, 22, "not-a-choice"),
        (6, 26, "unknown-field"),
        (7, 5, "needs-fields"),
        (8, 1, "computed"),
    ]
    for one in found:
        assert one.place.file.endswith("firm.yaml")


def test_the_nearest_names_are_told(mistakes: Mistakes) -> None:
    assert "营业收入（revenue）" in mistakes("营业总收入: {2020: 1}")[0].text()
    assert "营业收入（revenue）" in mistakes("revenu: {2020: 1}")[0].text()
    assert "认定日期（recognized_on）" in mistakes("rd_platforms: [{认定日: 2020-01-01}]")[0].text()
    assert "是否指" not in mistakes("完全无关: 1")[0].text()


def test_a_fact_by_id_and_again_by_label_is_stated_twice(mistakes: Mistakes) -> None:
    assert (
        mistakes("revenue: {2020: 1}\n营业收入: {2019: 1}")[0]
        .text("zh")
        .endswith(":2:1: 营业收入（revenue）写了两次：“营业收入”与“revenue”是一回事")
    )


@pytest.mark.parametrize(
    "text",
    [
        "id: 91430406MA00000009\n统一社会信用代码: 91430406MA00000009",
        "revenue: {2020: 1, 2020年: 1}",
        "revenue@2020: 1\n营业收入@2020年: 2",
        "revenue@2020: 1\nrevenue: {2020: 1}",
        "rd_platforms: [{name: 甲, 平台名称: 乙}]",
    ],
)
def test_nothing_may_be_stated_twice(mistakes: Mistakes, text: str) -> None:
    assert [one.code for one in mistakes(text)] == ["profile.stated-twice"]


def test_a_computed_fact_is_refused_and_its_sources_are_told(mistakes: Mistakes) -> None:
    assert "研发费用（rd_expense）、营业收入（revenue）" in mistakes("rd_intensity: 5%")[0].text("zh")
    assert "rd_expense" in mistakes("rd_grade: 3")[0].text("en")
    assert mistakes("常数: 1")[0].text("zh").endswith("常数（constant）由系统计算，不能填写")


def test_a_bare_number_for_an_annual_fact_is_refused_with_an_example(mistakes: Mistakes) -> None:
    text = mistakes("revenue: 500万元")[0].text("zh")
    assert "{2019: 500万元, 2020: 500万元}" in text
    assert "“500万元”" in text


def test_figures_before_the_year_of_establishment_contradict_it(mistakes: Mistakes, load: Load) -> None:
    (found,) = mistakes("revenue: {2017: 1, 2018: 2, 2016: }\nestablished_on: 2018-12-31")
    assert (found.code, found.place.line, found.place.column) == ("profile.before-established", 1, 11)
    assert "2018-12-31" in found.text()
    assert load("revenue@2018: 2\nestablished_on: 2018-12-31").facts["revenue"] == {2018: 2}
    assert [one.code for one in mistakes("营业收入@2017: 2\nestablished_on: 2018-12-31")] == [
        "profile.before-established"
    ]


def test_a_table_of_enterprises_is_sent_to_the_screening(mistakes: Mistakes) -> None:
    for name in ("firms.csv", "firms.xlsx", "firms.JSONL"):
        assert "incentive screen" in mistakes("id,name\n", name)[0].text("zh")


def test_a_missing_file_is_a_mistake_and_no_traceback(tmp_path: Path, vocabulary: Vocabulary) -> None:
    with pytest.raises(InputError):
        load_profile(tmp_path / "nowhere.yaml", vocabulary)
    with pytest.raises(InputError):
        load_profile(tmp_path, vocabulary)


def test_a_program_may_state_python_values(vocabulary: Vocabulary) -> None:
    profile = profile_of(
        {
            "id": "91430406MA00000009",
            "established_on": date(2001, 2, 3),
            "revenue": {2020: 12, 2019: Decimal("1.5"), 2018: 0.1},
            "rd_platforms": ({"name": "甲"},),
            "dishonest": None,
        },
        vocabulary,
    )
    assert profile.facts["revenue"] == {2018: Decimal("0.1"), 2019: Decimal("1.5"), 2020: 12}
    assert profile.facts["established_on"] == date(2001, 2, 3)
    with pytest.raises(InputError) as caught:
        profile_of({"revenue": 5, 3: 4}, vocabulary, file="request")
    assert [str(one.place) for one in caught.value.mistakes] == ["request", "request"]


def test_what_was_read_reads_again_as_itself(load: Load, vocabulary: Vocabulary) -> None:
    facts = load(CABLE).facts
    again = profile_of({**facts, "contract_amount": UNKNOWN}, vocabulary)
    assert repr(again.facts) == repr(facts)


def test_facts_within_a_larger_file_keep_their_places(vocabulary: Vocabulary) -> None:
    document = parse_yaml("base: {staff: 3}\ncases:\n  - facts: {staff: x}\n", "cases.yaml")
    assert read_facts(document.value["base"], vocabulary, document, ("base",)) == {"staff": 3}
    with pytest.raises(InputError) as caught:
        read_facts(document.value["cases"][0]["facts"], vocabulary, document, ("cases", 0, "facts"))
    assert str(caught.value.mistakes[0].place) == "cases.yaml:3:20"


def test_other_facts_replace_what_was_stated(load: Load) -> None:
    profile = load(CABLE)
    other = profile.with_facts(revenue={2020: Decimal(1)}, staff=Decimal(2))
    assert (other.facts["revenue"], other.facts["staff"]) == ({2020: 1}, 2)
    assert profile.facts["staff"] == 320
    assert other.facts["rd_expense"] == profile.facts["rd_expense"]
