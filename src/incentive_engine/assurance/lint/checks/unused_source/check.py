"""Sources that a policy lists and that nothing in its files names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.model import Source

finding = partial(Finding, "unused-source", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Each source: quoted by a measure or a matter, or named in some text or remark of the policy's files."""
    policy = subject.policy
    lists = (*(one.sources for one in policy.measures), *(one.sources for one in policy.matters))
    quoted = {source.id for sources in lists for source in sources}
    for source in policy.sources.values():
        if source.id not in quoted and not _is_named(subject, source):
            place = subject.key_place(subject.policy_file, "sources", source.id)
            yield finding(place, "lint.unused-source", {"title": source.title}, (source.id,))


def _is_named(subject: Subject, source: Source) -> bool:
    """Whether the id stands anywhere besides its own line, or the number of the document does."""
    name = re.compile(rf"(?<![\w-]){re.escape(source.id)}(?![\w-])")
    own = 1 + sum(len(name.findall(text)) for text in (source.ref, source.title))
    return len(name.findall(subject.raw_text)) > own or subject.raw_text.count(source.ref) > 2
