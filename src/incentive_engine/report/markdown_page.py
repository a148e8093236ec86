"""A page of Markdown (CommonMark with tables): whatever is written on it is escaped on its way in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from incentive_engine.report.lines import inert

_MARKUP = re.compile(
    r"(?P<html>[&<>])"
    r"|(?P<mark>[\\\\`*_\[\]{}|~$])"
    r"|^(?P<block>[-+=#](?=[-+=#\s]|$))"
    r"|^(?P<place>\d+)(?P<stop>[.)])(?=\s|$)"
    r"|(?P<link>(?<=http)s?:|(?<=ftp):|(?<=www)\.|@)",
    re.IGNORECASE,
)


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is: no markup, no HTML, no link, no end of a cell."""
    return _MARKUP.sub(_harmless, inert(text).strip())


def _harmless(match: re.Match[str]) -> str:
    if match["html"] or match["link"]:
        return "".join(f"&#{ord(char)};" for char in match[0])
    if match["stop"]:
        return f"{match['place']}\\{match['stop']}"
    return "\\" + match[0]


class MarkdownPage:
    """Collects headings, paragraphs, bullets and tables."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __str__(self) -> str:
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip() + "\n"

    def block(self, mark: str, text: str) -> None:
        """A heading or a paragraph on its own."""
        self.lines += ["", mark + escaped(text), ""]

    def strong(self, name: str, text: str = "") -> None:
        """A paragraph that begins with a name in bold."""
        self.lines += ["", f"**{escaped(name)}** {escaped(text)}".rstrip(), ""]

    def quote(self, text: str) -> None:
        """A line of a quotation."""
        self.lines.append(f"> {escaped(text)}")

    def bullet(self, *paragraphs: str, depth: int = 0) -> None:
        """A bullet, each of its paragraphs on a line of its own."""
        indent = "  " * depth
        told = f"\\\n{indent}  ".join(escaped(text) for text in paragraphs if text)
        self.lines.append(f"{indent}- {told}")

    def term(self, name: str, *texts: str) -> None:
        """A bullet with a name, and each of the texts that there are: one beside it, several below it."""
        told = [text for text in texts if text]
        if not told:
            return
        lead = f"- **{escaped(name)}**"
        if len(told) == 1:
            self.lines.append(f"{lead} {escaped(told[0])}")
        else:
            self.lines += [lead, *(f"  - {escaped(text)}" for text in told)]

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table with a line of headings."""
        self.lines.append("")
        self.row(*columns)
        self.lines.append("|" + "---|" * len(columns))
        for row in rows:
            self.row(*row)
        self.lines.append("")

    def row(self, *cells: str) -> None:
        """A line of a table."""
        self.lines.append("| " + " | ".join(escaped(cell) for cell in cells) + " |")
