"""The report as one HTML page: whole, self-contained, and inert whatever a profile says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from incentive_engine.decision import Decision
from incentive_engine.report.html import html_report

Decide = Callable[..., Decision]

VOID = {"meta", "br", "link", "img", "input", "hr"}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>x</script>",
    "{{ 7 * 7 }}{% raw %}",
    "' onmouseover='x",
    "&lt;b&gt;",
    "javascript:alert(1)",
]


class Page(HTMLParser):
    """What a browser would see: elements, their attributes, texts; whatever is not closed in order is noted."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.texts))

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_well_formed_and_says_its_language(decided: Decide, lang: str, verbose: bool) -> None:
    text = html_report(decided(turnover=None), lang, verbose=verbose)  # type: ignore[arg-type]
    page = Page(text)
    assert text.startswith("<!doctype html>")
    assert page.faults == []
    assert page.open == []
    assert page.elements[0] == ("html", {"lang": "zh-CN" if lang == "zh" else "en"})
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))


def test_the_page_stands_alone(decided: Decide) -> None:
    text = html_report(decided(), verbose=True)
    page = Page(text)
    assert not page.attributes("src")
    assert all(target.startswith("#") for target in page.attributes("href"))
    assert {target[1:] for target in page.attributes("href")} <= set(page.attributes("id"))
    assert not {"script", "iframe", "link", "object", "embed", "form"} & {tag for tag, _ in page.elements}
    assert "@import" not in text
    assert "url(" not in text


def test_the_page_can_be_printed_and_read_aloud(decided: Decide) -> None:
    text = html_report(decided(turnover=None))
    page = Page(text)
    tags = [tag for tag, _ in page.elements]
    assert "@media print" in text
    assert "size: A4" in text
    assert tags.count("h1") == 1
    headings = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(headings))
    assert all("scope" in attributes for tag, attributes in page.elements if tag == "th")
    assert all(attributes.get("aria-label") for _, attributes in page.elements if "role" in attributes)


def test_the_page_tells_what_the_text_tells(decided: Decide) -> None:
    text = Page(html_report(decided(turnover=None))).text
    for told in (
        "测试电缆厂",
        "91430406MA00000009",
        "示例区创新激励措施（激励8条）",
        "如符合：200,000 元",
        "年营业额（部门核实）",
        "评审得分",
        "总要求（每项措施都须满足）",
        "示例日报（news-2020.txt）：“按增量给予奖励”",
        "不在有效期",
    ):
        assert told in text


def test_marks_stand_where_amounts_do(decided: Decide) -> None:
    text = Page(html_report(decided())).text
    assert "80,000 元 ※（暂定）" in text
    assert "180,000 元 ※" in text
    assert "并非发文机关原文" in text
    assert "100,000 元 ※" not in text


def test_proofs_are_folded_unless_asked_for(decided: Decide) -> None:
    folded = [attributes for tag, attributes in Page(html_report(decided())).elements if tag == "details"]
    opened = [a for tag, a in Page(html_report(decided(), verbose=True)).elements if tag == "details"]
    assert len(folded) == len(opened) == 7
    assert all("open" not in attributes for attributes in folded)
    assert all("open" in attributes for attributes in opened)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_is_only_text(decided: Decide, hostile: str) -> None:
    harmless = Page(html_report(decided()))
    decision = decided(laboratories=[{"name": hostile, "level": "省级"}], home_district=hostile)
    decision = replace(decision, profile=replace(decision.profile, name=hostile, id=hostile))
    for page in (Page(html_report(decision)), Page(html_report(decision, verbose=True))):
        assert hostile in page.text
        assert page.faults == []
        assert {tag for tag, _ in page.elements} <= {tag for tag, _ in harmless.elements} | {"h2"}
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_what_reverses_the_direction_of_a_line_is_made_visible(decided: Decide) -> None:
    decision = decided()
    decision = replace(decision, profile=replace(decision.profile, name="a\u202eb\x00c"))
    text = html_report(decision)
    assert "\u202e" not in text
    assert "\x00" not in text


def test_text_and_background_differ_enough_to_be_read() -> None:
    """WCAG 2.1, 1.4.3: 4.5 to 1 for every colour of text on the page's white and on its tint."""
    from incentive_engine.report import templating

    style = (templating._FOLDER / "report.css").read_text(encoding="utf-8")
    named = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", style))
    inks = {named[name] for name in re.findall(r"(?<![-\w])color: var\(--([\w-]+)\)", style)}
    inks |= set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", style))
    assert len(inks) >= 5
    for ink in inks:
        for paper in (named["paper"], named["tint"]):
            assert contrast(ink, paper) >= 4.5, (ink, paper)


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
