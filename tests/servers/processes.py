"""Servers that the tests start for themselves on the loopback interface, and stop."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

REQUIRED = "INCENTIVE_REQUIRE_SERVERS"
"""The environment variable under which a server that is missing is a failure; else its tests are skipped."""


def lacking(reason: str) -> NoReturn:
    """Skip the test for want of a server, or fail it where servers are required."""
    if os.environ.get(REQUIRED):
        pytest.fail(f"{reason}, and {REQUIRED} is set")
    pytest.skip(reason)


def free_port() -> int:
    """A port of the loopback interface that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str | Path], log: Path, signal: int, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is sent `signal` at the end, and killed where that does not end it; what it prints is in `log`."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, **options
        )
    try:
        yield process
    finally:
        process.send_signal(signal)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    """Wait until a server is ready. Fails with what it printed when it ends before, or takes too long."""
    end = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None or time.monotonic() > end:
            pytest.fail(f"{process.args!r} did not get ready:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)


def listens(port: int) -> bool:
    """Whether something listens at a port of the loopback interface."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
