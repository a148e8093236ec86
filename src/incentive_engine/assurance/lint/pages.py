"""The page of a check: what to avoid, what to prefer, why; one file in both languages, told in one."""

from __future__ import annotations

import re

from incentive_engine.assurance.lint.running import CHECKS
from incentive_engine.wording import Language


def page(check: str) -> str:
    """The page of a check as it stands in its folder, Markdown in Chinese and English."""
    return (CHECKS / check.replace("-", "_") / "page.md").read_text("utf-8")


def page_in(check: str, lang: Language) -> str:
    """The page of a check in one language: its headings' half, its examples, its paragraphs."""
    parts = [_in_language(block, lang) for block in _blocks(page(check))]
    return "\n\n".join(part for part in parts if part) + "\n"


def summary(check: str, lang: Language) -> str:
    """The one line below the title of a check's page."""
    blocks = [_in_language(block, lang) for block in _blocks(page(check))]
    return next(one for one in blocks[1:] if one)


def _blocks(text: str) -> list[str]:
    """The blocks of a page: headings, paragraphs, and fenced examples whole."""
    return [one.strip("\n") for one in re.findall(r"```.*?```|[^\n]+(?:\n(?!\n|```)[^\n]+)*", text, re.DOTALL)]


def _in_language(block: str, lang: Language) -> str:
    """A block as one language has it; empty when it is of the other one."""
    if block.startswith("```"):
        return block
    if block.startswith("#"):
        marks, _, title = block.partition(" ")
        chinese, _, english = title.partition(" · ")
        return f"{marks} {(chinese if lang == 'zh' else english or chinese)}"
    return block if ("。" in block) == (lang == "zh") else ""  # a Chinese full stop ends every Chinese paragraph
