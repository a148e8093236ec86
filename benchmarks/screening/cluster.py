"""A Spark cluster on this machine: a master and workers of one core each, from the jars that pyspark brings."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep

_HOST = "127.0.0.1"
_PATIENCE = 60.0


@contextmanager
def cluster(workers: int, folder: Path, memory: str = "2g") -> Iterator[str]:
    """The master's address while the cluster lives. Raises FileNotFoundError without pyspark or Java."""
    spec = find_spec("pyspark")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pyspark is not installed")
    program = Path(spec.origin).parent / "bin" / "spark-class"
    with socket.socket() as free:
        free.bind((_HOST, 0))
        port = free.getsockname()[1]
    master = f"spark://{_HOST}:{port}"
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as servers:
        _start(servers, program, folder / "master.log", "I have been elected leader", "Master", "--port", str(port))
        for number in range(workers):
            name = folder / f"worker-{number}"
            work = ("--cores", "1", "--memory", memory, "--work-dir", str(name), master)
            _start(servers, program, name.with_suffix(".log"), "registered", "Worker", *work)
        yield master


def _start(servers: ExitStack, program: Path, log: Path, ready: str, role: str, *arguments: str) -> None:
    name = f"org.apache.spark.deploy.{role.lower()}.{role}"
    environment = {**os.environ, "SPARK_LOCAL_IP": _HOST, "SPARK_DAEMON_MEMORY": "256m"}
    command = [str(program), name, *arguments, "--host", _HOST, "--webui-port", "0"]
    output = servers.enter_context(log.open("wb"))
    process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
    servers.callback(process.wait)
    servers.callback(process.terminate)
    until = monotonic() + _PATIENCE
    while ready not in log.read_text(encoding="utf-8", errors="replace"):
        if process.poll() is not None or monotonic() > until:
            raise FileNotFoundError(f"{role} did not start: {log}")
        sleep(0.1)
