"""How long lists must be able to be for a proof to be about lists of any length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from incentive_engine.assurance.symbolic.formulas import Formula, mentioned
from incentive_engine.assurance.symbolic.worlds import World


def entries_enough(worlds: Sequence[World], claim: Formula) -> Mapping[str, int | None]:
    """For each list that a claim about these enterprises may rest on, how many entries give all the answers that any
    list gives; None where no number does.

    Where a list is only asked whether some or every entry meets a condition, one entry for each such question is
    enough: one that meets it, or fails it, or leaves it unknown. Where entries are counted, added up or paid, longer
    lists are another matter.
    """
    asked = sum((world.asked_of for world in worlds), Counter())
    whole = {id_ for world in worlds for id_ in world.read_whole}
    of_entry = {
        present.get_id(): id_
        for world in worlds
        for id_, (_, there) in world.lists.items()
        for present, _ in there
    }
    entries = [present for world in worlds for _, there in world.lists.values() for present, _ in there]
    # A sum that never gets high enough with so many entries leaves no trace in the claim.
    lists = {of_entry[present.get_id()] for present in mentioned(claim, entries)} | whole
    return {id_: None if id_ in whole else asked[id_] for id_ in sorted(lists)}
