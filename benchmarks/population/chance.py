"""Randomness in SQL: numbers that follow from a row, a seed and what they are for, and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

_WHOLE = 1 << 64


@dataclass(frozen=True, slots=True)
class Chance:
    """Draws for the row that the columns `key` identify. `what` names a draw: the same name, the same number."""

    seed: int
    scope: str = ""
    key: str = "i"

    def bits(self, what: str) -> str:
        """64 random bits, a UBIGINT."""
        salt = int.from_bytes(sha256(f"{self.seed}/{self.scope}/{what}".encode()).digest()[:8], "big")
        return f"hash({self.key}, {salt}::UBIGINT)"

    def uniform(self, what: str) -> str:
        """A DOUBLE from 0 up to, but not including, 1."""
        return f"((({self.bits(what)}) >> 11)::DOUBLE / {1 << 53}.0)"

    def normal(self, what: str) -> str:
        """A DOUBLE about 0 with variance 1, never beyond 3.5: four uniform numbers added up."""
        bits = self.bits(what)
        quarters = " + ".join(f"(({bits} >> {shift}) & 65535)::DOUBLE" for shift in (0, 16, 32, 48))
        return f"((({quarters}) / 65536.0 - 2.0) * 1.7320508075688772)"

    def one_in(self, what: str, rate: float) -> str:
        """A BOOLEAN that is true at this rate (0 … 1)."""
        if rate <= 0:
            return "false"
        return f"({self.bits(what)} <= {min(int(rate * _WHOLE), _WHOLE - 1)}::UBIGINT)"

    def index(self, what: str, count: int) -> str:
        """A BIGINT from 0 up to, but not including, `count`, all alike."""
        return f"({self.bits(what)} % {count}::UBIGINT)::BIGINT"

    def pick(self, what: str, values: Sequence[str]) -> str:
        """One of the SQL values, all alike."""
        return f"[{', '.join(values)}][{self.index(what, len(values))} + 1]"

    def poisson(self, what: str, mean: str, most: int = 6) -> str:
        """A BIGINT of Poisson's distribution about the SQL value `mean`, cut at `most`."""
        term, terms = "1.0", ["1.0"]
        for number in range(1, most):
            term = f"{term} * ({mean}) / {number}"
            terms.append(term)
        drawn = self.uniform(what)
        limits = (f"({drawn} >= exp(-({mean})) * ({' + '.join(terms[: one + 1])}))::BIGINT" for one in range(most))
        return f"({' + '.join(limits)})"


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """The name of a column or a table as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
