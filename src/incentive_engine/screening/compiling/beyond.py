"""What SQL is not asked to do, and so is left to the reference evaluator."""

from __future__ import annotations


class BeyondSqlError(Exception):
    """An expression, or an award, that is left to the reference evaluator.

    `code` and `values` are the sentence that says why. Most sentences quote the expression: whoever
    compiles one adds it to what was raised inside without.
    """

    def __init__(self, code: str = "screening.expression", **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    def quoting(self, expression: str) -> BeyondSqlError:
        """The same, quoting the expression unless it quotes one already."""
        self.values.setdefault("expression", expression)
        return self
