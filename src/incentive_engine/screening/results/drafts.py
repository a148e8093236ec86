"""Files that appear under their names only when all of them are complete.

What a run writes goes into a folder of drafts beside the results, from where it is moved, synced to the disk, in one
rename each. A run that dies, even by `kill -9` or a power cut, leaves nothing but that folder, which the next run
removes: the system gives up the lock of a process that has ended, and with it the sign that the folder is in use.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import IO

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows, where a file that is open cannot be removed: a lock of its own kind
    flock = None  # type: ignore[assignment]  # asked for before it is called

_SUFFIX = ".drafts"
_LOCK = "lock"


class Drafts:
    """A folder of drafts beside `result`; a context manager that leaves no draft behind.

    Raises OSError, with the name of `result`, where its folder cannot be written to.
    """

    def __init__(self, result: Path) -> None:
        self._result = Path(os.path.realpath(result))
        self._shown = result
        self._moves: list[tuple[Path, Path]] = []
        self._stale: list[Path] = []

    def __enter__(self) -> Drafts:
        try:
            remove_leftovers(self._result)
            self.folder, self._lock = _locked_folder(self._result)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self._shown)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        if isinstance(error, OSError) and self._is_here(error.filename):
            raise OSError(error.errno, error.strerror, str(self._shown)) from error

    def _is_here(self, name: object) -> bool:
        """Whether a file is a draft, which has to be called by the name of what it is a draft of."""
        return name is None or str(name).startswith(str(self.folder))

    def draft(self, target: Path) -> Path:
        """Where to write what `target`, in the folder of the result, is to hold."""
        target = Path(os.path.realpath(target))
        draft = self.folder / target.name
        self._moves.append((draft, target))
        return draft

    def discard(self, target: Path) -> None:
        """Have a file of an earlier run removed when the drafts are published: it would say what is no longer so."""
        self._stale.append(target)

    def publish(self) -> None:
        """Move every draft to its place, in the order in which they were asked for, the first one last.

        All are on the disk before the first is moved. Raises OSError with the name of the file concerned.
        """
        for draft, target in self._moves:
            with _named(target), draft.open("rb+") as file:
                os.fsync(file.fileno())
        for stale in self._stale:
            with _named(stale):
                stale.unlink(missing_ok=True)
        for draft, target in reversed(self._moves):
            with _named(target):
                draft.replace(target)
        self._moves.clear()
        _sync_folder(self._result.parent)


class _named:  # noqa: N801  reads as a phrase
    """Gives an OSError the name of the file that a person asked for."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(self._target)) from error


def _prefix(result: Path) -> str:
    return f".{result.name}."


def _locked_folder(result: Path) -> tuple[Path, IO[bytes]]:
    while True:
        folder = Path(mkdtemp(suffix=_SUFFIX, prefix=_prefix(result), dir=result.parent))
        with suppress(FileNotFoundError):  # another run took the folder, still empty, for a dead one's
            lock = (folder / _LOCK).open("wb")
            if flock is not None:
                flock(lock, LOCK_EX | LOCK_NB)
            return folder, lock


def remove_leftovers(result: Path) -> None:
    """Remove the drafts of runs for the same result that are no longer alive."""
    for folder in _folders(result):
        if _is_dead(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _folders(result: Path) -> Sequence[Path]:
    names = os.listdir(result.parent)  # noqa: PTH208  glob would read a name with [ ] in it as a pattern
    prefix = _prefix(result)
    return [result.parent / name for name in names if name.startswith(prefix) and name.endswith(_SUFFIX)]


def _is_dead(folder: Path) -> bool:
    lock = folder / _LOCK
    try:
        if flock is None:
            lock.unlink()
            return True
        with lock.open("rb") as file:
            flock(file, LOCK_EX | LOCK_NB)
    except FileNotFoundError:
        with suppress(OSError):
            folder.rmdir()  # only where it is empty
        return False
    except OSError:  # the lock is held, or the folder is somebody else's
        return False
    return True


def _sync_folder(folder: Path) -> None:
    """Have the renames survive a power cut, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
