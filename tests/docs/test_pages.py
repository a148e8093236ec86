"""Whatever a page shows, a reader can do: commands print what it says, Python answers so, links lead somewhere."""

from __future__ import annotations

import difflib
import doctest
import re
from pathlib import Path
from typing import Any

import pages
import pytest

PAGES = pages.markdown_pages()
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$", re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", [*filter(pages.can_be_tried, PAGES)], ids=pages.name_of)
def test_what_the_page_shows_happens(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pages.workplace(tmp_path))
    names: dict[str, Any] = {}
    for block in pages.blocks(page.read_text("utf-8")):
        if block.file is not None:
            block.save(tmp_path)
        elif block.language == "console":
            _try_commands(block.text, tmp_path)
        elif block.language == "python":
            _try_python(block.text, names, pages.name_of(page))


def _try_commands(console: str, folder: Path) -> None:
    for trial in pages.trials(console):
        output = pages.printed(trial.command, folder)
        if not pages.agrees(trial.expected, output):
            right = pages.brought_up_to_date(trial.expected, output)
            change = "\n".join(difflib.unified_diff(trial.expected, right, "the page", "the program", n=1, lineterm=""))
            pytest.fail(f"`{trial.command}`: if the program is right, run `make pages`\n{change}")


def _try_python(session: str, names: dict[str, Any], page: str) -> None:
    test = doctest.DocTestParser().get_doctest(session, names, page, page, 0)
    assert test.examples, f"{page}: a Python block shows an interactive session (>>>)"
    report: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=report.append, clear_globs=False)
    names.update(test.globs)
    assert not result.failed, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=pages.name_of)
def test_its_links_lead_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text("utf-8"))
    targets = [one or other for one, other in LINK.findall(text)]
    lost = [target for target in targets if not _leads_somewhere(page, target)]
    assert not lost


def _leads_somewhere(page: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    path, _, anchor = target.partition("#")
    place = (page.parent / path).resolve() if path else page
    if not anchor or not place.is_file():
        return place.exists()
    text = re.sub(r"^```.*?^```$", "", place.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return anchor in map(_anchor, HEADING.findall(text))


def _anchor(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_elision_stands_for_any_number_of_lines() -> None:
    output = ["a", "b", "c", "d"]
    assert pages.agrees(("a", "b", "c", "d"), output)
    assert pages.agrees(("a", "…", "d"), output)
    assert pages.agrees(("…", "b", "c", "…"), output)
    assert pages.agrees(("a", "b", "…", "c", "d"), output)
    assert not pages.agrees(("a", "…", "c"), output)
    assert not pages.agrees(("a", "b", "c"), output)
    assert not pages.agrees(("b", "…"), output)
    assert not pages.agrees(("a", "…", "c", "…", "b", "…"), output)
