"""Verifications as text for a terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incentive_engine.assurance.verification.answers import WELL, Status, Verification
from incentive_engine.assurance.verification.telling import Told, counts, title, told, unused
from incentive_engine.report.lines import width
from incentive_engine.report.markdown_page import escaped
from incentive_engine.report.page import Page
from incentive_engine.wording import Language, say

_STYLES = {
    Status.FAULT: "bad",
    Status.UNDECIDED: "open",
    Status.REMARK: "open",
    Status.PROVED: "good",
    Status.BOUNDED: "good",
    Status.SHOWN: "good",
    Status.ACCEPTED: "faint",
}
_FIRST = (Status.FAULT, Status.UNDECIDED, Status.REMARK, Status.ACCEPTED, Status.BOUNDED, Status.PROVED, Status.SHOWN)
_INDENT = 2


def shown(verification: Verification, lang: Language, *, verbose: bool) -> list[Told]:
    """The answers to be told: what is to be looked at, the gravest first; with `verbose` all that is well, too."""
    answers = [one for one in verification.answers if verbose or one.status not in WELL]
    found = [told(verification.policy, one, lang, verbose=verbose) for one in answers]
    return sorted(found, key=lambda one: _FIRST.index(one.status))


def text_report(
    verifications: Sequence[Verification], lang: Language = "zh", *, page: Page | None = None, verbose: bool = False
) -> str:
    """The report as lines, written onto `page`: by default 80 columns wide and without colour."""
    page = page or Page()
    hang = max(width(say(f"verification.status-{status.value}", lang)) for status in Status) + 2
    for verification in _asked(verifications):
        page.gap()
        page.text(title(verification.policy, lang), style="strong")
        page.text(counts(verification, lang), indent=_INDENT)
        for text in unused(verification, lang):
            page.item(_status(Status.FAULT, lang), text, indent=_INDENT, hang=hang, lead_style="bad")
        for one in shown(verification, lang, verbose=verbose):
            _write(page, one, hang, lang)
    for number, line in enumerate(_end(verifications, lang)):
        if not number:
            page.gap()
        page.text(line, style="strong")
    return str(page)


def _asked(verifications: Sequence[Verification]) -> Sequence[Verification]:
    """Those of which anything was asked, or is to be told."""
    return [one for one in verifications if one.answers or one.unused]


def _write(page: Page, one: Told, hang: int, lang: Language) -> None:
    page.item(_status(one.status, lang), one.sentence, indent=_INDENT, hang=hang, lead_style=_STYLES[one.status])
    page.text(one.id, indent=_INDENT + hang, style="faint")
    (_, place), *lines = one.lines
    if one.status not in WELL:
        page.line(place, indent=_INDENT + hang)
    for depth, line in lines:
        page.text(line, indent=_INDENT + hang + 2 * depth)


def _status(status: Status, lang: Language) -> str:
    return say(f"verification.status-{status.value}", lang)


def _end(verifications: Sequence[Verification], lang: Language) -> Iterator[str]:
    if len(verifications) > 1:
        yield counts(list(verifications), lang)
    if not any(one.is_found for one in verifications):
        yield say("verification.all-well", lang)


def markdown_report(verifications: Sequence[Verification], lang: Language = "zh", *, verbose: bool = False) -> str:
    """The report as Markdown: for a pull request."""
    lines: list[str] = []
    for verification in _asked(verifications):
        lines += [f"## {escaped(title(verification.policy, lang))}", "", escaped(counts(verification, lang)), ""]
        lines += [f"- **{_status(Status.FAULT, lang)}** {escaped(text)}" for text in unused(verification, lang)]
        for one in shown(verification, lang, verbose=verbose):
            lines.append(f"- **{_status(one.status, lang)}** {escaped(one.sentence)}  \n  `{one.id}`")
            lines += [f"{'  ' * (depth + 1)}- {escaped(line)}" for depth, line in one.lines]
        lines.append("")
    return "\n".join([*lines, *_end(verifications, lang)]).rstrip() + "\n"
