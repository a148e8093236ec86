"""The pytest plugin: the rule cases of any repository of rules, one test item a case.

A YAML file in a folder `cases` is collected when a `policy.yaml` lies beside that folder, or when the file itself looks
like cases (it has the keys `policy` and `cases`); so is such a file anywhere else when it is named on the command line.
What reads and decides is imported when the first such file is met.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from incentive_engine.assurance.cases.finding import Reader
    from incentive_engine.assurance.cases.running import Ran
    from incentive_engine.policy.cases import Case, RuleCases
    from incentive_engine.wording import Language

_FOLDER, _POLICY = "cases", "policy.yaml"
_KEYS = (re.compile(rb"^policy\s*:", re.MULTILINE), re.compile(rb"^cases\s*:", re.MULTILINE))
_READER = pytest.StashKey["Reader"]()


class Otherwise(Exception):  # noqa: N818 - it says what is so
    """A case is decided otherwise than expected, or cannot be decided; its text says how and why."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--incentive-engine`, `--incentive-rules` and their like in the ini file."""
    from incentive_engine.wording import say

    lang = _language()
    group = parser.getgroup("incentive-engine")
    group.addoption("--incentive-engine", choices=("rete", "reference"), help=say("cases.plugin-engine", lang))
    group.addoption(
        "--incentive-rules", action="append", default=[], metavar="DIR", help=say("cases.plugin-rules", lang)
    )
    parser.addini("incentive_engine", say("cases.plugin-engine", lang), default="")
    parser.addini("incentive_rules", say("cases.plugin-rules", lang), type="paths", default=[])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CasesFile | None:
    """Collect files of cases."""
    if file_path.suffix not in (".yaml", ".yml"):
        return None
    among_cases = file_path.parent.name == _FOLDER
    if not among_cases and not parent.session.isinitpath(file_path):
        return None
    if (among_cases and (file_path.parent.parent / _POLICY).is_file()) or _names_a_policy(file_path):
        file: CasesFile = CasesFile.from_parent(parent, path=file_path)
        return file
    return None


class CasesFile(pytest.File):
    """A file of rule cases."""

    def collect(self) -> Iterable[pytest.Item]:
        """The cases, in the order of the file. A file that cannot be read is an error with places and reasons."""
        from incentive_engine.mistakes import InputError

        try:
            cases = _reader(self.config).read(_as_shown(self.path))
        except InputError as error:
            raise self.CollectError("\n".join(one.text(_language()) for one in error.mistakes)) from None
        return list(self._items(cases))

    def _items(self, cases: RuleCases) -> Iterator[CaseItem]:
        for case in cases.cases:
            item: CaseItem = CaseItem.from_parent(self, name=case.name, cases=cases, case=case)
            if case.to_confirm is not None:
                item.add_marker(pytest.mark.skip(reason=item.to_confirm()))
            yield item


class CaseItem(pytest.Item):
    """One rule case."""

    def __init__(self, *, cases: RuleCases, case: Case, **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]  # what pytest's own constructors pass on
        self.cases = cases
        self.case = case

    def runtest(self) -> None:
        """Decide the case. Raises Otherwise when the decision is not what the case expects."""
        from incentive_engine.assurance.cases.running import Outcome
        from incentive_engine.assurance.cases.telling import case_text, in_short

        ran, lang = self._ran(), _language()
        if ran.outcome is Outcome.UNREADABLE:
            raise Otherwise(case_text(ran, lang))
        if ran.outcome is not Outcome.PASSED:
            raise Otherwise(f"{in_short(ran, lang)}\n{self.case.place}\n\n{case_text(ran, lang)}")

    def to_confirm(self) -> str:
        """That a person has yet to confirm the case, where it stands, and what for."""
        from incentive_engine.wording import say

        return f"{self.case.place}: {say('cases.to-confirm', _language(), reason=self.case.to_confirm)}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """The difference and its reasons; no traceback."""
        if isinstance(excinfo.value, Otherwise):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case stands."""
        return self.path, self.case.place.line - 1, f"{self.path.stem}::{self.name}"

    def _ran(self) -> Ran:
        from incentive_engine.assurance.cases.running import run_cases
        from incentive_engine.decision.engine import EngineUnavailable

        engine = self.config.getoption("--incentive-engine") or self.config.getini("incentive_engine") or None
        try:
            return next(run_cases([(self.cases, self.case)], engine=engine))
        except EngineUnavailable as error:
            raise Otherwise(error.text(_language())) from None


def _as_shown(path: Path) -> Path:
    """The file as messages name it: from the working directory where it lies below that."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _names_a_policy(file: Path) -> bool:
    try:
        text = file.read_bytes()
    except OSError:
        return False
    return all(key.search(text) for key in _KEYS)


def _reader(config: pytest.Config) -> Reader:
    """What reads files of cases, one for the whole run, so that each policy is loaded once."""
    from incentive_engine.assurance.cases.finding import Reader

    if _READER not in config.stash:
        rules = [*config.getini("incentive_rules"), *config.getoption("--incentive-rules")]
        config.stash[_READER] = Reader(rules)
    return config.stash[_READER]


def _language() -> Language:
    return "en" if os.environ.get("INCENTIVE_LANG", "").lower().startswith("en") else "zh"
