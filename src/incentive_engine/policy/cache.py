"""What was compiled from rule files, kept for the next run: reading it back takes a tenth of compiling it.

A kept value is found by the SHA-256 of everything that it was made from: the paths and bytes of its files, the code of
this engine and the version of Python. So nothing in it can be out of date, and the folder can be deleted at any time.
Where it cannot be written, policies are simply compiled again. `INCENTIVE_CACHE=off` turns it off.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

Value = TypeVar("Value")

ENVIRONMENT = "INCENTIVE_CACHE"
"""The environment variable that turns the keeping off (`off`), or names another folder for it."""

MOST = 64
"""Files that are kept; the oldest go first."""

_PACKAGE = Path(__file__).parent.parent
_SEAL = 32  # bytes of the SHA-256 that a file begins with
_VALUES = {("datetime", "date"), ("decimal", "Decimal"), ("builtins", "frozenset")}

NOTHING: Mapping[str, object] = {}

_memory: dict[str, Any] = {}

_keeping: ContextVar[bool] = ContextVar("_keeping", default=True)


@contextmanager
def nothing_kept() -> Iterator[None]:
    """While what is compiled comes from files that will be gone: no run that comes could find it."""
    token = _keeping.set(False)
    try:
        yield
    finally:
        _keeping.reset(token)


def kept(
    kind: str, files: Mapping[Path, bytes], make: Callable[[], Value], parts: Mapping[str, object] = NOTHING
) -> Value:
    """What `make` makes of `files`, from an earlier call or run if there was one; `kind` tells apart what is made.

    `parts` are made of the same files and kept by themselves; where the value holds one, only its name is kept.
    """
    key = _key(kind, files)
    if key not in _memory:
        folder = cache_folder()
        value = _read(folder / key, parts) if folder else None
        if value is None:
            value = make()
            if folder:
                _write(folder / key, value, parts)
        _memory[key] = value
        if len(_memory) > MOST:
            del _memory[next(iter(_memory))]
    found: Value = _memory[key]
    return found


def _key(kind: str, files: Mapping[Path, bytes]) -> str:
    seal = sha256(f"{kind}\n{sys.version}\n{_code()}".encode())
    for path, data in files.items():
        seal.update(f"\n{path}\n{len(data)}\n".encode(errors="surrogateescape"))
        seal.update(data)
    return f"{kind}-{seal.hexdigest()}"


@cache
def _code() -> str:
    """The state of the code that makes and reads kept values."""
    return code_of("feel", "policy")


def code_of(*rooms: str) -> str:
    """The state of the code in some rooms of the package: another when any file in them is."""
    modules = sorted(file for room in rooms for file in (_PACKAGE / room).rglob("*.py"))
    states = [(file.as_posix(), file.stat()) for file in modules]
    return "\n".join(f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in states)


def cache_folder() -> Path | None:
    """Where what is kept lies; None where nothing is to be kept."""
    chosen = os.environ.get(ENVIRONMENT, "")
    if chosen.lower() in ("off", "0", "no") or not _keeping.get():
        return None
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    with suppress(RuntimeError):  # no home directory
        return (Path(base) if base else Path.home() / ".cache") / "incentive-engine"
    return None


class _Pickler(pickle.Pickler):
    """Writes the name of a part instead of the part."""

    def __init__(self, file: BytesIO, parts: Mapping[str, object]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._names = {id(part): name for name, part in parts.items()}

    def persistent_id(self, obj: object) -> str | None:
        return self._names.get(id(obj))


class _Unpickler(pickle.Unpickler):
    """Reads our own classes and plain values only, so that no kept file can run code that is not ours."""

    def __init__(self, file: BytesIO, parts: Mapping[str, object]) -> None:
        super().__init__(file)
        self._parts = parts

    def persistent_load(self, pid: Any) -> Any:
        if pid not in self._parts:
            raise pickle.UnpicklingError(f"{pid}")
        return self._parts[pid]

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("incentive_engine.") or (module, name) in _VALUES:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _read(file: Path, parts: Mapping[str, object]) -> Any:
    """The value that a file keeps; None when there is no such file, or it is damaged."""
    try:
        data = file.read_bytes()
        if data[:_SEAL] != sha256(data[_SEAL:]).digest():
            return None
        return _Unpickler(BytesIO(data[_SEAL:]), parts).load()
    except (OSError, pickle.UnpicklingError):
        return None


def _write(file: Path, value: object, parts: Mapping[str, object]) -> None:
    import tempfile

    buffer = BytesIO()
    _Pickler(buffer, parts).dump(value)
    data = buffer.getvalue()
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as new:
            new.write(sha256(data).digest() + data)
        Path(new.name).replace(file)
        old = sorted(file.parent.iterdir(), key=lambda one: one.stat().st_mtime)
        for one in old[:-MOST]:
            one.unlink()
