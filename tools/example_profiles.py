"""Write what follows from the example profiles: `python tools/example_profiles.py`.

Each `examples/profiles/*.yaml` has a JSON file with the same content; the README beside them tells what each gets.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import yaml

from incentive_engine.decision import decide
from incentive_engine.policy import load_policy
from incentive_engine.policy.model import Policy
from incentive_engine.profile import load_profile

FOLDER = Path(__file__).resolve().parents[1] / "examples/profiles"
AS_OF = date(2021, 3, 31)

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


def with_totals(readme: str, policy: Policy) -> str:
    """The README with what each example gets: measures granted, measures still open, yuan."""

    def row(found: re.Match[str]) -> str:
        profile = load_profile(FOLDER / f"{found['name']}.yaml", policy.vocabulary)
        totals = decide(profile, [policy], as_of=AS_OF).policy(policy.id).totals
        return f"{found[1]} {totals.eligible} | {totals.undetermined} | {totals.payable:,.2f} 元 |"

    return _ROW.sub(row, readme)


def main() -> None:
    """Write the files that differ."""
    readme = FOLDER / "README.md"
    files = {file: as_json(file.with_suffix(".yaml")) for file in FOLDER.glob("*.json")}
    files[readme] = with_totals(readme.read_text("utf-8"), load_policy("yanfeng/incentives-20"))
    for file, text in files.items():
        if file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")
            print(f"examples/profiles/{file.name}")


if __name__ == "__main__":
    main()
