"""Files that people write, as plain values that know their places: YAML 1.2 (core schema) and JSON, by one door.

What comes out is made of `dict` (its keys always the text as written), `list`, `str`, `bool`, `None` and, for whatever
looks like a number, `Decimal` exactly as written. `no`, `on`, `12:30`, `=`, dates and `.inf` stay text. What goes wrong
is an `InputError` with file, line and column.
"""

from __future__ import annotations

from pathlib import Path

from incentive_engine.policy.source.document import Document, Mark
from incentive_engine.policy.source.encoding import read_text, refuse_unwanted

__all__ = ["Document", "Mark", "parse_json", "parse_yaml", "read_document", "read_json", "read_yaml"]


def read_document(path: Path | str) -> Document:
    """The values of a file: of a JSON file when its name ends so, else of a YAML file. Raises InputError."""
    return read_json(path) if str(path).lower().endswith(".json") else read_yaml(path)


def read_yaml(path: Path | str) -> Document:
    """The values of a YAML file. Raises InputError for one that is missing, empty, damaged, huge or no YAML."""
    return parse_yaml(read_text(path), str(path))


def read_json(path: Path | str) -> Document:
    """The values of a JSON file. Raises InputError as `read_yaml` does."""
    return parse_json(read_text(path), str(path))


def parse_yaml(text: str, file: str = "<text>") -> Document:
    """The values of a YAML text of one document; `file` is what its places are called. Raises InputError."""
    from incentive_engine.policy.source.building import build
    from incentive_engine.policy.source.yaml_events import yaml_events

    refuse_unwanted(text, file)
    return build(yaml_events(text, file), text, file)


def parse_json(text: str, file: str = "<text>") -> Document:
    """The values of a JSON text (RFC 8259); `file` is what its places are called. Raises InputError."""
    from incentive_engine.policy.source.building import build
    from incentive_engine.policy.source.json_events import json_events

    refuse_unwanted(text, file)
    return build(json_events(text, file), text, file)
