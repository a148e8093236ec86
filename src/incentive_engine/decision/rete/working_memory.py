"""A ruleset inside durable-rules and its working memories: each proposition told is concluded from at once.

This speaks to `durable_rules_engine`, the engine of durable-rules, and not to the layer `durable.engine`
above it. The host of that layer dispatches rules from two background threads, which take actions away from
the caller and walk over deleted sessions, and it keeps an action's exception as text in the state. The engine
itself has no threads: the caller asks it for the next action, performs it, and says that it is done.
"""

from __future__ import annotations

import json
import weakref
from types import TracebackType

import durable_rules_engine as durable

from incentive_engine.decision.engine import EngineUnavailable
from incentive_engine.decision.inference import Conclusion
from incentive_engine.decision.network import Network
from incentive_engine.decision.rete.rules import OPENING, Conclude, Vote, rules_of

MOST_SESSIONS = 1000
"""Sessions of one ruleset that may be open at the same time: beyond 1,024 the library breaks the ruleset."""


class Ruleset:
    """The rules of a network inside the library; freed with this object, when its last session has gone."""

    def __init__(self, network: Network) -> None:
        self.rules = rules_of(network)
        self.handle: int = durable.create_ruleset("incentives", self.rules.definition)
        self.free_sessions = list(map(str, reversed(range(MOST_SESSIONS))))
        weakref.finalize(self, durable.delete_ruleset, self.handle)


class WorkingMemory:
    """A session of a ruleset, an `Inference`.

    Close it, or use it as a context manager: an open session costs some hundred kilobytes.
    Raises EngineUnavailable when too many sessions of the ruleset are open.
    """

    def __init__(self, ruleset: Ruleset) -> None:
        if not ruleset.free_sessions:
            raise EngineUnavailable("decision.rete-too-many-sessions", most=str(MOST_SESSIONS))
        self.settled: dict[int, Conclusion] = {}
        self._ruleset = ruleset
        self._session = ruleset.free_sessions.pop()
        self._fresh: list[Conclusion] = []
        # Deleting a session in which no rule has fired, the library frees memory that it never had: fire one.
        self._state = self._put(f'{{"sid": "%s", "id": "{OPENING}", "{OPENING}": 1}}')
        self.close = weakref.finalize(self, _delete, ruleset, self._session)
        self._run()
        for given in ruleset.rules.given:
            self._conclude(given, ())
        self._run()
        self._fresh.clear()

    def __enter__(self) -> WorkingMemory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def tell(self, node: int, value: bool) -> tuple[Conclusion, ...]:
        """Tell a proposition. Returns what it settled, itself first, in the order in which it was concluded.

        What is settled stays settled: telling it again settles nothing. ValueError after closing.
        """
        if not self.close.alive:
            raise ValueError("the working memory is closed")
        self._conclude(Conclude(node, value), ())
        self._run()
        fresh = tuple(self._fresh)
        self._fresh.clear()
        return fresh

    def _conclude(self, conclusion: Conclude, premises: tuple[int, ...]) -> None:
        node, value = conclusion.node, conclusion.value
        if node in self.settled:
            return
        self.settled[node] = Conclusion(node, value, premises)
        self._fresh.append(self.settled[node])
        for fact in self._ruleset.rules.facts.get((node, value), ()):
            self._put(fact)

    def _put(self, fact: str) -> int:
        """Assert one fact (never several: the library's batches corrupt its memory)."""
        code, state = durable.assert_fact(self._ruleset.handle, fact % self._session)
        if code:
            # 1: no rule reads the fact. 2: one of the same identity is there. Either way a conclusion would
            # be lost.
            raise RuntimeError(f"durable-rules answered {code} to {fact % self._session}")
        return int(state)

    def _run(self) -> None:
        """Perform the actions of rules that fire, until none does."""
        started = durable.start_action_for_state(self._ruleset.handle, self._state)
        firing = started and started[1]
        while firing:
            self._perform(firing)
            firing = durable.complete_and_start_action(self._ruleset.handle, self._state)

    def _perform(self, firing: str) -> None:
        """Do what the rule that fires says; `firing` is `{"17 true": …}`, the rule and the facts that it matched."""
        rule = firing[2 : firing.index('"', 2)]
        if rule == OPENING:
            return
        action = self._ruleset.rules.actions[rule]
        if isinstance(action, Vote):
            for child in _premises(firing):
                for vote in action.facts[child]:
                    self._put(vote)
        elif action.node not in self.settled:
            self._conclude(action, _premises(firing))


def _premises(firing: str) -> tuple[int, ...]:
    """The nodes that the facts of a firing speak of: one match, or a list of them when the rule counts."""
    (matched,) = json.loads(firing).values()
    matches = matched if isinstance(matched, list) else [matched]
    return tuple(sorted({match["m"]["node"] for match in matches}))


def _delete(ruleset: Ruleset, session: str) -> None:
    durable.delete_state(ruleset.handle, session)
    ruleset.free_sessions.append(session)
