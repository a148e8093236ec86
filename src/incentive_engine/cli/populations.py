"""How a command gets at a population: read from a file or a table, decided by the backend that was asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from incentive_engine.mistakes import Names
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from incentive_engine.policy.model import Constant, Policy
    from incentive_engine.screening.backends import Backend
    from incentive_engine.screening.compiling.plan import Plan
    from incentive_engine.screening.register import Register
    from incentive_engine.screening.results.screened import Screened

FORMS = (".csv", ".tsv", ".txt")
"""Files that hold one table, so that list facts are in further files beside them."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be screened, by what, for which day, and where.

    `progress` is told how many of how many enterprises are decided. `by_place` leaves out policies that hold in no
    region where any of the enterprises is; `rules` are further folders of policies.
    """

    source: Path | None
    table: str | None
    policies: Sequence[Policy]
    as_of: date
    assessment_year: int
    assumed: Mapping[str, Any]
    connection: DuckDBPyConnection
    lang: Language
    backend: str = "duckdb"
    master: str | None = None
    dsn: str | None = None
    spark_folder: Path | None = None
    ignore_unknown: bool = False
    progress: Callable[[int, int], None] | None = None
    by_place: bool = False
    rules: Sequence[Path] = ()


class Population(Protocol):
    """A population that was read, ready to be decided."""

    def decided(self, parameters: Mapping[str, Constant], into: str = "results") -> Screened:
        """Its results, in the table `into`; `parameters` override values of the policies'."""
        ...

    def statement(self) -> str:
        """The SQL that decides it, in the dialect of the backend."""
        ...

    def explanation(self) -> str:
        """What of it SQL would decide and what the reference evaluator, and why."""
        ...


@contextmanager
def opened_population(request: Request) -> Iterator[Population]:
    """The population of a request, as long as its backend lives; what cannot be read is in the table `rejects`.

    Raises InputError where nothing can be read at all, or the backend is not to be had.
    """
    from incentive_engine.screening.backends import opened
    from incentive_engine.screening.reading import read_register
    from incentive_engine.screening.results.assuming import assume_everywhere

    master, dsn = request.master or "local[*]", request.dsn or ""
    with opened(request.backend, master=master, dsn=dsn, folder=request.spark_folder) as backend:
        if request.source is None:
            register = _register_of_table(request, backend)
        else:
            register = read_register(
                request.source,
                request.policies,
                request.connection,
                ignore_unknown=request.ignore_unknown,
                lang=request.lang,
            )
        if request.by_place:
            request = replace(request, policies=_policies_of_places(request, register))
        register = assume_everywhere(register, request.assumed, request.policies)
        yield _Population(request, backend, register)


def _policies_of_places(request: Request, register: Register) -> list[Policy]:
    """The policies whose region holds any of the enterprises; all of them where no place is told. Says which."""
    from incentive_engine.policy import load_regions

    regions = load_regions(request.rules)
    places: list[str] = []
    if request.source is not None and regions.of is not None and regions.of in register.main.columns:
        query = f'SELECT DISTINCT "{regions.of}" FROM {register.main.sql}'  # noqa: S608  names of facts and tables
        told = request.connection.execute(query).fetchall()
        places = sorted(place for (place,) in told if place in regions.within)
    held = {region for place in places for region in regions.path(place)}
    chosen = [policy for policy in request.policies if policy.region is None or policy.region in held]
    if not places or not chosen:
        click.echo(say("cli.all-policies", request.lang, count=len(request.policies)), err=True)
        return list(request.policies)
    values = {"places": Names(places), "count": len(chosen)}
    click.echo(say("cli.policies-of-places", request.lang, **values), err=True)
    return chosen


@dataclass(frozen=True, slots=True)
class _Population:
    request: Request
    backend: Backend
    register: Register

    def decided(self, parameters: Mapping[str, Constant], into: str = "results") -> Screened:
        from incentive_engine.screening.results.screened import Screened
        from incentive_engine.screening.screen import screen

        request = self.request
        screening = screen(
            request.policies,
            self.backend.attach(self.register, request.connection),
            request.connection,
            self._profiles,
            backend=self.backend,
            as_of=request.as_of,
            assessment_year=request.assessment_year,
            parameters=parameters,
            results=into,
            processes=os.cpu_count() or 1,
            progress=request.progress,
        )
        return Screened(
            request.connection,
            tuple(request.policies),
            request.as_of,
            request.assessment_year,
            self.register.rows,
            self._profiles,
            results=screening.results,
            parameters=parameters,
            assumed=request.assumed,
            backend=request.backend,
            by_reference={id_: (len(one.measures), one.enterprises) for id_, one in screening.referred.items()},
        )

    def _profiles(self, rows: Sequence[int]) -> Iterator[Any]:
        from incentive_engine.screening.backends.fetching import fetched
        from incentive_engine.screening.reading import profiles

        register, connection = self.register, self.request.connection
        if self.request.source is None:
            register = fetched(self.backend, register, connection, rows)
        return profiles(register, connection, rows)

    def statement(self) -> str:
        from incentive_engine.screening.backends.dialects import written

        return written(self._plan().statement, self.backend.dialect) + "\n"

    def explanation(self) -> str:
        from incentive_engine.screening.explaining import explained

        return explained(self._plan(), self.request.lang)

    def _plan(self) -> Plan:
        from incentive_engine.screening.compiling.plan import plan

        request = self.request
        register = self.backend.attach(self.register, request.connection)
        return plan(request.policies, register, as_of=request.as_of, assessment_year=request.assessment_year)


def _register_of_table(request: Request, backend: Any) -> Register:
    """The register in a table of PostgreSQL."""
    from incentive_engine.screening.backends.postgres_register import postgres_register

    register: Register = postgres_register(
        backend.server,
        str(request.table),
        request.policies,
        request.connection,
        ignore_unknown=request.ignore_unknown,
        lang=request.lang,
    )
    return register


def files_of(request: Request) -> list[Path]:
    """The files that a population is read from: the one named, and those of its list facts beside it."""
    source = request.source
    if source is None or not source.is_file():
        return []
    if source.suffix.lower() not in FORMS:
        return [source]
    lists = {
        name
        for policy in request.policies
        for fact in policy.vocabulary.facts.values()
        for name in (fact.id, fact.label)
    }
    beside = sorted(path for path in source.parent.iterdir() if path.suffix.lower() == source.suffix.lower())
    named = (path for path in beside if path.stem.startswith(f"{source.stem}."))
    return [source, *(path for path in named if path.stem[len(source.stem) + 1 :] in lists)]
