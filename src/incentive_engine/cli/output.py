"""Results: to standard output, or to a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from shutil import get_terminal_size

from incentive_engine.report.page import Page


def write_result(result: str | bytes, output: Path | None = None, *, document: bool = False) -> None:
    """Write a result to `output`, or to standard output when it is None.

    Files, and documents (JSON, HTML, Markdown) wherever they go, are UTF-8 whatever the locale; bytes are
    written as they are. Raises OSError, with the name of the file that could not be written.
    """
    if output is not None:
        _write_whole(_encoded(result), output)
    elif (document or isinstance(result, bytes)) and hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        sys.stdout.buffer.write(_encoded(result))
    else:
        sys.stdout.write(str(result))


def _encoded(result: str | bytes) -> bytes:
    if isinstance(result, bytes):
        return result
    return result.encode("utf-8", "backslashreplace")  # a lone surrogate, from a JSON profile, has no UTF-8 form


def _write_whole(content: bytes, output: Path) -> None:
    """Write beside the file, then rename: nobody sees half a result, a failure leaves what was there."""
    try:
        if output.exists() and not output.is_file():  # a device or a pipe is written to, never replaced
            output.write_bytes(content)
        else:
            _replace(Path(os.path.realpath(output)), content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(output)) from error


def _replace(target: Path, content: bytes) -> None:
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(content)
        draft.replace(target)
    finally:
        with suppress(OSError):  # gone already when all went well
            draft.unlink()


def terminal_page(*, to_file: bool = False) -> Page:
    """An empty page as wide as the terminal (COLUMNS, else 80; at most 100), coloured for a person only."""
    if to_file:
        return Page()
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Page(min(get_terminal_size((80, 24)).columns, 100), colour=colour)
