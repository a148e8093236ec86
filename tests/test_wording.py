"""Every sentence of every catalogue: said in both languages, with the same values, each code well formed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest

import incentive_engine
from incentive_engine import wording
from incentive_engine.mistakes import Names
from incentive_engine.wording import say

ROOMS = sorted(module.name for module in iter_modules(wording.__path__))
CHINESE = re.compile("[\u4e00-\u9fff]")
WRITTEN_DIFFERENTLY = {"decision.day"}
"""Days: the sentence gets every part, and each language takes those that it writes."""
SOURCE = Path(incentive_engine.__file__).parent


class Anything(Names):
    """A value that fits every placeholder, whatever its format."""

    def __format__(self, words: str) -> str:
        return super().__format__(words) if "%s" in words else "7"

    def __repr__(self) -> str:
        return "7"


def catalogue(room: str) -> dict[str, tuple[str, str]]:
    texts: dict[str, tuple[str, str]] = import_module(f"incentive_engine.wording.{room}").TEXTS
    return texts


def placeholders(text: str) -> list[str]:
    return sorted({name.split(".")[0] for _, name, _, _ in Formatter().parse(text) if name})


def faults(code: str, chinese: str, english: str) -> Iterator[str]:
    if placeholders(chinese) != placeholders(english) and code not in WRITTEN_DIFFERENTLY:
        yield "the two languages name different values"
    values = {name: Anything(("7",)) for name in placeholders(chinese + english)}
    for lang, template in (("zh", chinese), ("en", english)):
        if template and not say(code, lang, **values):  # type: ignore[arg-type]
            yield f"says nothing in {lang}"
    if len(CHINESE.findall(english)) > len(english) // 4:  # examples of what may be written, but no sentence
        yield "the English is Chinese"
    if set("，。；：、") & set(english):
        yield "the English has Chinese punctuation"


def names_a_file(code: str) -> bool:
    """Whether a dotted text is a module's or a file's name rather than a sentence's code."""
    place = SOURCE.joinpath(*code.split("."))
    return place.is_dir() or place.with_suffix(".py").exists() or code.endswith((".yaml", ".j2"))


def test_every_room_has_a_catalogue() -> None:
    assert set(ROOMS) == set(wording._ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_is_said_in_both_languages_with_the_same_values(room: str) -> None:
    found = {code: list(faults(code, *texts)) for code, texts in catalogue(room).items()}
    assert not {code: listed for code, listed in found.items() if listed}


@pytest.mark.parametrize("room", ROOMS)
def test_a_code_is_its_room_and_a_name(room: str) -> None:
    form = re.compile(rf"{room}(\.[a-z0-9]+(-[a-z0-9]+)*)+")
    assert not [code for code in catalogue(room) if not form.fullmatch(code)]


def test_every_sentence_that_the_code_asks_for_is_there() -> None:
    known = {code for room in ROOMS for code in catalogue(room)}
    asked = re.compile(rf'"((?:{"|".join(ROOMS)})(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+)"')
    unknown = {
        f"{path.relative_to(SOURCE)}: {code}"
        for path in SOURCE.rglob("*.py")
        if "wording" not in path.parts
        for code in asked.findall(path.read_text(encoding="utf-8"))
        if code not in known and not names_a_file(code)
    }
    assert not unknown


def test_a_sentence_that_is_not_there_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        say("report.no-such-sentence")
    with pytest.raises(KeyError):
        say("nowhere.anything")
