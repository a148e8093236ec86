"""The list of policy instruments that the founding documents name: every one is encoded, or says why it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from incentive_engine.policy import load_policy

TOP = Path(__file__).parents[2]
PAGE = yaml.safe_load((TOP / "docs/reference/instruments.yaml").read_text(encoding="utf-8"))
INSTRUMENTS: list[dict[str, Any]] = PAGE["instruments"]
ENCODED = sorted({policy for one in INSTRUMENTS for policy in one.get("encoded_by", ())})


def test_an_instrument_is_listed_once() -> None:
    names = [one["name"] for one in INSTRUMENTS]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: str(one["name"]))
def test_an_instrument_is_quoted_and_either_encoded_or_explained(instrument: dict[str, Any]) -> None:
    assert set(instrument) <= {"name", "named_in", "encoded_by", "not_encoded", "note"}
    assert instrument["named_in"]
    assert set(instrument["named_in"]) <= set(PAGE["documents"])
    assert all(quote.strip() for quote in instrument["named_in"].values())
    assert bool(instrument.get("encoded_by")) != bool(instrument.get("not_encoded"))


def test_every_founding_document_names_some() -> None:
    assert {document for one in INSTRUMENTS for document in one["named_in"]} == set(PAGE["documents"])


@pytest.mark.parametrize("place", ENCODED)
def test_what_is_said_to_be_encoded_is_there(place: str) -> None:
    policy, _, measure = place.partition("#")
    measures = {one.id for one in load_policy(TOP / "rules" / policy).measures}
    assert not measure or measure in measures
