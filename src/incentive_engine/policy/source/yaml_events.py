"""YAML as events, by PyYAML's parser (libyaml where PyYAML was built with it), its complaints in our words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from incentive_engine.policy.source.events import Event, refuse

_KINDS = {
    yaml.ScalarEvent: "scalar",
    yaml.MappingStartEvent: "{",
    yaml.SequenceStartEvent: "[",
    yaml.MappingEndEvent: "end",
    yaml.SequenceEndEvent: "end",
    yaml.AliasEvent: "alias",
}

_PROBLEMS = {
    "mapping values are not allowed in this context": "policy.yaml-colon",
    "could not find expected ':'": "policy.yaml-no-colon",
    "did not find expected key": "policy.yaml-key",
    "did not find expected ',' or ']'": "policy.yaml-bracket",
    "did not find expected ',' or '}'": "policy.yaml-brace",
    "found character that cannot start any token": "policy.yaml-character",
    "found a tab character that violates indentation": "policy.yaml-character",
    "found unexpected end of stream": "policy.yaml-quote",
    "did not find expected '-' indicator": "policy.yaml-dash",
    "block sequence entries are not allowed in this context": "policy.yaml-dash",
    "found unknown escape character": "policy.yaml-escape",
}

_SHOWN_WHERE_IT_BEGINS = ("policy.yaml-quote", "policy.yaml-no-colon")


def yaml_events(text: str, file: str) -> Iterator[Event]:
    """The events of a YAML text. Raises InputError for what is no YAML, for tags, and for a second document."""
    parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    documents = 0
    try:
        while parser.check_event():
            event = parser.get_event()
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            kind = _KINDS.get(type(event))
            if kind == "scalar":
                if event.tag is not None:
                    refuse(file, line, column, "policy.tag", tag=_shown(event.tag))
                yield Event(kind, line, column, event.value, event.implicit[0], event.anchor)
            elif kind == "alias":
                yield Event(kind, line, column, event.anchor)
            elif kind == "end":
                yield Event(kind, line, column)
            elif kind is not None:
                if event.tag is not None:
                    refuse(file, line, column, "policy.tag", tag=_shown(event.tag))
                yield Event(kind, line, column, anchor=event.anchor)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    refuse(file, line, column, "policy.several-documents")
    except yaml.YAMLError as error:
        _refuse_syntax(error, file)


def _shown(tag: str) -> str:
    """A tag as it is usually written."""
    return tag.replace("tag:yaml.org,2002:", "!!")


def _refuse_syntax(error: yaml.YAMLError, file: str) -> NoReturn:
    problem = getattr(error, "problem", None) or getattr(error, "context", None) or str(error)
    code = _PROBLEMS.get(problem, "policy.yaml-syntax")
    begins, ends = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    mark = (begins or ends) if code in _SHOWN_WHERE_IT_BEGINS else (ends or begins)
    refuse(file, mark.line + 1 if mark else 0, mark.column + 1 if mark else 0, code, problem=problem)
