"""Enterprises as profile files that `incentive check` reads: YAML, one fact a line, one item of a list a line."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from incentive_engine.assurance.verification.answers import Answer, Status, Verification
from incentive_engine.feel.ternary import Unknown
from incentive_engine.wording import Language, say

_LIKE_ANOTHER_TYPE = re.compile(r"(?i:true|false|null|~)|[-+.\d].*")
_NO_NAME = re.compile(r"[^\w.-]+")
_PLAIN = re.compile(r"[^\W\d][\w（）()《》“”、·-]*")


def profile_text(facts: Mapping[str, Any], name: str, comments: tuple[str, ...] = ()) -> str:
    """A profile called `name` that states these facts (`Profile.facts`), below some comments."""
    lines = [*(f"# {comment}" for comment in comments), f"name: {_text(name)}"]
    for id_, value in facts.items():
        if isinstance(value, tuple) and value:
            lines += [f"{id_}:", *(f"  - {_record(record)}" for record in value)]
        else:
            lines.append(f"{id_}: {_value(value)}")
    return "\n".join(lines) + "\n"


def plain(value: Any) -> Any:
    """A fact's value as JSON has it: numbers as exact texts, days as YYYY-MM-DD, columns that are unknown left out."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items() if not isinstance(one, Unknown)}
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    return value


def _record(record: Mapping[str, Any]) -> str:
    stated = (f"{key}: {_value(one)}" for key, one in record.items() if not isinstance(one, Unknown))
    return f"{{{', '.join(stated)}}}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_value(one)}' for key, one in value.items())}}}"
    if isinstance(value, (tuple, list)):
        return "[]"
    return _text(value) if isinstance(value, str) else str(plain(value))


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _LIKE_ANOTHER_TYPE.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def write_profiles(
    verifications: Sequence[Verification],
    folder: Path,
    lang: Language,
    *,
    named: Sequence[str] = (),
    rules: Sequence[Path] = (),
    verbose: bool = False,
) -> Iterator[str]:
    """Write the enterprises that were found into a folder; for each file the command that decides it.

    Those that show that all is well are written when `verbose`. `named` is how the policies were asked for, `rules` the
    folders that they are in besides the library. Raises OSError for what cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for place, verification in enumerate(verifications):
        policy = verification.policy
        name = named[place] if len(named) == len(verifications) else policy.id
        for answer in verification.answers:
            if answer.status is Status.SHOWN and not verbose:
                continue
            comment = say("verification.enterprise-of", lang, policy=policy.id, question=answer.question)
            for number, facts in enumerate(answer.enterprises):
                end = ("-lower", "-higher")[number] if len(answer.enterprises) > 1 else ""
                stem = _NO_NAME.sub("-", f"{policy.id} {answer.question}")
                file = folder / f"{stem}{end}.yaml"
                command = _check_command(file, name, answer, rules)
                title = f"{answer.question}{end}"
                file.write_text(profile_text(facts, title, (comment, command)), encoding="utf-8")
                yield command


def _check_command(file: Path, policy: str, answer: Answer, rules: Sequence[Path]) -> str:
    words = ["incentive", "check", str(file), "-p", policy, "--as-of", str(answer.day)]
    if answer.measure:
        words += ["--measure", answer.measure]
    for folder in rules:
        words += ["--rules", str(folder)]
    return shlex.join(words)
