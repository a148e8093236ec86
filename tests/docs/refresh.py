"""Bring the pages up to date: `python tests/docs/refresh.py [PAGE…]`, and then read the difference."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pages


def refresh(page: Path) -> None:
    text = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as place:
        folder = pages.workplace(Path(place))
        fresh, at = "", 0
        for block in pages.blocks(text):
            if block.file is not None:
                (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
                (folder / block.file).write_text(block.text, "utf-8")
            elif block.language == "console":
                fresh += text[at : block.offset] + _refreshed(block.text, folder)
                at = block.offset + len(block.text)
    if fresh + text[at:] != text:
        page.write_text(fresh + text[at:], "utf-8")
        print(f"{pages.name_of(page)}: brought up to date")


def _refreshed(console: str, folder: Path) -> str:
    lines: list[str] = []
    for trial in pages.trials(console):
        output = pages.printed(trial.command, folder)
        agreed = pages.agrees(trial.expected, output)
        shown = trial.expected if agreed else pages.brought_up_to_date(trial.expected, output)
        lines += [f"$ {trial.command}", *shown]
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    for page in map(Path.resolve, map(Path, sys.argv[1:])) if sys.argv[1:] else pages.markdown_pages():
        if pages.can_be_tried(page):
            refresh(page)
