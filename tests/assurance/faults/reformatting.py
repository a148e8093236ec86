"""Ways to lay out the files of a policy anew that change nothing in it: line ends, encoding marks, YAML's styles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import yaml


def windows_line_ends(text: str) -> str:
    return text.replace("\n", "\r\n")


def byte_order_mark(text: str) -> str:
    return "\ufeff" + text


def block_style(text: str) -> str:
    return _serialised(text, flow=False)


def flow_style(text: str) -> str:
    return _serialised(text, flow=True)


def keys_in_reverse(text: str) -> str:
    """The keys of the file itself in reverse; what stands below them keeps its order, which may matter."""
    node = yaml.compose(text, yaml.SafeLoader)
    assert isinstance(node, yaml.MappingNode)
    node.value.reverse()
    return str(yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=120))


def _serialised(text: str, *, flow: bool) -> str:
    node = yaml.compose(text, yaml.SafeLoader)
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, yaml.MappingNode):
            one.flow_style = flow
            pending.extend(part for pair in one.value for part in pair)
        elif isinstance(one, yaml.SequenceNode):
            one.flow_style = flow
            pending.extend(one.value)
    return str(yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=80))


REFORMATTINGS: Mapping[str, Callable[[str], str]] = {
    one.__name__: one for one in (windows_line_ends, byte_order_mark, block_style, flow_style, keys_in_reverse)
}


def reformat(folder: Path, name: str) -> None:
    """Lays out every file of a policy anew, its cases too."""
    for file in sorted(folder.rglob("*.yaml")):
        file.write_bytes(REFORMATTINGS[name](file.read_text(encoding="utf-8")).encode())
