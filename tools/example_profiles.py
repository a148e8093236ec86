"""Write what follows from the example profiles: `python tools/example_profiles.py`.

Each `examples/profiles/*.yaml` has a JSON file with the same content; the README beside them tells what each gets.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[1] / "examples/profiles"

# A table of the README stands below the command that tells what is in it.
_COMMAND = re.compile(r"`incentive check examples/profiles/[\w-]+\.yaml (?P<options>[^`]+)`")
_ROW = re.compile(r"^(\| `(?P<name>[\w-]+)` \|.*?\|) \d+ \| \d+ \| [\d,.]+ 元 \|$", re.MULTILINE)


class _AsWritten(yaml.SafeLoader):
    """Keeps dates as the text that they are, as JSON has no dates."""


_AsWritten.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_json(profile: Path) -> str:
    """The content of a YAML profile as JSON."""
    content = yaml.load(profile.read_text("utf-8"), _AsWritten)  # noqa: S506 - a SafeLoader
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def with_totals(readme: str) -> str:
    """The README with what each example gets: measures granted, measures still open, yuan."""
    commands = list(_COMMAND.finditer(readme))

    def row(found: re.Match[str]) -> str:
        options = [one["options"] for one in commands if one.start() < found.start()][-1]
        decision = _decided(FOLDER / f"{found['name']}.yaml", options)
        totals = [one["totals"] for one in decision["policies"]]
        eligible, open_ = (sum(one[verdict] for one in totals) for verdict in ("eligible", "undetermined"))
        return f"{found[1]} {eligible} | {open_} | {Decimal(decision['joint']['payable']):,.2f} 元 |"

    return _ROW.sub(row, readme)


def _decided(profile: Path, options: str) -> dict[str, Any]:
    check = [sys.executable, "-m", "incentive_engine", "check", str(profile), *shlex.split(options), "--format", "json"]
    told = subprocess.run(check, check=True, capture_output=True).stdout  # noqa: S603 - the command that the README tells
    decision: dict[str, Any] = json.loads(told)
    return decision


def main() -> None:
    """Write the files that differ."""
    readme = FOLDER / "README.md"
    files = {file: as_json(file.with_suffix(".yaml")) for file in FOLDER.glob("*.json")}
    files[readme] = with_totals(readme.read_text("utf-8"))
    for file, text in files.items():
        if file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")
            print(f"examples/profiles/{file.name}")


if __name__ == "__main__":
    main()
