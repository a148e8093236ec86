"""Planted faults: what a person gets wrong in encoding a rule, planted in a copy of the rules that ship.

Each fault is an entry of `planted/*.yaml` (one file a kind of error):

    - id: growth-step-above-only
      file: yanfeng/incentives-20/measures/01-leading-enterprise.yaml     # below rules/
      old: 'revenue[-1] >= growth_step_1'                                  # stands there exactly once
      new: 'revenue[-1] > growth_step_1'
      mistake: what the person did wrong, in a sentence
      clause: 首次达到1亿元、5亿元                                           # what it goes against, in the words there
      found_by: {cases: leading-enterprise, lint: wording-contradicts-operator}

Besides `old` and `new` there are other ways to damage a file (`Edit`), and there may be several `edits`.
A fault in the vocabulary names the `policy` that is looked at. `found_by` says who has to find it, and by which name:
a mistake's code (load), a measure whose case fails (cases), a check (lint), a question (verify).
"""

from __future__ import annotations

import re
import shutil
from atexit import register
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import yaml

RULES = Path(__file__).parents[3] / "rules"
PLANTED = Path(__file__).with_name("planted")
BLIND = Path(__file__).with_name("blind.yaml")
HARMLESS = Path(__file__).with_name("harmless.yaml")


@dataclass(frozen=True)
class Edit:
    """A change to a file below `rules/`, as people make it.

    `old` becomes `new` (the only one there is, or `all` of them); or two texts `swap` places; or a condition is
    `drop`ped by its id, with the lines that belong to it; or the file, or all that match its name, are `remove`d.
    """

    file: str
    old: str = ""
    new: str = ""
    all: bool = False
    swap: tuple[str, str] | None = None
    drop: str = ""
    remove: bool = False

    def plant(self, rules: Path) -> None:
        if self.remove:
            for one in list(rules.glob(self.file)):
                one.unlink()
        else:
            file = rules / self.file
            file.write_text(self.applied(file.read_text(encoding="utf-8")), encoding="utf-8")

    def applied(self, text: str) -> str:
        if self.drop:
            return self._without(text)
        if self.swap:
            one, other = map(self._once(text), self.swap)
            return text.replace(one, "\0").replace(other, one).replace("\0", other)
        return text.replace(self.old if self.all else self._once(text)(self.old), self.new)

    def _once(self, text: str) -> Callable[[str], str]:
        def once(part: str) -> str:
            times = text.count(part)
            assert times == 1, f"{part!r} stands {times} times in {self.file}"
            return part

        return once

    def _without(self, text: str) -> str:
        (item,) = re.finditer(rf"^( *)- \{{?id: {self.drop}(?:,.*)?\n(?:\1 +.*\n|\n)*", text, re.MULTILINE)
        return text[: item.start()] + text[item.end() :]


@dataclass(frozen=True)
class Fault:
    """A fault: where it is planted, what went wrong, and who has to find it by which name.

    Of a fault of the blind set nobody said who has to find it, nor which words it goes against.
    """

    id: str
    kind: str
    policy: str
    edits: tuple[Edit, ...]
    mistake: str
    clause: str
    found_by: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.kind}::{self.id}"

    def plant(self, folder: Path) -> Path:
        """A folder of rules with the policy in it, damaged, and with the vocabulary where it is damaged too."""
        return plant(self.policy, self.edits, folder)


@dataclass(frozen=True)
class Rewriting:
    """A harmless edit: the policy means what it meant, so nobody has anything to say about it.

    `measure` is the one that it is about, where it is about one: proofs are sought for that.
    """

    id: str
    policy: str
    edits: tuple[Edit, ...]
    why: str
    measure: str = ""

    def __str__(self) -> str:
        return self.id

    def plant(self, folder: Path) -> Path:
        """A folder of rules with the policy in it, edited."""
        return plant(self.policy, self.edits, folder)


def plant(policy: str, edits: tuple[Edit, ...], folder: Path) -> Path:
    rules = folder / "rules"
    shutil.copytree(RULES / policy, rules / policy)
    if any(edit.file.startswith("vocabulary/") for edit in edits):
        shutil.copytree(RULES / "vocabulary", rules / "vocabulary")
    for edit in edits:
        edit.plant(rules)
    return rules


@cache
def faults() -> tuple[Fault, ...]:
    """Every planted fault, kind by kind."""
    return tuple(_fault(file.stem, entry) for file in sorted(PLANTED.glob("*.yaml")) for entry in _entries(file))


@cache
def blind_faults() -> tuple[Fault, ...]:
    """Faults that others planted, without a word on who has to find them."""
    return tuple(_fault("blind", entry) for entry in _entries(BLIND))


@cache
def rewritings() -> tuple[Rewriting, ...]:
    """Every harmless edit that is made of replacements."""
    return tuple(
        Rewriting(one["id"], _policy(one), _edits(one), one["why"], one.get("measure", ""))
        for one in _entries(HARMLESS)
    )


def _fault(kind: str, entry: dict[str, Any]) -> Fault:
    return Fault(
        id=entry["id"],
        kind=kind,
        policy=_policy(entry),
        edits=_edits(entry),
        mistake=entry["mistake"],
        clause=entry.get("clause", ""),
        found_by=entry.get("found_by", {}),
    )


def _entries(file: Path) -> list[dict[str, Any]]:
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(entries, list), file
    return entries


def _edits(entry: dict[str, Any]) -> tuple[Edit, ...]:
    names = {field.name for field in fields(Edit)}
    return tuple(
        Edit(**{name: tuple(value) if name == "swap" else value for name, value in one.items() if name in names})
        for one in entry.get("edits", [entry])
    )


def _policy(entry: dict[str, Any]) -> str:
    if "policy" in entry:
        return str(entry["policy"])
    return "/".join(_edits(entry)[0].file.split("/")[:2])


@cache
def texts(policy: str) -> Path:
    """A folder with stand-ins for the texts that a policy quotes: all that the policy as it ships quotes from each."""
    folder = Path(mkdtemp(prefix="sources-"))
    register(shutil.rmtree, folder, ignore_errors=True)
    document = yaml.safe_load((RULES / policy / "policy.yaml").read_text(encoding="utf-8"))
    for id_, source in document.get("sources", {}).items():
        if str(source["ref"]).endswith(".txt"):
            quoted = [quote for quote in _quotations(policy, id_) if not quote.startswith(("比照：", "转述："))]
            (folder / source["ref"]).write_text("\n".join(quoted), encoding="utf-8")
    return folder


def _quotations(policy: str, source: str) -> Iterator[str]:
    for file in sorted((RULES / policy / "measures").glob("*.yaml")):
        quoted = yaml.safe_load(file.read_text(encoding="utf-8")).get("source", {})
        if source in quoted:
            yield quoted[source]
