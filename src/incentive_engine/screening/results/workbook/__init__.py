"""A screening as an Excel workbook for an official: what it comes to, who gets what, who nearly does, and why."""

from incentive_engine.screening.results.workbook.writing import write_workbook

__all__ = ["write_workbook"]
