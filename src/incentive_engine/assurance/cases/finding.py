"""Where rule cases are: in files, in folders of cases, with policies and in folders of rules."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from incentive_engine.assurance.cases.selecting import name_of, wanted_by
from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy import library, load_policy
from incentive_engine.policy.cases import Case, RuleCases, load_cases
from incentive_engine.policy.model import Policy

_SUFFIXES = (".yaml", ".yml", ".json")
_VIRTUAL_ENVIRONMENT = "pyvenv.cfg"


@dataclass(slots=True)
class Reader:
    """Reads files of cases, each policy once; `rules` are more folders of rules, as `load_policy` takes them."""

    rules: Sequence[str | Path] = ()
    _policies: dict[Path, Policy | InputError] = field(default_factory=dict)

    def read(self, file: Path) -> RuleCases:
        """The cases of a file, about the policy whose folder it lies in, else about the one that it names.

        Raises InputError as `load_cases` does.
        """
        beside = file.resolve().parent.parent
        if not (beside / library.POLICY_FILE).is_file():
            return load_cases(file, rules=self.rules)
        policy = self._policies.get(beside)
        if policy is None:
            folder = beside if file.is_absolute() else Path(os.path.relpath(beside))
            policy = self._policies[beside] = self._policy(folder)
        if isinstance(policy, InputError):
            raise policy
        return load_cases(file, policy)

    def _policy(self, folder: Path) -> Policy | InputError:
        try:
            return load_policy(folder, rules=self.rules)
        except InputError as error:
            return error


@dataclass(frozen=True, slots=True)
class Found:
    """The cases that were found, file by file, and what is wrong with the files that cannot be read."""

    files: tuple[RuleCases, ...]
    mistakes: tuple[Mistake, ...]

    def chosen(self, expression: str = "") -> list[tuple[RuleCases, Case]]:
        """The cases whose names an expression wants (`selecting.wanted_by`). Raises InputError as that does."""
        wanted = wanted_by(expression)
        return [(file, case) for file in self.files for case in file.cases if wanted(name_of(file, case))]


def find_cases(paths: Sequence[str | Path] = (), rules: Sequence[str | Path] = ()) -> Found:
    """The cases of files, folders and policies; of every policy in the folders of rules when none is named.

    A path is a file of cases, a folder that holds such files, a policy's folder, a folder of rules, or else a policy's
    id. What cannot be read does not stop the rest. Raises InputError when a folder of rules does not exist.
    """
    reader = Reader(rules)
    read: list[RuleCases] = []
    mistakes: list[Mistake] = []
    files: dict[Path, Path] = {}
    for path in paths or [policy.folder for policy in library.policy_folders(rules).values()]:
        try:
            for file in _files_at(path, rules):
                files.setdefault(file.resolve(), file)
        except InputError as error:
            mistakes += error.mistakes
    for file in files.values():
        try:
            read.append(reader.read(file))
        except InputError as error:
            mistakes += [one for one in error.mistakes if one not in mistakes]
    return Found(tuple(read), tuple(mistakes))


@library.readable()
def _files_at(path: str | Path, rules: Sequence[str | Path] = ()) -> list[Path]:
    """The files of cases that a path stands for, in order. Raises InputError when there is nothing there."""
    if path == "":
        raise InputError([Mistake(Place('""'), "cases.no-path")])
    place = Path(path)
    if place.name == library.POLICY_FILE:
        place = place.parent
    if place.is_dir():
        return [file for folder in _folders_of_cases(place) for file in library.yaml_files(folder)]
    if place.exists() or place.suffix in _SUFFIXES:
        return [place]
    return list(library.case_files(library.find_policy(str(path), rules).folder))


def _folders_of_cases(folder: Path) -> Iterable[Path]:
    """Those of the policies at or below a folder; else folders of cases without policies; else the folder itself."""
    policies, others = [], []
    for place, folders, files in os.walk(folder):
        if library.POLICY_FILE in files:
            policies.append(Path(place) / library.CASES_FOLDER)
        elif library.CASES_FOLDER in folders:
            others.append(Path(place) / library.CASES_FOLDER)
        if library.POLICY_FILE in files or _VIRTUAL_ENVIRONMENT in files:
            folders.clear()
        folders[:] = [name for name in folders if not name.startswith(".")]
    return sorted(policies) or sorted(others) or [folder]
