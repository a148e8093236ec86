"""Running a command: the language it speaks, and how every failure becomes a sentence and an exit status.

Results go to standard output, messages to standard error. Exit statuses: 0 done; 1 the checks that were asked
for found something; 2 wrong usage, or something that cannot be read or written; 70 a fault of this program;
130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from errno import EBADF
from io import UnsupportedOperation
from pathlib import Path
from typing import TextIO

import click

from incentive_engine.cli.commands import incentive
from incentive_engine.cli.language import spoken_language
from incentive_engine.cli.usage import usage_message
from incentive_engine.mistakes import InputError
from incentive_engine.wording import Language, say

DONE, FOUND, UNUSABLE, FAULTY, INTERRUPTED = 0, 1, 2, 70, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (default: the process's own) ask for: its exit status, no exception.

    A command gives its own exit status, or None when it is done.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang = spoken_language(words, os.environ)
    _replace_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a character that the terminal cannot show becomes its code, not a crash
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _invoke(words, lang)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (`| head`) has all that it wanted
        _silence(sys.stdout)
        return DONE
    except KeyboardInterrupt:
        _silence(sys.stdout)
        _tell(say("cli.interrupted", lang))
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  a person gets a sentence whatever happens, and no traceback
        _silence(sys.stdout)
        status, message = _failure(error, lang)
        _tell(message)
    return status


def _replace_closed_streams() -> None:
    """Stand-ins for streams that the caller closed (`>&-`), which Python leaves as None.

    That for results refuses to be written to, as a full disk does; messages go nowhere.
    """
    nowhere = Path(os.devnull)
    if sys.stdout is None:
        sys.stdout = nowhere.open("r")
    if sys.stderr is None:
        sys.stderr = nowhere.open("w")


def _invoke(words: list[str], lang: Language) -> int:
    """Run the command: its own exit status, or that it is done."""
    try:
        with incentive.make_context("incentive", words, obj=lang) as context:
            status = incentive.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    return status if isinstance(status, int) else DONE


def _failure(error: Exception, lang: Language) -> tuple[int, str]:
    """The exit status and the message of an error."""
    if isinstance(error, click.UsageError):
        return UNUSABLE, usage_message(error, lang)
    if isinstance(error, InputError):
        return UNUSABLE, input_message(error, lang)
    if isinstance(error, OSError):
        path = error.filename or say("cli.standard-output", lang)
        closed = isinstance(error, UnsupportedOperation)  # by the stand-in for a closed stream
        why = os.strerror(EBADF) if closed else error.strerror or error
        return UNUSABLE, say("cli.cannot-write", lang, path=path, why=why)
    if os.environ.get("INCENTIVE_DEBUG"):
        from traceback import format_exception

        return FAULTY, "".join(format_exception(type(error), error, error.__traceback__))
    return FAULTY, say("cli.fault", lang, kind=type(error).__name__, error=error)


def input_message(error: InputError, lang: Language) -> str:
    """Every mistake on its own line, then how many there are."""
    lines = [mistake.text(lang) for mistake in error.mistakes]
    lines.append(say("cli.mistake-found" if len(lines) == 1 else "cli.mistakes-found", lang, count=len(lines)))
    return "\n".join(lines)


def _tell(message: str) -> None:
    try:
        print(message, file=sys.stderr, flush=True)
    except OSError:
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Send what is still buffered to nowhere, so that closing the stream at exit does not fail once more."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # a stream without a file, as in a test
        return
