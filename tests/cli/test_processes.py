"""`incentive` as a process of its own: pipes, full disks, odd locales, interruptions, and how fast it starts."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from invoking import LIBRARY

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")

COMMAND = [sys.executable, "-m", "incentive_engine"]


def environment(**more: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return {**inherited, "INCENTIVE_RULES": str(LIBRARY), "COLUMNS": "80", **more}


def run(*words: object, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *map(str, words)]
    return subprocess.run(command, capture_output=True, env=environment(**more), check=False, timeout=60)


def checking(firm: Path, *more: object) -> list[str]:
    return ["check", str(firm), "-p", "district/sample", "--as-of", "2021-03-31", *map(str, more)]


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs a name for the standard output")
def test_a_pipe_can_be_named_as_the_file(firm: Path) -> None:
    done = run(*checking(firm), "-o", "/dev/stdout")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == run(*checking(firm)).stdout


def test_a_pipe_gets_plain_text(firm: Path) -> None:
    done = run(*checking(firm))
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert "惠企政策核对报告" in done.stdout.decode()


@pytest.mark.parametrize(
    "settings",
    [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}],
)
@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
def test_no_locale_stops_a_report(firm: Path, settings: dict[str, str], form: str) -> None:
    done = run(*checking(firm, "--format", form), **settings)
    assert done.returncode == 0
    assert done.stderr == b""
    if form != "text":
        assert "测试电缆厂" in done.stdout.decode()  # documents are UTF-8 whatever the locale


@pytest.mark.parametrize("settings", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_no_locale_stops_a_complaint(settings: dict[str, str]) -> None:
    done = run("check", "没有.yaml", "-p", "district/sample", **settings)
    assert done.returncode == 2
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_stops_early_is_no_failure(firm: Path) -> None:
    command = " ".join([*COMMAND, *checking(firm, "-v")])
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -n 1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        env=environment(),
        check=False,
        timeout=60,
    )
    assert done.stdout.decode().split("\n")[:2] == ["惠企政策核对报告", "0"]
    assert done.stderr == b""


def test_a_closed_pipe_is_no_failure_whatever_is_written_to_it(firm: Path) -> None:
    for form in ("text", "json", "html"):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [*COMMAND, *checking(firm, "--format", form)],
            stdout=writing,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
            timeout=60,
        )
        os.close(writing)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_full_disk_is_told_in_one_sentence(firm: Path, form: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *checking(firm, "--format", form)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("无法写入 标准输出：")
    assert done.stderr.count(b"\n") == 1


def opened_by(process: subprocess.Popen[bytes], pipe: Path) -> int:
    """The end to write to, once the process has opened the other one."""
    while process.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            time.sleep(0.02)
    raise AssertionError(process.communicate())


def _interruptible() -> None:
    """Whoever runs the tests in the background ignores interruptions, and so would the process."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interruption_is_told_in_a_word(tmp_path: Path) -> None:
    waiting = tmp_path / "never.yaml"
    os.mkfifo(waiting)
    process = subprocess.Popen(
        [*COMMAND, "check", str(waiting), "-p", "district/sample"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=_interruptible,
    )
    writer = opened_by(process, waiting)  # now the process waits for a profile that never comes
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    os.close(writer)
    assert process.returncode == 130
    assert out == b""
    assert err.decode().split() == ["已中断"]


def test_a_fault_of_the_program_is_a_sentence_too() -> None:
    script = (
        "import sys, incentive_engine.policy as p\n"
        "p.available_policies = lambda *_: 1 / 0\n"
        "from incentive_engine.cli import main\n"
        "sys.exit(main(['policies']))"
    )
    for debug, traceback in (("", False), ("1", True)):
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            env=environment(INCENTIVE_DEBUG=debug),
            check=False,
            timeout=60,
        )
        assert done.returncode == 70
        assert "ZeroDivisionError" in done.stderr.decode()
        assert (b"Traceback" in done.stderr) is traceback


def test_a_text_report_needs_neither_templates_nor_models(firm: Path) -> None:
    """What a run does not use it does not import: start-up time is mostly imports."""
    script = (
        "import sys; from incentive_engine.cli import main; status = main(sys.argv[1:]); import json;"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr); sys.exit(status)"
    )
    words = checking(firm, "--engine", "reference")
    for _ in range(2):  # the second time the policy need not be compiled again
        done = subprocess.run(
            [sys.executable, "-c", script, *words], capture_output=True, env=environment(), check=True, timeout=60
        )
    loaded = set(json.loads(done.stderr))
    assert not {"jinja2", "rich", "durable", "lark", "duckdb"} & loaded


@pytest.mark.slow
def test_a_cold_start_costs_at_most_five_times_the_libraries_alone(firm: Path) -> None:
    """In processor time, which other work on the machine does not stretch as it does the time on the clock."""
    from resource import RUSAGE_CHILDREN, getrusage  # POSIX has it

    def seconds(command: list[str]) -> float:
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, env=settings, check=True, timeout=60)
        after = getrusage(RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    settings = environment()
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    libraries = [sys.executable, "-c", "import pydantic, click"]
    check = [*COMMAND, *checking(firm)]
    times = [(seconds(check), seconds(libraries)) for _ in range(5)]  # by turns
    assert min(one for one, _ in times) <= 5 * min(bare for _, bare in times)


def closing(streams: str, *words: object) -> subprocess.CompletedProcess[bytes]:
    """The command with some of its streams closed, as a shell closes them."""
    command = ["sh", "-c", f'exec "$@" {streams}', "sh", *COMMAND, *map(str, words)]
    return subprocess.run(command, capture_output=True, env=environment(), check=False, timeout=60)


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_closed_standard_output_is_one_that_cannot_be_written(form: str) -> None:
    done = closing(">&-", "policies", "--format", form)
    assert done.returncode == 2
    assert os.strerror(errno.EBADF) in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_closed_standard_output_is_no_matter_when_a_file_is_written(tmp_path: Path) -> None:
    assert closing(">&-", "policies", "-o", tmp_path / "policies.txt").returncode == 0
    assert (tmp_path / "policies.txt").read_text("utf-8")


def test_a_closed_standard_error_changes_no_status() -> None:
    assert closing("2>&-", "policies").returncode == 0
    assert closing("2>&-", "polices").returncode == 2
