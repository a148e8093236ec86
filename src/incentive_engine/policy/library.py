"""Where rules are found: the library that ships with the package, and folders of the same shape.

A folder of rules holds `vocabulary/*.yaml` and policies, each in a folder of its own
(`<authority>/<policy>/`). Each adds to those before it: a policy reads the facts of its own folder and of the earlier
ones, so that nothing that is added later can change what it means. A policy replaces an earlier one with the same id,
and so does a fact for its own folder and the later ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from incentive_engine.mistakes import InputError, Mistake, Names, Place, nearest

ENVIRONMENT = "INCENTIVE_RULES"
"""The environment variable that names more folders of rules, separated like a search path."""

POLICY_FILE = "policy.yaml"
REGIONS_FILE = "regions.yaml"
CASES_FOLDER = "cases"
_DEEPEST_ID = 3
_PACKAGE = Path(__file__).resolve().parent.parent


@contextmanager
def readable() -> Iterator[None]:
    """Turns what the file system refuses into a mistake."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a path that holds a NUL character
        place, reason = getattr(error, "filename", None), getattr(error, "strerror", None)
        raise InputError([Mistake(Place(str(place or "")), "policy.unreadable", {"reason": reason or error})]) from None


@dataclass(frozen=True, slots=True)
class PolicyFolder:
    """Where a policy is: its folder, and the folders of rules whose vocabularies it may use, its own as the last.

    Its `id` is empty for a folder, named by its path, that lies in no folder of rules.
    """

    id: str
    folder: Path
    roots: tuple[Path, ...]

    def measure_files(self) -> tuple[Path, ...]:
        """The files of its measures, in the order of their names."""
        return yaml_files(self.folder / "measures")

    def vocabulary_files(self) -> tuple[Path, ...]:
        """The files of the facts that it may use, folder by folder, in the order of their names."""
        return vocabulary_files(self.roots)


@readable()
def rule_folders(extra: Sequence[str | Path] = ()) -> tuple[Path, ...]:
    """The folders of rules: the shipped library, then those in INCENTIVE_RULES, then `extra`; each once.

    A text as `extra` is one folder. Raises InputError for a folder that was named but does not exist.
    """
    more = [Path(one) for one in ([extra] if isinstance(extra, str) else extra)]
    named = [Path(one) for one in os.environ.get(ENVIRONMENT, "").split(os.pathsep) if one]
    missing = [one for one in (*named, *more) if not one.is_dir()]
    if missing:
        raise InputError(Mistake(Place(str(one)), "policy.no-rules-folder") for one in missing)
    return tuple({_real(one): one for one in (*_shipped(), *named, *more)}.values())


@readable()
def policy_folders(rules: Sequence[str | Path] = ()) -> dict[str, PolicyFolder]:
    """Every policy in the folders of rules, by id, in the order of the ids."""
    roots = rule_folders(rules)
    found = {
        id_: PolicyFolder(id_, folder, roots[:number])
        for number, root in enumerate(roots, 1)
        for id_, folder in _policies_in(root)
    }
    return dict(sorted(found.items()))


@readable()
def find_policy(policy: str | Path, rules: Sequence[str | Path] = ()) -> PolicyFolder:
    """The folder of a policy, which is named by its id or by a path to its folder.

    One named by its path brings the vocabulary of the folder of rules that it lies in. Raises InputError when
    there is no such policy, with the nearest ids.
    """
    if isinstance(policy, str):
        known = policy_folders(rules)
        if policy in known:
            return known[policy]
    path = Path(policy)
    folder = path.parent if path.name == POLICY_FILE else path
    if (folder / POLICY_FILE).is_file():
        return _at(folder, rules)
    if folder.is_dir():
        raise InputError([Mistake(Place(str(folder)), "policy.no-policy-file")])
    ids = policy_folders(rules)
    raise InputError(
        [
            Mistake(
                Place(str(policy)),
                "policy.no-such-policy",
                {"nearest": nearest(str(policy), ids) or Names(ids)},
            )
        ]
    )


@readable()
def policy_ids(roots: Sequence[Path]) -> list[str]:
    """The ids of the policies in some folders of rules."""
    return sorted({id_ for root in roots for id_, _ in _policies_in(root)})


@readable()
def policies_named(names: Iterable[str]) -> list[str]:
    """The names, ids or folders of policies; of a folder of rules, those of the policies in it."""
    named: list[str] = []
    for name in names:
        folder = Path(name)
        rules = folder.is_dir() and not (folder / POLICY_FILE).is_file()
        below = [str(folder / id_) for id_ in policy_ids([folder])] if rules else []
        named += below or [name]
    return named


def vocabulary_files(roots: Sequence[Path]) -> tuple[Path, ...]:
    """The files of the facts that policies share, folder by folder, in the order of their names."""
    return tuple(file for root in roots for file in yaml_files(root / "vocabulary"))


@readable()
def regions_files(roots: Sequence[Path]) -> tuple[Path, ...]:
    """The files of the regions in which policies hold: at most one in each folder."""
    return tuple(file for root in roots if (file := root / REGIONS_FILE).is_file())


def case_files(folder: Path) -> tuple[Path, ...]:
    """The files of the rule cases in a policy's folder, in the order of their names."""
    return yaml_files(folder / CASES_FOLDER)


@readable()
def yaml_files(folder: Path) -> tuple[Path, ...]:
    """The YAML files of a folder in the order of their names; none if there is no such folder."""
    if not folder.is_dir():
        return ()
    suffixes = (".yaml", ".yml")
    return tuple(sorted(one for one in folder.iterdir() if one.suffix in suffixes and not one.name.startswith(".")))


def _at(folder: Path, rules: Sequence[str | Path]) -> PolicyFolder:
    """A policy in a folder that was named by its path: its id is what lies below the folder with a vocabulary."""
    roots = rule_folders(rules)
    known = [_real(one) for one in roots]
    parts = folder.resolve().parts
    for depth in range(1, min(_DEEPEST_ID, len(parts) - 1) + 1):
        root = Path(*parts[:-depth])
        if (root / "vocabulary").is_dir() or root in known:
            earlier = roots[: known.index(root)] if root in known else roots
            own = Path(*folder.parts[:-depth]) if depth < len(folder.parts) else root
            return PolicyFolder("/".join(parts[-depth:]), folder, (*earlier, own))
    return PolicyFolder("", folder, roots)


def _policies_in(root: Path) -> Iterator[tuple[str, Path]]:
    for depth in range(1, _DEEPEST_ID + 1):
        for file in root.glob("/".join(["*"] * depth + [POLICY_FILE])):
            yield file.parent.relative_to(root).as_posix(), file.parent


def _shipped() -> tuple[Path, ...]:
    """The library in the installed package; in a checkout, beside `src`."""
    places = (_PACKAGE / "rules", _PACKAGE.parent.parent / "rules")
    return tuple(place for place in places if (place / "vocabulary").is_dir())[:1]


def _real(path: Path) -> Path:
    return path.resolve()
