"""A decision as one HTML page: self-contained, fit for printing on A4, readable without colour or script."""

from __future__ import annotations

from markupsafe import escape

from incentive_engine.decision.model import Decision
from incentive_engine.report.lines import inert
from incentive_engine.report.templating import render
from incentive_engine.wording import Language


def html_report(decision: Decision, lang: Language = "zh", *, verbose: bool = False) -> str:
    """The page; with `verbose` its proofs are unfolded, on screen and in print."""
    return render("report.html.j2", decision, lang, verbose=verbose, escaped=lambda text: escape(inert(text)))
