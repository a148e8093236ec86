"""Words that stand for tiers, the highest first: levels, prizes, classes, roles."""

from __future__ import annotations

import re
from collections.abc import Iterable

RANKS = (
    ("国际", "国家", "省", "市", "区"),
    ("特等", "一等", "二等", "三等", "优秀"),
    ("A类", "B类", "C类", "D类", "E类"),
    ("主导", "参与"),
    ("博士", "硕士", "本科"),
)
_SUFFIX = re.compile(r"(?:级示范|级|奖|赛|标准|研究生)$")


def stem(text: str) -> str:
    """A tier's word without what it is a tier of: 国家 of 国家级, 二等 of 二等奖."""
    return _SUFFIX.sub("", text) or text


def rank(text: str) -> tuple[int, int] | None:
    """Which order of tiers a word belongs to, and its place in it, the highest first; None when it is no tier."""
    for kind, ranks in enumerate(RANKS):
        if stem(text) in ranks:
            return kind, ranks.index(stem(text))
    return None


def above(choices: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Of each choice that is a tier, the choices that are higher tiers of its order; none where it is the highest."""
    ranked = [(choice, found) for choice in choices if (found := rank(choice)) is not None]
    higher = {
        choice: tuple(other for other, (order, place) in ranked if order == kind and place < at)
        for choice, (kind, at) in ranked
    }
    return {choice: others for choice, others in higher.items() if others}
