"""Wrong usage: what is wrong, in the language asked for, and where the help is; exit status 2."""

from __future__ import annotations

import re

import pytest
from invoking import Incentive

from incentive_engine import __version__
from incentive_engine.cli.commands import COMMANDS
from incentive_engine.cli.language import spoken_language
from incentive_engine.report.lines import width

WRONG = [
    (("chekc",), "没有“chekc”这个命令；是否指 check", "there is no command chekc; did you mean check?"),
    (("--verison",), "没有“--verison”这个选项；是否指 --version", "there is no option --verison"),
    (("check",), "缺少参数 PROFILE", "PROFILE is missing"),
    (("check", "a.yaml", "b.yaml", "c.yaml"), "多余的参数：b.yaml c.yaml", "too many arguments: b.yaml c.yaml"),
    (("check", "a.yaml", "--asof", "x"), "没有“--asof”这个选项；是否指 --as-of", "there is no option --asof"),
    (("check", "a.yaml", "-p"), "选项 -p 后面缺少值", "-p needs a value"),
    (("check", "a.yaml", "--verbose=1"), "选项 --verbose 不带值", "--verbose takes no value"),
    (("check", "a.yaml", "--as-of", "soon"), "--as-of：“soon”不是日期", "'soon' is not a date"),
    (
        ("check", "a.yaml", "--as-of", "2021-3-99"),
        "--as-of：“2021-3-99”这一天不存在：2021 年 3 月只有 31 天",
        "there is no day '2021-3-99': month 3 of 2021 has 31 days",
    ),
    (
        ("check", "a.yaml", "--as-of", "2021-31-03"),
        "--as-of：“2021-31-03”这一天不存在：没有 31 月，顺序应为年、月、日",
        "there is no month 31; the order is year, month, day",
    ),
    (
        ("check", "a.yaml", "--as-of", "1021-03-31"),
        "--as-of：“1021-03-31”不合理：年份应在 1900 至 2100 之间",
        "the year should be between 1900 and 2100",
    ),
    (("check", "a.yaml", "--year", "20200"), "--year：“20200”不是年份", "'20200' is not a year"),
    (("check", "a.yaml", "--format", "pdf"), "可选 text、json、markdown、html", "is not one of text, json"),
    (("check", "a.yaml", "--engine", "drools"), "可选 rete、reference", "is not one of rete, reference"),
    (("policies", "x"), "多余的参数：x", "too many arguments: x"),
    (("policies", "--format", "xml"), "可选 text、json", "is not one of text, json"),
    (("show",), "缺少参数 POLICY[#MEASURE]", "POLICY[#MEASURE] is missing"),
    (("show", "a", "b"), "多余的参数：b", "too many arguments: b"),
    (("show", "district/sample#rdd"), "没有“rdd”这项措施；最接近的是 rd", "no measure rdd"),
    (("facts", "turnovr"), "没有“turnovr”这项事实；最接近的是 turnover", "no fact turnovr"),
    (("template", "--year", "x"), "“x”不是年份", "'x' is not a year"),
    (("template", "x"), "多余的参数：x", "too many arguments: x"),
]


@pytest.mark.parametrize(("words", "chinese", "english"), WRONG)
def test_wrong_usage_is_told_in_the_language_asked_for(
    incentive: Incentive, words: tuple[str, ...], chinese: str, english: str
) -> None:
    for lang, told in (("zh", chinese), ("en", english)):
        run = incentive("--lang", lang, *words)
        assert run.status == 2
        assert run.out == ""
        assert told in run.err
        assert run.err.startswith("incentive")
        assert "--help" in run.err


def test_a_language_that_is_not_spoken_is_told(incentive: Incentive) -> None:
    for words in (("--lang", "fr", "policies"), ("policies", "--lang", "fr")):
        run = incentive(*words)
        assert run.status == 2
        assert "“fr”不可用，可选 zh、en" in run.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_told_in_80_columns(incentive: Incentive, lang: str, command: str) -> None:
    run = incentive("--lang", lang, *([command] if command else []), "--help")
    assert run.status == 0
    assert run.out.startswith("用法：" if lang == "zh" else "Usage: ")
    assert max(map(width, run.out.split("\n"))) <= 80
    assert "--lang zh|en" in run.out


def test_help_explains_in_one_language_only(incentive: Incentive) -> None:
    for command in ("", *COMMANDS):
        english = incentive("--lang", "en", *([command] if command else []), "--help").out
        assert not re.search("[\u4e00-\u9fff]", english)


def test_nothing_at_all_shows_the_help(incentive: Incentive) -> None:
    run = incentive()
    assert run.status == 0
    assert all(command in run.out for command in COMMANDS)


def test_the_version(incentive: Incentive) -> None:
    assert incentive("--version").out == f"incentive-engine {__version__}\n"


@pytest.mark.parametrize(
    ("words", "environment", "lang"),
    [
        ([], {}, "zh"),
        ([], {"INCENTIVE_LANG": "en"}, "en"),
        ([], {"INCENTIVE_LANG": "zh_CN.UTF-8"}, "zh"),
        (["--lang", "zh"], {"INCENTIVE_LANG": "en"}, "zh"),
        (["check", "x", "--lang=en"], {}, "en"),
        (["check", "--", "--lang", "en"], {}, "zh"),
        (["check", "--lang"], {}, "zh"),
    ],
)
def test_the_language_is_known_before_anything_else(words: list[str], environment: dict[str, str], lang: str) -> None:
    assert spoken_language(words, environment) == lang
