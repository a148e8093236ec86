"""Verifying policies: their questions answered in several processes, and the answers put together in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context

from incentive_engine.assurance.symbolic import SECONDS
from incentive_engine.assurance.verification.answers import Answer, Verification, accepted
from incentive_engine.assurance.verification.asking import questions_of
from incentive_engine.assurance.verification.decided import Decided
from incentive_engine.assurance.verification.questions import Question
from incentive_engine.assurance.verification.witnesses import witnesses_of
from incentive_engine.policy.model import Policy

Progress = Callable[[int, int], None]
_Task = tuple[int, tuple[int, ...]]


def verify(
    policies: Sequence[Policy],
    *,
    kinds: Sequence[str] = (),
    seconds: float = SECONDS,
    jobs: int = 1,
    progress: Progress = lambda _done, _all: None,
) -> list[Verification]:
    """The answers to the questions about the policies, of these `kinds` (default: all).

    The solver has `seconds` for each question and day; `jobs` processes share the work; `progress` is told how many
    questions of how many are answered. Needs the solver (`symbolic.prover_installed`).
    """
    asked = [questions_of(policy) for policy in policies]
    tasks = [task for place, questions in enumerate(asked) for task in _tasks(place, questions, kinds)]
    every = sum(len(numbers) for _, numbers in tasks)
    answers: dict[tuple[int, int], Answer] = {}
    with _workers(policies, seconds, min(jobs, len(tasks))) as answered:
        for place, numbers, found in answered(tasks):
            answers.update({(place, number): one for number, one in zip(numbers, found, strict=True)})
            progress(len(answers), every)
    return [
        _verification(policy, [answers[key] for key in sorted(answers) if key[0] == place], whole=not kinds)
        for place, policy in enumerate(policies)
    ]


def _verification(policy: Policy, answers: Sequence[Answer], *, whole: bool) -> Verification:
    found, unused = accepted(policy, answers, whole=whole)
    return Verification(policy, tuple(found), tuple(unused))


def _tasks(place: int, questions: Sequence[Question], kinds: Sequence[str]) -> Iterator[_Task]:
    """The questions of a policy that are answered together: those about one measure, one fact, one group …

    Those about two enterprises take the longest; they are told apart, so that other processes may take them.
    """
    together: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, question in enumerate(questions):
        if not kinds or question.kind in kinds:
            together[question.id.partition("/")[0], question.kind == "cliff"].append(number)
    return ((place, tuple(numbers)) for numbers in together.values())


_Answered = Callable[[Sequence[_Task]], "Iterator[tuple[int, tuple[int, ...], list[Answer]]]"]


@contextmanager
def _workers(policies: Sequence[Policy], seconds: float, jobs: int) -> Iterator[_Answered]:
    """What answers tasks, here or in processes of their own."""
    if jobs <= 1:
        _Work.begin(policies, seconds)
        yield lambda tasks: map(_answer, tasks)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _Work.begin, (tuple(policies), seconds))

    def answered(tasks: Sequence[_Task]) -> Iterator[tuple[int, tuple[int, ...], list[Answer]]]:
        for done in as_completed([pool.submit(_answer, task) for task in tasks]):
            yield done.result()

    try:
        yield answered
    finally:
        pool.shutdown(cancel_futures=True)


class _Work:
    """What a process works on."""

    policies: Sequence[Policy] = ()
    seconds = 0.0

    @classmethod
    def begin(cls, policies: Sequence[Policy], seconds: float) -> None:
        """Take up the work on some policies."""
        cls.policies, cls.seconds = policies, seconds
        _known.cache_clear()


@cache
def _known(place: int) -> tuple[list[Question], list[Decided]]:
    """The questions of a policy and the enterprises of its rule cases, found once."""
    policy = _Work.policies[place]
    return questions_of(policy), [Decided(policy, one.day, one.facts) for one in witnesses_of(policy)]


def _answer(task: _Task) -> tuple[int, tuple[int, ...], list[Answer]]:
    from incentive_engine.assurance.verification.answering import Answerer

    place, numbers = task
    questions, known = _known(place)
    answerer = Answerer(_Work.policies[place], known, _Work.seconds)
    return place, numbers, [answerer.answer(questions[number]) for number in numbers]
