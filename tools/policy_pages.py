"""Write the pages that follow from the library: `python tools/policy_pages.py`.

`docs/policies/` holds every policy as an official reads it, and `docs/reference/traceability.md` tells where every
instrument that the founding documents name is encoded, and what every measure rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from incentive_engine.policy import available_policies, load_policy
from incentive_engine.policy.model import Measure, Policy
from incentive_engine.report.markdown_page import MarkdownPage, escaped
from incentive_engine.report.phrases import policy_name, source
from incentive_engine.report.policy_markdown import measure_heading, policy_markdown
from incentive_engine.report.policy_words import PolicyWords
from incentive_engine.report.times import period

TOP = Path(__file__).resolve().parents[1]
RULES, DOCS = TOP / "rules", TOP / "docs"
POLICIES, TRACEABILITY = "policies", "reference/traceability.md"
GENERATED = (
    "> 本页由 `python tools/policy_pages.py` 生成，请勿手改。This page is generated; edit the rules instead.\n\n"
)


def generated_pages() -> dict[Path, str]:
    """Every page with its text."""
    policies = {found.id: load_policy(found.id) for found in available_policies() if RULES in found.folder.parents}
    pages = {f"{POLICIES}/{id_}.md": policy_markdown(policy) for id_, policy in policies.items()}
    pages[f"{POLICIES}/README.md"] = _index(policies)
    pages[TRACEABILITY] = _traceability(policies)
    return {DOCS / name: GENERATED + text for name, text in pages.items()}


def stale_pages(pages: dict[Path, str]) -> Iterator[Path]:
    """Pages of policies that there are no more."""
    yield from (page for page in sorted((DOCS / POLICIES).rglob("*.md")) if page not in pages)


class _Page(MarkdownPage):
    """A page of tables whose cells may be links."""

    def linked_table(self, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
        self.lines += ["", f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
        self.lines += [f"| {' | '.join(row)} |" for row in rows]
        self.lines.append("")


def _index(policies: dict[str, Policy]) -> str:
    page = _Page()
    page.block("# ", "政策库")
    page.block("", "库中每项政策一页，按条文列出条件、标准、申报方式和出处。※ 为本项目重构，申报、兑现以正式文件为准。")
    columns = ("政策", "发文机关", "有效期", "措施", "文本依据")
    page.linked_table(columns, (_index_row(policy) for policy in policies.values()))
    page.lines.append(f"起始文件点到的政策工具编在何处，见[溯源表](../{TRACEABILITY})。")
    return str(page)


def _index_row(policy: Policy) -> tuple[str, ...]:
    link = f"[{escaped(policy_name(policy, 'zh'))}]({policy.id}.md)"
    told = (policy.issuer or "", period(policy.in_force, "zh"), f"{len(policy.measures)} 项", _basis(policy))
    return (link, *map(escaped, told))


def _traceability(policies: dict[str, Policy]) -> str:
    listed = yaml.safe_load((DOCS / "reference/instruments.yaml").read_text("utf-8"))
    instruments: list[dict[str, Any]] = listed["instruments"]
    encoded = sum("encoded_by" in one for one in instruments)
    page = _Page()
    page.block("# ", "溯源表")
    page.block("", "从起始文件到政策库，再从每条措施到出处。")
    page.block("## ", "起始文件点到的政策工具")
    page.block(
        "", f"五篇起始文件共点到 {len(instruments)} 项，已编 {encoded} 项，未编 {len(instruments) - encoded} 项。"
    )
    for file, title in listed["documents"].items():
        page.term(file[:3], f"{title}（{file}）")
    columns = ("政策工具", "原文（起始文件）", "编入", "说明")
    page.linked_table(columns, (_instrument_row(one, policies) for one in instruments))
    page.block("## ", "各项措施的出处")
    for policy in policies.values():
        page.block("### ", policy_name(policy, "zh"))
        rows = (_measure_row(policy, measure) for measure in policy.measures)
        page.linked_table(("措施", "文本依据", "出处"), rows)
    return str(page)


def _instrument_row(instrument: dict[str, Any], policies: dict[str, Policy]) -> tuple[str, ...]:
    quotes = "<br>".join(f"{file[:3]}：“{escaped(quote)}”" for file, quote in instrument["named_in"].items())
    places = "<br>".join(_place(place, policies) for place in instrument.get("encoded_by", ())) or "未编"
    return (
        escaped(instrument["name"]),
        quotes,
        places,
        escaped(instrument.get("not_encoded") or instrument.get("note", "")),
    )


def _place(place: str, policies: dict[str, Policy]) -> str:
    id_, _, wanted = place.partition("#")
    policy = policies[id_]
    if not wanted:
        return f"[{escaped(policy.short_title or policy.title)}](../{POLICIES}/{id_}.md)"
    return _measure_link(policy, policy.measure(wanted), of=f"{policy.short_title or policy.title} ")


def _measure_row(policy: Policy, measure: Measure) -> tuple[str, ...]:
    sources = "<br>".join(escaped(source(one, "zh")) for one in measure.sources)
    return (_measure_link(policy, measure), escaped(_basis(policy, measure)), sources)


def _measure_link(policy: Policy, measure: Measure, of: str = "") -> str:
    heading = measure_heading(policy, measure)
    return f"[{escaped(of + heading)}](../{POLICIES}/{policy.id}.md#{_anchor(heading)})"


def _anchor(heading: str) -> str:
    """The anchor that Markdown renderers give to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _basis(policy: Policy, measure: Measure | None = None) -> str:
    return PolicyWords(policy, "zh").basis((measure or policy).basis)


def main() -> None:
    """Write the pages that differ, and remove those that are stale."""
    pages = generated_pages()
    for page, text in pages.items():
        if not page.exists() or page.read_text("utf-8") != text:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, "utf-8")
            print(page.relative_to(TOP))
    for page in stale_pages(pages):
        page.unlink()
        print(f"{page.relative_to(TOP)}: removed")


if __name__ == "__main__":
    main()
