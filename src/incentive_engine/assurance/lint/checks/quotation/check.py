"""Quotations that are not in the text that they name; without the texts, quotations that cannot be one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import TypeAlias

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.model import Source

finding = partial(Finding, "quotation", Severity.ERROR)

Quotation: TypeAlias = "tuple[Source, str, tuple[str, ...], tuple[str, ...]]"

_RETOLD = ("比照：", "转述：")
_MARKS = str.maketrans("“”‘’「」『』—–－", "\"\"''\"\"''---")
_IN_SOURCE = re.compile(r"(?P<id>[\w.-]+?)\s*[“「](?P<quote>[^”」]+)[”」]")
_ELLIPSIS = re.compile(r"…+|\.{3,}|⋯+")


def check(subject: Subject) -> Iterator[Finding]:
    """Quotations of measures and matters, and those in the sources of parameters."""
    told: set[str] = set()
    for source, quote, (file, *path), about in _quotations(subject):
        if not quote.strip(' 　“”"…。'):
            place = subject.place(file, *path)
            yield finding(place, "lint.quotation.empty", {"title": source.title}, about)
        text = (subject.texts or {}).get(source.ref)
        lacking = subject.texts is not None and text is None and source.ref.lower().endswith(".txt")
        if lacking and not quote.startswith(_RETOLD) and source.id not in told:
            told.add(source.id)
            place = subject.place(subject.policy_file, "sources", source.id)
            yield finding(place, "lint.quotation.no-text", {"ref": source.ref}, (source.id,))
        if text is None or quote.startswith(_RETOLD):
            continue
        if not _stands_in(quote, text):
            place = subject.place(file, *path)
            yield finding(place, "lint.quotation", {"quote": quote, "ref": source.ref}, about)


def _quotations(subject: Subject) -> Iterator[Quotation]:
    """Each quotation: its source, its words, file and path of its place, the ids that it belongs to."""
    policy = subject.policy
    for measure in policy.measures:
        for source in measure.sources:
            yield source, source.quote or "", (measure.place.file, "source", source.id), (measure.id, source.id)
    for matter in policy.matters:
        for source in matter.sources:
            where = (subject.policy_file, "matters", matter.id, "source", source.id)
            yield source, source.quote or "", where, (matter.id, source.id)
    for parameter in policy.parameters.values():
        for match in _IN_SOURCE.finditer(parameter.source or ""):
            named = policy.sources.get(match["id"])
            if named is not None:
                at = (subject.policy_file, "parameters", parameter.id, "source")
                yield named, match["quote"], at, (parameter.id, named.id)


def _stands_in(quote: str, text: str) -> bool:
    """Whether the words stand in the text, in their order where they leave something out; blanks and widths aside."""
    plain, at = _plain(text), 0
    for part in _ELLIPSIS.split(quote):
        at = plain.find(_plain(part), at)
        if at < 0:
            return False
        at += len(_plain(part))
    return True


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_MARKS))
