"""What a reader can try on a Markdown page: files to save, commands with what they print, Python with its answers.

Fenced blocks are tried in their order: `yaml file=NAME` is a file that the reader saves, `yaml append=NAME` what is
added to one; `console` holds lines `$ command`, each followed by what it prints, a line `…` standing for any lines;
`python` is an interactive session, checked as a doctest.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).parents[2]
ELISION = "…"

_BLOCK = re.compile(
    r"^```(?P<language>\w+)(?: (?P<how>file|append)=(?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_DEMO = re.compile(r"^demo:.*\n\t@\$\(BIN\)/(incentive .*)$", re.MULTILINE)
_MAIN = "import sys; from incentive_engine.cli import main; sys.exit(main())"
_NOBODY = {
    f"GIT_{who}_{what}": text
    for who in ("AUTHOR", "COMMITTER")
    for what, text in (("NAME", "nobody"), ("EMAIL", "nobody@example.org"), ("DATE", "2021-03-31T12:00:00Z"))
}
"""Who commits on a page, and when: the same whoever tries it."""
_NOT_TRIED = {".git", ".venv", ".venvs", "build", "dist", "node_modules"}


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its language, its text and where that begins; the file that it is (part of)."""

    language: str
    text: str
    offset: int
    file: str | None = None
    appended: bool = False

    def save(self, folder: Path) -> None:
        """Do what the reader does with a file that the page shows."""
        assert self.file is not None
        file = folder / self.file
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text("utf-8") if self.appended else ""
        file.write_text(before + self.text, "utf-8")


@dataclass(frozen=True)
class Trial:
    """A command on a page, and the lines that the page says it prints."""

    command: str
    expected: tuple[str, ...]


def markdown_pages() -> list[Path]:
    """Every Markdown page of the repository."""
    pages = (page for page in TOP.rglob("*.md") if not _NOT_TRIED.intersection(page.relative_to(TOP).parts))
    return sorted(page for page in pages if not any(part.startswith(".") for part in page.relative_to(TOP).parts))


def name_of(page: Path) -> str:
    return page.relative_to(TOP).as_posix()


def blocks(text: str) -> Iterator[Block]:
    for found in _BLOCK.finditer(text):
        yield Block(found["language"], found["text"], found.start("text"), found["file"], found["how"] == "append")


def can_be_tried(page: Path) -> bool:
    return any(block.language in ("console", "python") for block in blocks(page.read_text("utf-8")))


def trials(console: str) -> list[Trial]:
    """The commands of a console block."""
    lines = console.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    return [
        Trial(lines[start][2:], tuple(lines[start + 1 : end]))
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def workplace(folder: Path) -> Path:
    """A folder in which a page can be tried as at the top of the repository, and files be saved."""
    for name in ("examples", "rules"):
        (folder / name).symlink_to(TOP / name)
    return folder


def printed(command: str, folder: Path) -> list[str]:
    """The lines that a command prints, results and messages, in a terminal of 80 columns."""
    words = shlex.split(command)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INCENTIVE_")}
    environment |= {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        environment[name] = value
    if words == ["make", "demo"]:
        recipe = _DEMO.search((TOP / "Makefile").read_text("utf-8"))
        assert recipe is not None
        words = shlex.split(recipe[1])
    assert words[0] in ("incentive", "git"), f"only `incentive …`, `git …` and `make demo` can be tried: {command}"
    environment |= _NOBODY
    run = subprocess.run(
        [sys.executable, "-c", _MAIN, *words[1:]] if words[0] == "incentive" else words,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in run.stdout, run.stdout
    return [line.rstrip() for line in run.stdout.splitlines()]


def agrees(expected: tuple[str, ...], output: list[str]) -> bool:
    """Whether a page says what was printed, `…` standing for any number of lines."""
    first, *others = _parts(expected)
    if output[: len(first)] != first or (not others and len(first) != len(output)):
        return False
    at = len(first)
    for part in others[:-1]:
        places = (place for place in range(at, len(output)) if output[place : place + len(part)] == part)
        place = next(places, None)
        if place is None:
            return False
        at = place + len(part)
    return not others or output[max(at, len(output) - len(others[-1])) :] == others[-1]


def _parts(lines: tuple[str, ...]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in lines:
        if line == ELISION:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def brought_up_to_date(expected: tuple[str, ...], output: list[str]) -> list[str]:
    """What a page should say: all that was printed, or of it the parts most like those that the page shows."""
    from difflib import SequenceMatcher

    parts = _parts(expected)
    if len(parts) == 1:
        return output
    chosen, at = output[: len(parts[0])], len(parts[0])
    for part in parts[1:-1]:
        like = SequenceMatcher(None, b="\n".join(part), autojunk=False)
        best, place = 0.0, at
        for start in range(at, len(output) - len(part) + 1):
            like.set_seq1("\n".join(output[start : start + len(part)]))
            if like.quick_ratio() > best and like.ratio() > best:
                best, place = like.ratio(), start
        chosen += [ELISION, *output[place : place + len(part)]]
        at = place + len(part)
    last = len(parts[-1])
    return [*chosen, ELISION, *(output[-last:] if last else [])]
