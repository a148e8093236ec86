"""How points and ranges lie to each other: the standard's examples, and the same told by what the ranges hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel import evaluate

TRUE = """
before(1, 10); before(1, [2..10]); before(1, (1..10]); before([1..10], 11); before([1..10), 10); before([1..5], (5..10])
after(10, 5); after(12, [2..5]); after([11..20], 5); after((11..20], 11); after([11..20], [1..11))
meets([1..5], [5..10]); met by([5..10], [1..5])
overlaps([1..5], [3..8]); overlaps([3..8], [1..5]); overlaps([1..8], [3..5]); overlaps([1..5], [5..8])
overlaps before([1..5], [3..8]); overlaps before([1..5], [5..8]); overlaps before([1..5), (1..5])
overlaps after([3..8], [1..5]); overlaps after((1..5], [1..5)); overlaps after([5..8], [1..5])
finishes(10, [1..10]); finishes([5..10], [1..10]); finishes([5..10), [1..10)); finishes((1..10], [1..10])
finished by([1..10], 10); finished by([1..10], [5..10])
includes([1..10], 5); includes([1..10], [4..6]); includes((1..10), (1..10)); includes([1..10], 10)
during(5, [1..10]); during([4..6], [1..10]); during((1..10), [1..10])
starts(1, [1..10]); starts([1..5], [1..10]); starts((1..5], (1..10]); starts([1..10), [1..10])
started by([1..10], 1); started by([1..10], [1..5])
coincides(5, 5); coincides([1..5], [1..5]); coincides((1..5), (1..5))
before(@"2020-01-01", [@"2020-01-02"..@"2020-01-03"]); includes((>= 5), 7); before((< 5), 5); overlaps((< 5), (> 3))
"""
FALSE = """
before(10, 1); before(1, [1..10]); before([1..10], 10); before([1..5], [5..10])
after(5, 10); after(11, (1..11]); after([11..20], 11); after([11..20], [1..11])
meets([1..5), [5..10]); meets([1..5], (5..10]); met by((5..10], [1..5])
overlaps([1..5], [6..8]); overlaps([1..5), [5..8]); overlaps([1..5], (5..8])
overlaps before([1..5], [6..8]); overlaps before([1..5), [5..8]); overlaps before([1..5], [1..5])
overlaps after([1..5], [1..5]); overlaps after([5..8], [1..5))
finishes(10, [1..10)); finishes([5..10), [1..10]); finishes([1..10], (1..10])
includes((1..10], 1); includes([1..10), [1..10]); includes([1..10], 11)
starts(1, (1..10]); starts((1..5], [1..10]); starts([1..10], [1..5]); coincides(3, 4); coincides([1..5], (1..5))
"""
NULL = """
before(1, "a"); before([1..2], ["a".."b"]); before(1); meets(1, [1..2]); before(null, 1); includes([1..5], "a")
starts([1..2], 1); before(1, @"2020-01-01"); coincides([1..5], 1)
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (one.strip(), expected)
        for lines, expected in ((TRUE, True), (FALSE, False), (NULL, None))
        for line in lines.strip().splitlines()
        for one in line.split(";")
    ],
)
def test_points_and_ranges(expression: str, expected: bool | None) -> None:
    assert evaluate(expression) is expected


RANGES = st.tuples(st.integers(0, 4), st.integers(1, 4), st.booleans(), st.booleans())


def written(one: tuple[int, int, bool, bool]) -> str:
    low, length, low_closed, high_closed = one
    return f"{'[' if low_closed else '('}{low}..{low + length}{']' if high_closed else ')'}"


def held(one: tuple[int, int, bool, bool]) -> set[int]:
    """The halves that a range holds, doubled: between two ends that differ there always is one."""
    low, length, low_closed, high_closed = one
    return set(range(2 * low + (not low_closed), 2 * (low + length) + high_closed))


@given(RANGES, RANGES)
def test_ranges_lie_to_each_other_as_the_values_they_hold(
    first: tuple[int, int, bool, bool], second: tuple[int, int, bool, bool]
) -> None:
    a, b = held(first), held(second)
    expected = {
        "before": max(a) < min(b),
        "after": min(a) > max(b),
        "overlaps": bool(a & b),
        "includes": b <= a,
        "during": a <= b,
        "coincides": a == b,
        "starts": min(a) == min(b) and a <= b,
        "finishes": max(a) == max(b) and a <= b,
        "overlaps before": min(a) < min(b) <= max(a) <= max(b),
        "overlaps after": min(b) < min(a) <= max(b) <= max(a),
    }
    answers = {name: evaluate(f"{name}({written(first)}, {written(second)})") for name in expected}
    assert answers == expected
