"""A session with Spark: where Java is, whether the master answers, and under which rules its SQL runs."""

from __future__ import annotations

import logging
import os
import re
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from incentive_engine.screening.backends.failures import failure, first_line

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_RULES = {
    "spark.sql.ansi.enabled": "true",  # what does not fit is an error, never NULL
    "spark.sql.decimalOperations.allowPrecisionLoss": "true",  # `/` of wide numbers needs it, see dialects.WideQuotient
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.codegen.wholeStage": "false",  # whole stages of such statements are too large for one Java method
}
"""How a statement is understood."""

_QUIET = {
    "spark.app.name": "incentive-engine",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}

_ROOM = {"spark.driver.extraJavaOptions": "-Xss64m", "spark.driver.memory": "4g"}
"""Statements with thousands of expressions are deep and large trees to Spark's planner."""

_MASTER = re.compile(r"local(\[(\d+|\*)(, *\d+)?\])?|spark://[^/\s]+|yarn|k8s://\S+")
_KNOCK = 5.0
"""Seconds that a master may take to answer a connection."""

_WORKERS = 60.0
"""Seconds that a cluster may take to give us a first executor."""


@contextmanager
def spark_session(master: str, folder: Path) -> Iterator[SparkSession]:
    """A session of our own at the master. Raises InputError where none is to be had, and says what is missing."""
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise failure("--backend spark", "backends.not-installed", module=error.name, extra="spark") from error
    _check(master)
    log = folder / "spark.log"
    # Spark logs failures as JSON on standard error, though they are raised too.
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL + 1)
    try:
        with _standard_error_in(log):
            running = SparkSession.getActiveSession()
            session = _builder(master, folder).getOrCreate() if running is None else running.newSession()
    except (PySparkException, Py4JError, ConnectionError) as error:
        raise failure(master, "backends.spark-start", message=_reason(log, error)) from error
    try:
        if session.sparkContext.master != master:
            raise failure(master, "backends.spark-elsewhere", other=session.sparkContext.master)
        for name, value in _RULES.items():
            session.conf.set(name, value)
        if not master.startswith("local"):
            _wait_for_executors(session, master)
        yield session
    finally:
        if running is None:
            session.stop()


def _builder(master: str, folder: Path) -> SparkSession.Builder:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master)
    settings = {**_QUIET, **_ROOM, "spark.sql.warehouse.dir": (folder.absolute() / "warehouse").as_uri()}
    if master.startswith("local") or any(_is_loopback(host) for host, _ in _addresses(master)):
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder


def _check(master: str) -> None:
    if not _MASTER.fullmatch(master):
        raise failure("--master", "backends.spark-master", master=master)
    home = os.environ.get("JAVA_HOME")
    if not (Path(home, "bin", "java").exists() if home else shutil.which("java")):
        raise failure("--backend spark", "backends.no-java", home=home or "")
    addresses = _addresses(master)
    refused = [reason for host, port in addresses if (reason := _refusal(host, port))]
    if addresses and len(refused) == len(addresses):
        raise failure(master, "backends.spark-unreachable", message=refused[0])


def _addresses(master: str) -> list[tuple[str, int]]:
    """The hosts and ports of a standalone cluster's masters: `spark://a:7077,b:7077`."""
    if not master.startswith("spark://"):
        return []
    pairs = (one.rpartition(":") for one in master.removeprefix("spark://").split(","))
    return [(host or port, int(port) if host and port.isdigit() else 7077) for host, _, port in pairs]


def _is_loopback(host: str) -> bool:
    return host == "localhost" or host.startswith("127.")


def _refusal(host: str, port: int) -> str:
    try:
        socket.create_connection((host, port), timeout=_KNOCK).close()
    except OSError as error:
        return first_line(error.strerror or error)
    return ""


def _wait_for_executors(session: SparkSession, master: str) -> None:
    """Without executors a job would wait for ever."""
    tracker = session.sparkContext._jsc.sc().statusTracker()  # Python has no other way to ask
    until = time.monotonic() + _WORKERS
    while len(tracker.getExecutorInfos()) < 2:  # the driver is one
        if time.monotonic() > until:
            raise failure(master, "backends.spark-no-workers", seconds=int(_WORKERS))
        time.sleep(0.1)


@contextmanager
def _standard_error_in(log: Path) -> Iterator[None]:
    """Java prints its warnings to the standard error that it is started with: let that be a file."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with log.open("wb") as file:
            os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _reason(log: Path, error: object) -> str:
    """Why Spark did not start: the first complaint in what Java printed, or else what Python was told."""
    text = log.read_text(encoding="utf-8", errors="replace")
    complaint = re.search(
        r"^(?:Exception|Error|.*(?:Exception|Error):|.*ERROR) .*$|^.*: line \d+: .*$", text, re.MULTILINE
    )
    return first_line(complaint[0] if complaint else error)
