"""Circles in what depends on what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def cycles(graph: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The circles in a graph from each node to what it needs, each beginning with its first node in the graph's order.

    A node that is in several circles is reported with one of them.
    """
    order = {node: number for number, node in enumerate(graph)}
    left = {node: {one for one in needs if one in graph} for node, needs in graph.items()}
    found = []
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            circle = error.args[1][1:][::-1]
            start = circle.index(min(circle, key=order.__getitem__))
            found.append((*circle[start:], *circle[:start]))
            for node in circle:
                left[node] = set()
        else:
            return sorted(found, key=lambda one: order[one[0]])
