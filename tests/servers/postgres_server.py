"""A PostgreSQL server with an empty database, for the session of the tests."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from processes import free_port, lacking, running, until

PASSWORD = "not a secret: 北京"


@pytest.fixture(scope="session")
def postgres_dsn() -> Iterator[str]:
    """The dsn of the server's superuser."""
    programs = _programs()
    if programs is None:
        lacking("PostgreSQL's server is not installed (Debian, Ubuntu: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))  # not below pytest's own, which only its user may enter
    try:
        owner = _owner(folder)
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        (folder / "password").chmod(0o644)
        command = [
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]
        command += ["--auth=scram-sha-256", f"--pwfile={folder / 'password'}"]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **owner)
        port = free_port()
        settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off"}
        command = [programs / "postgres", "-D", folder / "data"]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        log = folder / "log"
        with running(command, log, signal.SIGINT, cwd=folder, **owner) as server:
            until(lambda: "ready to accept connections" in log.read_text(errors="replace"), server, log)
            yield f"host=127.0.0.1 port={port} dbname=postgres user=postgres password='{PASSWORD}'"
    finally:
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """The folder of initdb and postgres: on the PATH, or where Debian keeps the newest."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: -float(one.parent.name))
    return next((one for one in folders if (one / "postgres").exists() and (one / "initdb").exists()), None)


def _owner(folder: Path) -> dict[str, Any]:
    """As whom the server runs: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "nobody")
    return {"user": "nobody", "extra_groups": []}
