"""Whatever happens to a profile file, what comes is an InputError that says where, and nothing else."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.mistakes import InputError, Mistake
from incentive_engine.policy.model import Vocabulary
from incentive_engine.policy.source import parse_json, parse_yaml
from incentive_engine.profile import Profile
from incentive_engine.profile.loading import read_profile

Load = Callable[..., Profile]
Mistakes = Callable[..., tuple[Mistake, ...]]

SOUND = """\
id: 91430406MA00000009
name: 示例电缆有限公司
成立日期: 2005-03-18
注册地: 雁峰区
企业类型: 工业
失信记录: 否
营业收入:
  2018: 4200万元
  2019: 5100万元
  2020: 6300.5万元
职工人数: 320
科技人员占比: 12%
rd_platforms:
  - name: 电缆工程中心
    level: 省级
    recognized_on: 2020-06-30
"""

# (what is damaged, the text to replace, the text to put there, the line where it is told)
DAMAGES = [
    ("code cut short", "91430406MA00000009", "91430406", 1),
    ("code with a letter O", "91430406MA", "9143O406MA", 1),
    ("code with a wrong check character", "0009", "0007", 1),
    ("code as a list", "91430406MA00000009", "[91430406MA00000009]", 1),
    ("name as a mapping", "示例电缆有限公司", "{全称: 示例电缆}", 2),
    ("name that is a placeholder", "示例电缆有限公司", "N/A", 2),
    ("day that does not exist", "2005-03-18", "2005-02-30", 3),
    ("month that does not exist", "2005-03-18", "2005-13-18", 3),
    ("year of two digits", "2005-03-18", "05-03-18", 3),
    ("day before month", "2005-03-18", "18/03/2005", 3),
    ("day with an hour", "2005-03-18", "2005-03-18 10:30", 3),
    ("date in words", "2005-03-18", "二〇〇五年", 3),
    ("date as a number", "2005-03-18", "38429", 3),
    ("date as a boolean", "2005-03-18", "true", 3),
    ("date of a far future", "2005-03-18", "2205-03-18", 3),
    ("date as a list", "2005-03-18", "[2005, 3, 18]", 3),
    ("established after its figures", "2005-03-18", "2019-03-18", 8),
    ("district as a list", "雁峰区", "[雁峰区]", 4),
    ("district with a dash for nothing", "注册地: 雁峰区", "注册地: '-'", 4),
    ("name of a fact misspelt", "注册地", "注册的", 4),
    ("name of a fact in English with a slip", "注册地", "registered_distict", 4),
    ("name of a fact left out", "注册地: 雁峰区", "雁峰区", 4),
    ("a value without its key", "注册地: 雁峰区", ": 雁峰区", 4),
    ("a list where a fact should be", "注册地: 雁峰区", "- 雁峰区", 4),
    ("two colons", "注册地: 雁峰区", "注册地: 雁峰区: 衡阳", 4),
    ("an unknown choice", "工业", "农业", 5),
    ("a choice as a number", "工业", "1", 5),
    ("a choice as a boolean", "工业", "true", 5),
    ("two choices", "工业", "[工业, 服务业]", 5),
    ("a choice as a mapping", "工业", "{主业: 工业}", 5),
    ("a boolean that may be blank", "失信记录: 否", "失信记录: 无", 6),
    ("a boolean with a mark", "失信记录: 否", "失信记录: ×", 6),
    ("a boolean as another number", "失信记录: 否", "失信记录: 2", 6),
    ("a boolean in words", "失信记录: 否", "失信记录: 没有失信", 6),
    ("a boolean as a list", "失信记录: 否", "失信记录: []", 6),
    ("a boolean by year", "失信记录: 否", "失信记录: {2020: 否}", 6),
    ("a boolean with a year", "失信记录: 否", "失信记录@2020: 否", 6),
    ("a fact that is there already", "失信记录: 否", "registered_district: 雁峰区", 6),
    ("a key that is there already", "失信记录: 否", "企业类型: 工业", 6),
    ("a computed fact", "失信记录: 否", "研发投入强度: 5%", 6),
    ("a computed fact by its id", "失信记录: 否", "rd_intensity: 0.05", 6),
    ("a year in two digits", "  2018:", "  18:", 8),
    ("a year in words", "  2018:", "  去年:", 8),
    ("a year far away", "  2018:", "  3018:", 8),
    ("a year with a month", "  2018:", "  2018-01:", 8),
    ("a year twice", "  2018:", "  2019:", 9),
    ("a year twice in two writings", "  2018:", "  2019年:", 9),
    ("an amount in words", "4200万元", "四千二百万元", 8),
    ("an amount in dollars", "4200万元", "4200万美元", 8),
    ("an amount that is about", "4200万元", "约4200万元", 8),
    ("an amount with a range", "4200万元", "4000-4200万元", 8),
    ("an amount as a per cent", "4200万元", "42%", 8),
    ("an amount below zero", "4200万元", "-4200万元", 8),
    ("an amount with a part of a fen", "4200万元", "42000000.005", 8),
    ("an amount with separators out of place", "4200万元", "4,20万元", 8),
    ("an amount as a boolean", "4200万元", "true", 8),
    ("an amount as a list", "4200万元", "[4200万元]", 8),
    ("an amount as a mapping", "4200万元", "{合计: 4200万元}", 8),
    ("an amount that is infinite", "4200万元", ".inf", 8),
    ("an amount that is no number", "4200万元", ".nan", 8),
    ("an amount with an endless exponent", "4200万元", "1e999999", 8),
    ("an amount with a large exponent", "4200万元", "1e400", 8),
    ("an amount of a hundred digits", "4200万元", "9" * 100, 8),
    ("an amount of 40 decimals", "4200万元", "0." + "1" * 40, 8),
    ("an amount beyond all money", "4200万元", "100000000亿元", 8),
    ("an amount that refers to another cell", "4200万元", "=B2", 8),
    ("an amount called N/A", "4200万元", "N/A", 8),
    ("an amount called a dash", "4200万元", "'-'", 8),
    ("staff by halves", "320", "320.5", 11),
    ("staff below zero", "320", "-1", 11),
    ("staff beyond the bound", "320", "1,000,001", 11),
    ("staff in another unit", "320", "320家", 11),
    ("staff as a date", "320", "2020-01-01", 11),
    ("staff as a mapping", "320", "{2020: 320}", 11),
    ("a share that may be a per cent", "12%", "12", 12),
    ("a share in money", "12%", "12元", 12),
    ("a share beyond the whole", "12%", "120%", 12),
    ("a share below zero", "12%", "-1%", 12),
    ("a share in words", "12%", "一成二", 12),
    ("an item that is no mapping", "  - name: 电缆工程中心\n    level", "  - 电缆工程中心\n  - level", 14),
    ("an item that is empty", "  - name: 电缆工程中心\n    level", "  -\n  - level", 14),
    ("a field misspelt", "level:", "levle:", 15),
    ("a field twice", "level:", "平台名称:", 15),
    ("a field of another kind", "省级", "[省级]", 15),
    ("a choice of a field", "省级", "县级", 15),
    ("a day of a field", "2020-06-30", "2020-06-31", 16),
    ("a field indented unevenly", "    level", "   level", 15),
    ("a tab for indentation", "    level", "\tlevel", 15),
    ("a quote left open", "省级", '"省级', 15),
    ("a bracket left open", "省级", "[省级", 16),
    ("an unknown escape", "省级", '"\\q"', 15),
    ("a tag of Python", "省级", "!!python/object/apply:os.system [ls]", 15),
    ("a tag of YAML", "省级", "!!str 省级", 15),
    ("an alias without an anchor", "省级", "*other", 15),
    ("a directive in the middle", "职工人数: 320", "%YAML 1.1", 12),
    ("a second document", "职工人数: 320", "---\n职工人数: 320", 11),
    ("a merge key", "职工人数: 320", "<<: {职工人数: 3}", 11),
    ("a key that is a list", "职工人数: 320", "? [职工人数]\n: 320", 11),
    ("a control character", "雁峰区", "雁峰区\x07", 4),
    ("a NUL", "雁峰区", "雁\x00峰区", 4),
    ("an invisible character in a text", "雁峰区", "雁\u200b峰区", 4),
    ("a character that turns the line round", "雁峰区", "雁\u202e峰区", 4),
]


@pytest.mark.parametrize(
    ("before", "after", "line"), [one[1:] for one in DAMAGES], ids=[one[0] for one in DAMAGES]
)
def test_a_damaged_value_is_told_with_its_line(
    mistakes: Mistakes, before: str, after: str, line: int
) -> None:
    assert SOUND.count(before) >= 1
    found = mistakes(SOUND.replace(before, after, 1))
    assert line in [one.place.line for one in found]
    for one in found:
        assert one.place.file.endswith("firm.yaml")
        assert one.place.line > 0
        assert one.text("zh") != one.text("en")
        assert "\n" not in one.text("zh")


def test_there_are_more_than_a_hundred_ways_to_damage_a_profile(load: Load) -> None:
    assert len(DAMAGES) >= 100
    assert len(load(SOUND).facts) == 8


WRECKS = {
    "empty": b"",
    "only comments": "# 企业档案\n".encode(),
    "null": b"~",
    "a text": "示例电缆".encode(),
    "a number": b"5",
    "a list": b"- 1\n- 2",
    "an empty list": b"[]",
    "bytes of an image": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
    "bytes of a workbook": b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(200)),
    "UTF-8 with broken bytes": "名称: 示例".encode() + b"\xff\xfe" + "注册地: 雁峰区".encode(),
    "UTF-16 cut in two": "名称".encode("utf-16")[:-1],
    "UTF-16 without a mark": "name: x".encode("utf-16-le"),
    "deep lists": b"[" * 100_000,
    "deep mappings": b"{a: " * 100_000,
    "deep blocks": "".join(f"{' ' * depth}k:\n" for depth in range(500)).encode(),
    "deep but closed": b"x: " + b"[" * 3000 + b"]" * 3000,
    "an alias bomb": (
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    ).encode(),
    "an alias of itself": b"a: &a [*a]",
    "more than the largest file": b"# " + b"x" * (17 * 1024 * 1024),
    "a number of a million digits": b"staff: " + b"9" * 1_000_000,
    "a text of a million letters": "营业收入: {2020: ".encode() + b"x" * 1_000_000 + b"}",
    "a year of a million digits": "营业收入: {".encode() + b"2" * 1_000_000 + b": 1}",
    "keys without end": "".join(f"key{n}: 1\n" for n in range(20_000)).encode(),
}


@pytest.mark.parametrize("name", ["firm.yaml", "firm.json", "firm"])
@pytest.mark.parametrize("content", WRECKS.values(), ids=WRECKS)
def test_a_wreck_of_a_file_is_refused_in_words(mistakes: Mistakes, content: bytes, name: str) -> None:
    for one in mistakes(content, name):
        assert one.place.file.endswith(name)
        for text in (one.text("zh"), one.text("en")):
            assert len(text.removeprefix(str(one.place))) < 500
            assert text.isprintable()


JSON_DAMAGES = {
    "cut off": '{"staff": 3',
    "a comma too many": '{"staff": 3,}',
    "a single quote": "{'staff': 3}",
    "a bare name": "{staff: 3}",
    "a leading zero": '{"staff": 03}',
    "not a number": '{"staff": NaN}',
    "a comment": '{"staff": 3} // 人',
    "a key twice": '{"staff": 3, "staff": 4}',
    "half a character": '{"name": "\\ud800"}',
    "a control character": '{"name": "a\nb"}',
    "an escape of a terminal": '{"name": "\\u001b[31m"}',
    "an escape in a key twice": '{"\\u001b[31m": 1, "\\u001b[31m": 1}',
    "an escape in a key": '{"\\u001b[31m": 1}',
    "two values": '{"staff": 3}{"staff": 4}',
    "a boolean as a text of another language": '{"dishonest": "nein"}',
}


@pytest.mark.parametrize("content", JSON_DAMAGES.values(), ids=JSON_DAMAGES)
def test_damaged_json_is_refused_with_line_and_column(mistakes: Mistakes, content: str) -> None:
    for one in mistakes(content, "firm.json"):
        assert one.place.line > 0
        assert one.place.column > 0
        assert one.text().isprintable()


@settings(deadline=None, max_examples=150)
@given(st.randoms(use_true_random=False))
def test_random_damage_gives_a_profile_or_an_input_error_and_nothing_else(random: random.Random) -> None:
    from small_vocabulary import FACTS

    known = Vocabulary({one.id: one for one in FACTS}, {one.label: one for one in FACTS})
    text = list(SOUND)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(text))
        text[at : at + random.randint(0, 3)] = random.choice(
            ["", ":", "- ", "\n", "{", "]", "'", "&a ", "*a", "%", "9", "元", "#"]
        )
    try:
        profile = read_profile(parse_yaml("".join(text), "firm.yaml"), known)
    except InputError as error:
        assert all(one.text("zh") and one.text("en") for one in error.mistakes)
    else:
        assert set(profile.facts) <= set(known.facts)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["2020", "name", "级别", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=150)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "id",
                "name",
                "revenue",
                "营业收入",
                "revenue@2020",
                "staff",
                "rd_platforms",
                "失信记录",
                "成立日期",
                "x",
            ]
        ),
        json_values,
    )
)
def test_any_json_at_all_gives_a_profile_or_an_input_error(stated: dict[str, object]) -> None:
    from small_vocabulary import FACTS

    known = Vocabulary({one.id: one for one in FACTS}, {one.label: one for one in FACTS})
    try:
        read_profile(parse_json(json.dumps(stated), "firm.json"), known)
    except InputError as error:
        assert all(one.text("zh") and one.text("en") for one in error.mistakes)


def test_a_long_list_is_read_as_it_stands(load: Load) -> None:
    items = "".join(f"  - {{name: 平台{n}, level: 省级}}\n" for n in range(5_000))
    assert len(load("rd_platforms:\n" + items).facts["rd_platforms"]) == 5_000


def test_a_path_that_no_file_can_have(tmp_path: Path, vocabulary: Vocabulary) -> None:
    from incentive_engine.profile import load_profile

    for name in ("x\x00y.yaml", "x" * 5000):
        with pytest.raises(InputError):
            load_profile(tmp_path / name, vocabulary)
