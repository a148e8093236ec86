"""A page of text: lines no wider than the page, with hanging indents and, where wanted, colour."""

from __future__ import annotations

from incentive_engine.report.lines import align_right, inert, width, wrap

_CODES = {"strong": "1", "faint": "2", "bad": "31", "good": "32", "open": "33", "title": "1;4"}


class Page:
    """Collects lines; `columns` is the width, `colour` whether styles are shown."""

    def __init__(self, columns: int = 80, *, colour: bool = False) -> None:
        self.columns = max(columns, 40)
        self.colour = colour
        self._lines: list[str] = []

    def __str__(self) -> str:
        return "\n".join(self._lines) + "\n" if self._lines else ""

    def gap(self) -> None:
        """An empty line, but never two in a row."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def text(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """A paragraph, every line of it indented alike."""
        for line in wrap(text, self.columns - indent):
            self._lines.append((" " * indent + self._styled(line, style)).rstrip())

    def line(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """One line, however long and never broken: what is followed as a whole, such as a file and a line in it."""
        self._lines.append((" " * indent + self._styled(inert(text), style)).rstrip())

    def item(
        self, lead: str, text: str, *, indent: int = 0, hang: int = 0, style: str = "", lead_style: str = ""
    ) -> None:
        """A lead (a mark, a name) and a text that hangs beside it, `hang` columns on or just after it."""
        column = indent + max(hang, width(lead) + 1)
        lines = wrap(text, max(self.columns - column, 20))
        space = " " * (column - indent - width(lead))
        first = " " * indent + self._styled(lead, lead_style) + space + self._styled(lines[0], style)
        self._lines.append(first.rstrip())
        self._lines.extend(" " * column + self._styled(line, style) for line in lines[1:])

    def entry(self, lead: str, text: str, tail: str, *, hang: int, tail_style: str = "") -> None:
        """A lead, a strong text, and at the right end a tail (an amount), below where there is no room."""
        room = self.columns - hang - width(tail) - 2
        lines = wrap(text, room if room >= min(width(text), 24) else self.columns - hang)
        for number, line in enumerate(lines):
            left = align_right(lead, hang - 2) + "  " if number == 0 else " " * hang
            if number == 0 and tail and width(line) <= room:
                gap = " " * (self.columns - hang - width(line) - width(tail))
                self._lines.append(left + self._styled(line, "strong") + gap + self._styled(tail, tail_style))
                tail = ""
            else:
                self._lines.append((left + self._styled(line, "strong")).rstrip())
        if tail:
            for line in wrap(tail, self.columns - hang):
                self._lines.append(" " * hang + self._styled(align_right(line, self.columns - hang), tail_style))

    def _styled(self, text: str, style: str) -> str:
        return f"\033[{_CODES[style]}m{text}\033[0m" if self.colour and style and text else text
