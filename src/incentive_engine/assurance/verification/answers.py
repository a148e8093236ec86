"""Answers: what was found out about a question, and what that means to the author of a policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from incentive_engine.policy.model import Policy


class Status(str, Enum):
    """What an answer means: all is well, or something is to be looked at."""

    PROVED = "proved"
    """There should be no such enterprise, and there is none."""
    BOUNDED = "bounded"
    """There should be no such enterprise, and there is none whose lists have at most a few different entries."""
    SHOWN = "shown"
    """There should be such an enterprise, and here is one."""
    FAULT = "fault"
    REMARK = "remark"
    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    """A fault or a remark, or nothing decided, that the author of the policy accepts with a reason."""


WELL = (Status.PROVED, Status.BOUNDED, Status.SHOWN)
"""Nothing to be looked at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question of a policy.

    `enterprises` are one or two, as `Profile.facts`, decided on `day`: an example where there should be one, else a
    counterexample. `items` is how many different entries a list was thought to have where none was found (None: any
    number). `why` says in a sentence (code, values) why nothing was decided. `serious` says that a fault, not a remark,
    is at stake. `accepted` is the reason for which the author accepts what was found.
    """

    question: str
    kind: str
    measure: str | None
    status: Status
    serious: bool
    code: str
    values: Mapping[str, object]
    place: tuple[str, int]
    day: date | None = None
    enterprises: tuple[Mapping[str, Any], ...] = ()
    rises: str | None = None
    items: int | None = None
    why: tuple[str, Mapping[str, object]] | None = None
    accepted: str | None = None

    @property
    def is_found(self) -> bool:
        """Whether it says that something is wrong: a fault, or nothing decided where a fault is at stake."""
        return self.status is Status.FAULT or (self.status is Status.UNDECIDED and self.serious)


@dataclass(frozen=True, slots=True)
class Verification:
    """The answers to all questions asked about a policy; `unused` are acceptances that none of them needed."""

    policy: Policy
    answers: Sequence[Answer]
    unused: Sequence[str] = ()

    @property
    def is_found(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.unused) or any(answer.is_found for answer in self.answers)

    def counts(self) -> dict[Status, int]:
        """How many answers mean what."""
        found = [answer.status for answer in self.answers]
        return {status: found.count(status) for status in Status}


def accepted(policy: Policy, answers: Sequence[Answer], *, whole: bool) -> tuple[list[Answer], list[str]]:
    """The answers with what the author accepts, and the acceptances that no answer needs.

    Unless the answers are to `whole`, all of the policy's questions, an acceptance may be about one that was not asked.
    """
    reasons = {one.finding: one.reason for one in policy.accepted}
    open_ = (Status.FAULT, Status.REMARK, Status.UNDECIDED)
    used = {one.question for one in answers if one.question in reasons and one.status in open_}
    found = [
        replace(one, status=Status.ACCEPTED, accepted=reasons[one.question]) if one.question in used else one
        for one in answers
    ]
    asked = {one.question for one in answers}
    return found, [id_ for id_ in reasons if id_ not in used and (whole or id_ in asked)]
