"""Bring the pages up to date: `python tests/docs/refresh.py [PAGE…]`, and then read the difference."""

from __future__ import annotations

import doctest
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pages


def refresh(page: Path) -> None:
    text = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as place:
        os.chdir(folder := pages.workplace(Path(place)))
        fresh, at = "", 0
        names: dict[str, Any] = {}
        for block in pages.blocks(text):
            if block.file is not None:
                block.save(folder)
            elif block.language in ("console", "python"):
                told = _commands(block.text, folder) if block.language == "console" else _session(block.text, names)
                fresh += text[at : block.offset] + told
                at = block.offset + len(block.text)
        os.chdir(pages.TOP)
    if fresh + text[at:] != text:
        page.write_text(fresh + text[at:], "utf-8")
        print(f"{pages.name_of(page)}: brought up to date")


def _commands(console: str, folder: Path) -> str:
    lines: list[str] = []
    for trial in pages.trials(console):
        output = pages.printed(trial.command, folder)
        agreed = pages.agrees(trial.expected, output)
        shown = trial.expected if agreed else pages.brought_up_to_date(trial.expected, output)
        lines += [f"$ {trial.command}", *shown]
    return "".join(f"{line}\n" for line in lines)


class _Recorder(doctest.DocTestRunner):
    """Runs a session and keeps what each example that fails gave instead."""

    def __init__(self) -> None:
        super().__init__(verbose=False)
        self.given: dict[int, str] = {}

    def report_failure(self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
        self.given[example.lineno] = got


def _session(session: str, names: dict[str, Any]) -> str:
    test = doctest.DocTestParser().get_doctest(session, names, "page", "page", 0)
    recorder = _Recorder()
    assert not recorder.run(test, out=lambda _: None, clear_globs=False).failed or recorder.given, session
    names.update(test.globs)
    lines = session.splitlines(keepends=True)
    for example in reversed(test.examples):
        if example.lineno in recorder.given:
            start = example.lineno + example.source.count("\n")
            lines[start : start + example.want.count("\n")] = recorder.given[example.lineno]
    return "".join(lines)


if __name__ == "__main__":
    named = [Path(name).resolve() for name in sys.argv[1:]]
    for page in named or pages.markdown_pages():
        if pages.can_be_tried(page):
            refresh(page)
