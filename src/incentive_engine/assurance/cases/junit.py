"""What came of rule cases as JUnit XML, which CI servers show (Jenkins, GitLab, GitHub's report actions)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from incentive_engine.assurance.cases.finding import Found
from incentive_engine.assurance.cases.running import Outcome, Ran
from incentive_engine.assurance.cases.selecting import name_of
from incentive_engine.assurance.cases.telling import case_text, in_short
from incentive_engine.mistakes import tame
from incentive_engine.wording import Language, say

_KINDS = {Outcome.FAILED: "failure", Outcome.TO_CONFIRM: "skipped", Outcome.UNREADABLE: "error"}
_COUNTED = {"failures": Outcome.FAILED, "errors": Outcome.UNREADABLE, "skipped": Outcome.TO_CONFIRM}


def junit_xml(found: Found, rans: Sequence[Ran], lang: Language = "zh") -> str:
    """A suite for each file, a test case for each case; what cannot be read are errors in a suite of their own."""
    root = Element("testsuites", name="incentive test")
    for _, group in groupby(rans, key=lambda ran: ran.cases.document.file):
        _suite(root, list(group), lang)
    if found.mistakes:
        _unread(root, found, lang)
    for name in ("tests", *_COUNTED):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    root.set("time", f"{sum(ran.seconds for ran in rans):.4f}")
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, rans: Sequence[Ran], lang: Language) -> None:
    name, _, _ = name_of(rans[0].cases, rans[0].case).partition("::")
    counts = {each: str(sum(ran.outcome is outcome for ran in rans)) for each, outcome in _COUNTED.items()}
    time = f"{sum(ran.seconds for ran in rans):.4f}"
    suite = SubElement(root, "testsuite", {"name": name, "tests": str(len(rans)), **counts, "time": time})
    for ran in rans:
        place = ran.case.place
        about = {"classname": name, "name": tame(ran.case.name), "file": place.file, "line": str(place.line)}
        case = SubElement(suite, "testcase", {**about, "time": f"{ran.seconds:.4f}"})
        kind = _KINDS.get(ran.outcome)
        if kind is not None:
            about = {} if kind == "skipped" else {"type": ran.outcome.value}
            told = SubElement(case, kind, {"message": _xml_text(in_short(ran, lang)), **about})
            told.text = None if kind == "skipped" else _xml_text(case_text(ran, lang))


def _unread(root: Element, found: Found, lang: Language) -> None:
    name = say("cases.cannot-read", lang)
    count = str(len(found.mistakes))
    suite = SubElement(root, "testsuite", name=name, tests=count, failures="0", errors=count, skipped="0", time="0")
    for mistake in found.mistakes:
        place = mistake.place
        case = SubElement(suite, "testcase", classname=name, name=str(place), file=place.file, line=str(place.line))
        case.set("time", "0")
        SubElement(case, "error", message=_xml_text(mistake.text(lang)), type=mistake.code)


def _xml_text(text: str) -> str:
    """The text without characters that XML has no form for."""
    return "".join(one if one.isprintable() or one == "\n" else "\ufffd" for one in text)
