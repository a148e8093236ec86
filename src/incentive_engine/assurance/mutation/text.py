"""Mutation as text: scores by measure, then each survivor with what tells it from the policy."""

from __future__ import annotations

from collections.abc import Sequence

from incentive_engine.assurance.mutation.mutants import Mutant
from incentive_engine.assurance.mutation.mutating import Result
from incentive_engine.assurance.mutation.proofs import DIFFERENT
from incentive_engine.assurance.mutation.running import Near
from incentive_engine.assurance.mutation.scores import COMMON, Score, Scored
from incentive_engine.assurance.mutation.words import verdict_in_words
from incentive_engine.report import phrases
from incentive_engine.report.lines import align_right, inert, pad, width
from incentive_engine.report.page import Page
from incentive_engine.wording import Language, say

_COLUMNS = ("all", "killed", "survived", "equivalent", "score")


def mutation_text(parts: Sequence[Scored], lang: Language, page: Page, *, proved: bool) -> str:
    """The report; `proved` says whether the solver was asked about survivors."""
    for part in parts:
        page.gap()
        _part(part, lang, page)
    if not proved:
        page.gap()
        page.text(say("mutation.not-proved", lang))
    return str(page)


def sentence(mutant: Mutant, lang: Language) -> str:
    """The change in one sentence: `第7条“…”，条件“…”（growth）：…`."""
    parts = (mutant.owner.words.text(lang), mutant.where.text(lang))
    whose = say("mutation.part-separator", lang).join(part for part in parts if part)
    return inert(say("mutation.change", lang, whose=whose, change=mutant.change.text(lang)))


def _part(part: Scored, lang: Language, page: Page) -> None:
    title = phrases.policy_name(part.policy, lang) if part.policy else say("mutation.shared-facts", lang)
    page.text(title, style="title")
    _table(part, lang, page)
    if part.survivors:
        page.gap()
        page.text(say("mutation.survivors", lang, count=len(part.survivors)), style="strong")
        for one in part.survivors:
            _survivor(part, one, lang, page)
    if part.equivalents:
        page.gap()
        page.text(say("mutation.equivalents", lang, count=len(part.equivalents)), style="strong")
        for one in part.equivalents:
            page.line(str(one.mutant.place.from_here()), indent=2, style="faint")
            page.text(sentence(one.mutant, lang), indent=4)
            page.text(inert(one.proof.words.get(lang, "")), indent=4, style="faint")


def _table(part: Scored, lang: Language, page: Page) -> None:
    numbers = {measure.id: measure.number for measure in part.policy.measures} if part.policy else {}
    rows = [
        (say("mutation.common", lang) if id_ == COMMON else f"{numbers[id_]:>2} {id_}", score)
        for id_, score in part.measures().items()
    ]
    rows.append((say("mutation.in-all", lang), part.score))
    column = max(width(name) for name, _ in rows) + 2
    heads = [say(f"mutation.column-{name}", lang) for name in _COLUMNS]
    sizes = [max(width(head), 6) + 2 for head in heads]
    page.text(" " * column + "".join(map(align_right, heads, sizes)), style="faint")
    for name, score in rows:
        page.text(pad(name, column) + "".join(map(align_right, _cells(score), sizes)))


def _cells(score: Score) -> list[str]:
    return [str(one) for one in (score.all, score.killed, score.survived, score.equivalent)] + [f"{score.per_cent} %"]


def _survivor(part: Scored, result: Result, lang: Language, page: Page) -> None:
    mutant = result.mutant
    page.gap()
    page.line(str(mutant.place.from_here()), indent=2, style="faint")
    page.text(sentence(mutant, lang), indent=4)
    because = part.because(result)
    if because is not None:
        page.text(say("mutation.explained", lang, because=inert(because)), indent=4)
    words = result.proof.words.get(lang)
    if words:
        page.text(inert(words), indent=4)
    if result.proof.kind != DIFFERENT or not words:
        for near in result.ran.near:
            page.text(_near(near, lang), indent=4, style="faint")
    page.text(say("mutation.id", lang, id=inert(mutant.id)), indent=4, style="faint")


def _near(near: Near, lang: Language) -> str:
    where = {"case": inert(near.case), "place": inert(str(near.place.from_here()))}
    if not near.what:
        return say("mutation.near", lang, **where)
    values = {
        "what": say(f"mutation.what-{near.what}", lang),
        "before": _told(near.before, near.what, lang),
        "after": _told(near.after, near.what, lang),
    }
    return say("mutation.unnoticed", lang, measure=near.measure, **where, **values)


def _told(value: str | None, what: str, lang: Language) -> str:
    if what == "verdict" and value:
        return verdict_in_words(value, lang)
    if value is None:
        return say("mutation.not-known", lang)
    return value or say("mutation.none", lang)
