"""Apache Spark: a cluster, or the cores of this machine, for registers that one process does not hold.

Tables go to Spark and come back as Parquet in a folder that this process and all of the cluster see. Registers that are
Parquet files already are read where they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection
from sqlglot import exp

from incentive_engine.screening.backends.dialects import written
from incentive_engine.screening.backends.embedded import named, quoted
from incentive_engine.screening.backends.failures import failure, first_line
from incentive_engine.screening.backends.spark_session import spark_session
from incentive_engine.screening.backends.spark_tables import export, pattern_of, table_in_spark, uri_of
from incentive_engine.screening.register import Register, Relation

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


_FEW = 200_000
"""Up to how many enterprises Spark interprets a statement; compiling it to Java takes longer than their rows do."""

_FEWEST_PARTS, _PART = 4, 50_000
"""Into how many parts Spark shuffles rows at least, and how many enterprises it may have one more part for."""

_TOGETHER = 20_000
"""How much text of steps Spark plans at once; merging long chains of projections takes it exponentially longer."""

_EVALUATION = {
    False: {"spark.sql.codegen.factoryMode": "NO_CODEGEN", "spark.sql.subexpressionElimination.enabled": "false"},
    True: {"spark.sql.codegen.factoryMode": "FALLBACK", "spark.sql.subexpressionElimination.enabled": "true"},
}


@contextmanager
def spark(master: str, folder: Path | None = None) -> Iterator[SparkBackend]:
    """The backend at a master: `local[2]`, `spark://host:7077`, … Raises InputError where none is to be had.

    `folder` is where tables are handed over; what is put there is removed at the end.
    """
    with TemporaryDirectory(prefix="screening-", dir=folder) as place, spark_session(master, Path(place)) as session:
        if folder is not None:  # who may read a folder that was named is its owner's choice
            Path(place).chmod(folder.stat().st_mode & 0o777)
        yield SparkBackend(session, Path(place).absolute())


class SparkBackend:
    """A Spark session and the folder over which tables are handed to it and back."""

    dialect = "spark"

    def __init__(self, session: SparkSession, folder: Path) -> None:
        self.session = session
        """The session with Spark, under the rules of `spark_session`."""
        self._folder = folder
        self._tables = 0

    def attach(self, register: Register, connection: DuckDBPyConnection) -> Register:
        """The register as views over Parquet: over its own files, or over what DuckDB writes into the folder."""
        for name, value in _EVALUATION[register.rows > _FEW].items():
            self.session.conf.set(name, value)
        parts = max(_FEWEST_PARTS, register.rows // _PART)
        self.session.conf.set("spark.sql.shuffle.partitions", str(parts))
        return replace(
            register,
            main=self._view(register.main, connection),
            lists={fact: self._view(relation, connection) for fact, relation in register.lists.items()},
        )

    def run(self, statement: exp.Expr, connection: DuckDBPyConnection, into: str) -> None:
        """Run the statement on the cluster; its rows come back through the folder into the new table `into`."""
        place = self._place("rows")
        with _said():
            self._frame(statement).write.parquet(uri_of(place))
        if not list(place.glob("*.parquet")):
            raise failure(str(self._folder), "backends.spark-folder")
        files = f"{escape(str(place))}/*.parquet"
        connection.execute(f"CREATE TABLE {named(into)} AS SELECT * FROM read_parquet({quoted(files)})")

    def _frame(self, statement: exp.Expr) -> DataFrame:
        """The statement step by step: as one text it would keep Spark's parser busy for minutes."""
        last = statement.copy()
        with_ = last.args.get("with_")
        together = 0
        for step in with_.expressions if with_ else ():
            text = written(step.this, "spark-calls")
            frame = self.session.sql(text)
            together += len(text)
            if together > _TOGETHER:
                frame, together = self._apart(frame), 0
            frame.createOrReplaceTempView(step.alias)
        last.set("with_", None)
        return self.session.sql(written(last, "spark-calls"))

    def _apart(self, frame: DataFrame) -> DataFrame:
        """The same rows, planned by themselves: what comes after them streams through, but is not merged with them."""
        from pyspark.sql import DataFrame

        it = frame._jdf  # the public localCheckpoint() would do it too, but store the rows
        rows = it.queryExecution().toRdd()
        return DataFrame(self.session._jsparkSession.internalCreateDataFrame(rows, it.schema(), False), self.session)

    def _view(self, relation: Relation, connection: DuckDBPyConnection) -> Relation:
        name = f"register_{self._next()}"
        with _said():
            if not table_in_spark(self.session, relation.sql, name):
                place = self._place("table").with_suffix(".parquet")
                export(connection, relation.sql, place)
                self.session.read.parquet(pattern_of(place)).createOrReplaceTempView(name)
        return replace(relation, sql=name)

    def _place(self, stem: str) -> Path:
        return self._folder / f"{stem}-{self._next()}"

    def _next(self) -> int:
        self._tables += 1
        return self._tables


@contextmanager
def _said() -> Iterator[None]:
    """What Spark raises, as a sentence of ours."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, ConnectionError) as error:
        code = "backends.spark-folder" if "FILE_NOT_EXIST" in str(error) else "backends.spark-failed"
        raise failure("Spark", code, message=first_line(error)) from error
