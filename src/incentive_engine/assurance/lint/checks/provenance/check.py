"""Texts and numbers whose source and basis do not agree: reported but reconstructed, enacted without a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.model import Basis, Parameter

finding = partial(Finding, "provenance", Severity.ERROR)

_RECONSTRUCTED = re.compile(r"重建|比照|凭记忆|本项目|推定|参照可比|reconstructed", re.IGNORECASE)
_VAGUE = re.compile(r"情形|酌情|酌定|自定|估计|估算|经验|暂定|默认|假定|随意|estimate|guess", re.IGNORECASE)
_SAME = re.compile(r"同上|同前|见上|ditto", re.IGNORECASE)
_NOTHING = re.compile(r"[\W_]*(?:无|暂无|待定|待补|待查|不详|未知|todo|tbd|n/?a|xxx?)?[\W_]*", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """The parameters, then the measures."""
    before: Parameter | None = None
    for parameter in subject.policy.parameters.values():
        code = _of_parameter(subject, parameter, before)
        if code is not None:
            place = subject.place(parameter.place.file, "parameters", parameter.id, "source")
            values = {"parameter": parameter.label, "source": parameter.source or "", "basis": parameter.basis.value}
            yield finding(place, f"lint.provenance.{code}", values, (parameter.id,))
        before = parameter
    for measure in subject.policy.measures:
        if not measure.sources:
            yield finding(measure.place, "lint.provenance.no-source", {"title": measure.title}, (measure.id,))
        elif measure.basis is not Basis.RECONSTRUCTED and all(
            (one.quote or "").startswith("比照：") or "凭记忆" in (one.quote or "") for one in measure.sources
        ):
            place = subject.place(measure.place.file, "basis")
            yield finding(place, "lint.provenance.only-likened", {"basis": measure.basis.value}, (measure.id,))
        if subject.policy.basis is Basis.RECONSTRUCTED and measure.basis is Basis.ENACTED:
            place = subject.place(measure.place.file, "basis")
            yield finding(place, "lint.provenance.beyond-policy", {"basis": measure.basis.value}, (measure.id,))


def _of_parameter(subject: Subject, parameter: Parameter, before: Parameter | None) -> str | None:
    source = parameter.source or ""
    if _NOTHING.fullmatch(source):
        return "nothing"
    if _SAME.fullmatch(source.strip()):
        return "same-as-none" if before is None or before.basis is not parameter.basis else None
    reconstructed = _RECONSTRUCTED.search(source) is not None
    if reconstructed and parameter.basis is not Basis.RECONSTRUCTED:
        return "reconstructed-in-fact"
    if subject.policy.basis is Basis.RECONSTRUCTED and parameter.basis is Basis.ENACTED:
        return "beyond-reconstruction"
    if parameter.basis is Basis.RECONSTRUCTED and _VAGUE.search(source) and not _names_something(subject, source):
        return "no-reason"
    return None


def _names_something(subject: Subject, source: str) -> bool:
    """Whether a source says where a value comes from: a source of the policy, a document, a place with a figure."""
    named = any(one.id in source or one.title in source or one.ref in source for one in subject.policy.sources.values())
    return named or re.search(r"[〔《：:]|\d", source) is not None
