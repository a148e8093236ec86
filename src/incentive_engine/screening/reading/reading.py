"""A register from the files that hold it, whatever their form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.model import FactType, Policy, Vocabulary, shared_vocabulary
from incentive_engine.profile.loading import CODE
from incentive_engine.profile.names import FactNames
from incentive_engine.profile.read_error import shown
from incentive_engine.screening.reading.csv_files import careful_source, csv_source
from incentive_engine.screening.reading.headings import HeadingNames
from incentive_engine.screening.reading.json_lines import json_lines_sources
from incentive_engine.screening.reading.parquet_files import in_place, parquet_files, parquet_sources
from incentive_engine.screening.reading.population import register_of
from incentive_engine.screening.reading.rejecting import Reject, create_rejects, reject
from incentive_engine.screening.reading.source import Source
from incentive_engine.screening.reading.text_files import TextFile, fault
from incentive_engine.screening.reading.workbooks import workbook_sources
from incentive_engine.screening.register import Register
from incentive_engine.wording import Language

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CSV = (".csv", ".tsv", ".txt")
JSON_LINES = (".jsonl", ".ndjson")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
PARQUET = (".parquet", ".pq")

BESIDE_RESULTS = ("rejects", "what-if")
"""What a screening writes beside its results, by `<stem>.<name>.csv`: no lists, when it stands beside the register."""


@dataclass(frozen=True, slots=True)
class _Regular:
    """A source that DuckDB reads as it stands, and what it takes to read it with more care."""

    source: Source
    text: TextFile
    delimiter: str


def read_register(
    path: Path | str,
    policies: Sequence[Policy] | Vocabulary,
    connection: DuckDBPyConnection,
    *,
    ignore_unknown: bool = False,
    lang: Language = "zh",
) -> Register:
    """The register in a file (CSV, JSON lines, a workbook, Parquet; of Parquet also a folder or a pattern).

    Its facts are those that any of the policies knows. In the connection it makes the tables `register`,
    `register_<fact>` for lists, and `rejects` (file, row, column, value, reason in `lang`): of each enterprise that has
    a cell which cannot be read, whose code is missing, wrong or repeated, or whose figures contradict its day of
    establishment. Parquet that needs no mending is read where it is. Columns that name nothing are mistakes, unless
    `ignore_unknown`. Raises InputError with every mistake for what cannot be read as a whole.
    """
    vocabulary = policies if isinstance(policies, Vocabulary) else shared_vocabulary(policies)
    create_rejects(connection)
    mistakes: list[Mistake] = []
    path = Path(path)
    suffix = path.suffix.lower()
    with TemporaryDirectory(prefix="incentive-") as folder:
        scratch = Path(folder)
        if suffix in CSV:
            return _of_csv(connection, path, vocabulary, scratch, mistakes, ignore_unknown, lang)
        if suffix in JSON_LINES:
            rejects: list[Reject] = []
            sources = json_lines_sources(
                path, vocabulary, scratch, mistakes, rejects, ignore_unknown=ignore_unknown, lang=lang
            )
            _check(sources, mistakes)
            reject(connection, rejects)
            return register_of(connection, sources[0], sources[1:], lang)
        if suffix in WORKBOOKS:
            sources = workbook_sources(path, vocabulary, scratch, mistakes, ignore_unknown=ignore_unknown)
            _check(sources, mistakes)
            return register_of(connection, sources[0], sources[1:], lang)
        if suffix in PARQUET or path.is_dir():
            return _of_parquet(connection, path, vocabulary, mistakes, ignore_unknown, lang)
    if not path.exists():
        raise fault(str(path), "policy.no-file")
    raise fault(str(path), "reading.unknown-format")


def _check(sources: Sequence[Source], mistakes: list[Mistake]) -> None:
    """Refuse what cannot be read as a whole: mistaken headings, tables whose rows belong to nobody."""
    for source in sources:
        if source.heading(CODE.id) is None and not (source.fact and "_position" in source.extra):
            mistakes.append(Mistake(Place(source.file), "reading.no-code-column"))
    if mistakes:
        raise InputError(mistakes)


def _of_parquet(
    connection: DuckDBPyConnection,
    path: Path,
    vocabulary: Vocabulary,
    mistakes: list[Mistake],
    ignore_unknown: bool,
    lang: Language,
) -> Register:
    from duckdb import Error

    files = parquet_files(path)
    sources = parquet_sources(connection, files, vocabulary, mistakes, ignore_unknown=ignore_unknown)
    _check(sources, mistakes)
    try:
        register = in_place(connection, files, sources[0]) if len(sources) == 1 else None
        return register or register_of(connection, sources[0], sources[1:], lang)
    except Error as error:
        raise fault(str(path), "reading.damaged-table", reason=str(error).partition("\n")[0]) from None


def _of_csv(
    connection: DuckDBPyConnection,
    path: Path,
    vocabulary: Vocabulary,
    scratch: Path,
    mistakes: list[Mistake],
    ignore_unknown: bool,
    lang: Language,
) -> Register:
    from duckdb import Error

    names = HeadingNames(vocabulary.facts.values(), vocabulary)
    found = [
        _Regular(*csv_source(connection, path, names, scratch, mistakes, ignore_unknown=ignore_unknown, fact=None))
    ]
    for beside, fact in _lists_beside(path, vocabulary, mistakes, ignore_unknown).items():
        names = HeadingNames(vocabulary.facts[fact].item, vocabulary, named=False)
        one = csv_source(
            connection, beside, names, scratch, mistakes, ignore_unknown=ignore_unknown, fact=vocabulary.facts[fact]
        )
        found.append(_Regular(*one))
    _check([one.source for one in found], mistakes)
    if all(one.text.regular for one in found):
        try:
            sources = [one.source for one in found]
            return register_of(connection, sources[0], sources[1:], lang)
        except Error:  # some line is not as the others: see which
            create_rejects(connection)
    sources = [careful_source(one.source, one.text, one.delimiter, connection, scratch, lang) for one in found]
    return register_of(connection, sources[0], sources[1:], lang)


def _lists_beside(path: Path, vocabulary: Vocabulary, mistakes: list[Mistake], ignore_unknown: bool) -> dict[Path, str]:
    """The files `<stem>.<fact>.csv` beside a CSV file, by the list facts whose items they hold."""
    lists = [fact for fact in vocabulary.facts.values() if fact.type is FactType.LIST and fact.formula is None]
    names = FactNames(lists)
    found: dict[Path, str] = {}
    for beside in sorted(path.parent.glob("*")):
        if (
            beside == path
            or beside.suffix.lower() != path.suffix.lower()
            or not beside.name.startswith(f"{path.stem}.")
        ):
            continue
        name = beside.name[len(path.stem) + 1 : -len(beside.suffix)]
        fact = names.find(name)
        if not name or (name in BESIDE_RESULTS and fact is None):
            continue
        if fact is None:
            if not ignore_unknown:
                about = {"name": shown(name), "near": names.near(name)}
                mistakes.append(Mistake(Place(str(beside)), "reading.not-a-list", about))
        elif fact.id in found.values():
            first = next(str(one) for one, id_ in found.items() if id_ == fact.id)
            about = {"label": fact.label, "fact": fact.id, "first": first}
            mistakes.append(Mistake(Place(str(beside)), "reading.file-twice", about))
        else:
            found[beside] = fact.id
    return found
