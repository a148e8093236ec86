"""A Spark cluster for the session of the tests: a master and two workers, from the jars that pyspark brings."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest
from processes import free_port, lacking, listens, running, until

WORKERS = 2


@pytest.fixture(scope="session")
def spark_master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The cluster's master, as `--master` takes it."""
    program = spark_class()
    folder = tmp_path_factory.mktemp("spark")
    host = "127.0.0.1"
    environment = os.environ | {"SPARK_LOCAL_IP": host, "SPARK_DAEMON_MEMORY": "256m"}
    port = free_port()
    master = f"spark://{host}:{port}"
    with ExitStack() as servers:

        def start(name: str, *arguments: str) -> None:
            log = folder / f"{name}.log"
            command = [program, *arguments, "--host", host, "--webui-port", "0"]
            process = servers.enter_context(running(command, log, signal.SIGTERM, env=environment, cwd=folder))
            ready = (lambda: listens(port)) if name == "master" else (lambda: "registered" in log.read_text())
            until(ready, process, log)

        start("master", "org.apache.spark.deploy.master.Master", "--port", str(port))
        for number in range(WORKERS):
            name = f"worker-{number}"
            work = ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / name)]
            start(name, "org.apache.spark.deploy.worker.Worker", *work, master)
        yield master


@pytest.fixture(scope="session")
def spark_here() -> str:
    """A master of this process, with two threads."""
    spark_class()
    return "local[2]"


def spark_class() -> Path:
    """The program that starts Spark's servers."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        lacking("Java is not installed (Debian, Ubuntu: apt-get install default-jre-headless)")
    spec = find_spec("pyspark")
    if spec is None or spec.origin is None:
        lacking("pyspark is not installed (requirements/spark.txt)")
    return Path(spec.origin).parent / "bin" / "spark-class"
