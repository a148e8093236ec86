"""States of rules: a folder as it is, or as it was in a revision of git, with the vocabulary of that state."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from shutil import which
from tempfile import TemporaryDirectory

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy import library
from incentive_engine.policy.cache import nothing_kept
from incentive_engine.policy.load import load_policy
from incentive_engine.policy.model import Policy
from incentive_engine.policy.source.encoding import read_bytes

_FILES = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class State:
    """Rules in one state: what it is called, the folders of the policies that are looked at, by id, and all ids.

    `one` says that it was named as one policy, not as rules with any number of them; `lasting` that its files will be
    there for the next run too.
    """

    name: str
    policies: Mapping[str, library.PolicyFolder]
    known: tuple[str, ...]
    one: bool = False
    lasting: bool = True
    rules: tuple[Path, ...] = ()

    def load(self, id_: str) -> Policy:
        """The policy with this id. Raises InputError with every mistake in it."""
        with nullcontext() if self.lasting else nothing_kept():
            return load_policy(self.policies[id_].folder, rules=self.rules)

    def files(self, id_: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """The files of a policy, and those that it shares with others, each by its path below its own folder."""
        found = self.policies[id_]
        own = [found.folder / library.POLICY_FILE, *found.measure_files()]
        root = found.roots[-1]
        shared = [*library.vocabulary_files([root]), *library.regions_files([root])] if found.id else []
        return _read(own, found.folder), _read(shared, root)


@contextmanager
def opened(name: str, wanted: Sequence[str] = (), *, rules: Sequence[Path] = ()) -> Iterator[State]:
    """The state that a person names, as long as it is looked at.

    A folder of a policy, of rules, or one in which rules lie in `rules/`; else a revision of git (`main`, `HEAD~1`),
    in which the folder where we are is meant, or a folder in one (`main:rules/yanfeng/incentives-20`). `wanted` are
    the policies that are looked at, by id; none: all. Raises InputError where there is no such state.
    """
    path = Path(name)
    if path.is_dir() or path.name == library.POLICY_FILE:
        yield _state(name, path, wanted, rules)
        return
    with TemporaryDirectory(prefix="incentive-") as scratch:
        folder = Path(scratch).resolve()
        try:
            yield replace(_state(name, _extracted(name, folder), wanted, rules), lasting=False)
        except InputError as error:
            raise InputError(_in_revision(one, folder, name) for one in error.mistakes) from None


def _in_revision(mistake: Mistake, folder: Path, name: str) -> Mistake:
    """The mistake where a person finds it: in the revision, not in our copy of it."""
    path = Path(mistake.place.file)
    if not path.is_relative_to(folder):
        return mistake
    revision = name.partition(":")[0]
    return replace(mistake, place=replace(mistake.place, file=f"{revision}:{path.relative_to(folder).as_posix()}"))


def _state(name: str, path: Path, wanted: Sequence[str], rules: Sequence[Path]) -> State:
    folder = path.parent if path.name == library.POLICY_FILE else path
    one = (folder / library.POLICY_FILE).is_file()
    root = folder if one else _root(folder)
    places = [folder] if one else [root / id_ for id_ in library.policy_ids([root])]
    if not places:
        raise InputError([Mistake(Place(name), "changes.no-policies-there")])
    found = [library.find_policy(place, rules) for place in places]
    if not one and not all(each.id for each in found):  # rules without a vocabulary of their own
        rules = (*rules, root)
        found = [library.find_policy(place, rules) for place in places]
    all_ = _by_id(found)
    policies = {id_: each for id_, each in all_.items() if not wanted or is_wanted(id_, wanted)}
    return State(name, policies, tuple(all_), one, rules=tuple(rules))


def _by_id(found: Sequence[library.PolicyFolder]) -> dict[str, library.PolicyFolder]:
    """The policies in the order of their ids; one that lies in no folder of rules goes by the name of its own."""
    by_id: dict[str, library.PolicyFolder] = {}
    mistakes = []
    for one in found:
        id_ = one.id or one.folder.resolve().name
        first = by_id.setdefault(id_, one)
        if first is not one:
            values = {"policy": id_, "other": str(first.folder)}
            mistakes.append(Mistake(Place(str(one.folder)), "changes.policy-twice", values))
    if mistakes:
        raise InputError(mistakes)
    return dict(sorted(by_id.items(), key=lambda pair: pair[0]))


def is_wanted(id_: str, wanted: Sequence[str]) -> bool:
    """Whether a policy is among those wanted, which are named by id or by the last part of it."""
    return id_ in wanted or id_.split("/")[-1] in wanted


def _root(folder: Path) -> Path:
    """The folder itself, or the folder `rules` in it where that holds the policies."""
    within = folder / "rules"
    whole = (folder / "vocabulary").is_dir()
    return within if not whole and within.is_dir() and library.policy_ids([within]) else folder


def _read(files: Iterable[Path], below: Path) -> dict[str, bytes]:
    return {file.relative_to(below).as_posix(): read_bytes(file) for file in files}


# git


def _extracted(name: str, into: Path) -> Path:
    """The rule files of a revision, copied; the folder among them that is meant."""
    revision, colon, path = name.partition(":")
    commit = _git(name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    prefix = _git(name, "rev-parse", "--show-prefix").decode().strip()
    if path.startswith(("./", "../")) or path == ".":
        path = prefix + path
    elif not colon:
        path = prefix
    files = _files(name, commit.decode())
    for file, data in zip(files, _contents(name, files.values()), strict=True):
        target = into / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    folder = (into / PurePosixPath(path)).resolve()
    if not folder.is_relative_to(into) or not (folder.is_dir() or folder.name == library.POLICY_FILE):
        raise InputError([Mistake(Place(name), "changes.no-folder-in-revision", {"path": path, "revision": revision})])
    return folder


def _files(name: str, commit: str) -> dict[str, bytes]:
    """The YAML files of a commit by path, with their objects; links and submodules are none."""
    listed = _git(name, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")
    files: dict[str, bytes] = {}
    for entry in filter(None, listed):
        about, _, path = entry.partition(b"\t")
        mode, _, object_ = about.split()
        if mode in _FILES and path.endswith((b".yaml", b".yml")):
            files[path.decode(errors="surrogateescape")] = object_
    return files


def _contents(name: str, objects: Iterable[bytes]) -> Iterator[bytes]:
    """The contents of objects, in their order."""
    wanted = list(objects)
    told = _git(name, "cat-file", "--batch", given=b"".join(one + b"\n" for one in wanted))
    at = 0
    for _ in wanted:
        head, _, _ = told[at : at + 200].partition(b"\n")
        size = int(head.split()[2])
        at += len(head) + 1
        yield told[at : at + size]
        at += size + 1


def _git(name: str, *words: str, given: bytes | None = None) -> bytes:
    """What git prints. Raises InputError where it is not there or finds nothing."""
    program = which("git")
    if program is None:
        raise InputError([Mistake(Place(name), "changes.no-git")])
    command = [program, *words]
    run = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603  git, found by its name
    if run.returncode:
        code = "changes.no-such-state" if _in_repository(program) else "changes.no-repository"
        raise InputError([Mistake(Place(name), code)])
    return run.stdout


def _in_repository(program: str) -> bool:
    command = [program, "rev-parse", "--is-inside-work-tree"]
    return not subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603  as above
