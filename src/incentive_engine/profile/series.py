"""The list that an annual fact is to a policy: its figures in year order, up to the assessment year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from incentive_engine.feel.ternary import OpenSeries, Unknown, missing
from incentive_engine.policy.model import Fact
from incentive_engine.profile.facts import ESTABLISHED_ON


def series(
    fact: Fact, figures: Mapping[int, Any], assessment_year: int, established_on: date | Unknown | None
) -> list[Any] | OpenSeries:
    """The window of `fact.years` years that ends with the assessment year (semantics, section 4).

    A year without a figure is an Unknown that waits for the fact; years before the enterprise was established
    are not in the list. When nobody says when that was (None or an Unknown) and the window begins with years
    without a figure, how long the list is stays open: an OpenSeries, whose elements from the end can still be
    read.
    """
    first = assessment_year - fact.years + 1
    if isinstance(established_on, date):
        first = max(first, established_on.year)
    unknown = missing(fact.id)
    elements = [figures.get(year, unknown) for year in range(first, assessment_year + 1)]
    if isinstance(established_on, date) or not isinstance(elements[0], Unknown):
        return elements
    return OpenSeries(frozenset((fact.id, ESTABLISHED_ON)), elements)
