"""The example profiles: fictional, the same in YAML and JSON, and read with the library's own vocabulary."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from incentive_engine.decision import decide
from incentive_engine.mistakes import InputError
from incentive_engine.policy import load_policy, load_vocabulary
from incentive_engine.policy.model import Fact, FactType, Vocabulary
from incentive_engine.policy.reads import facts_read
from incentive_engine.profile import Profile, load_profile
from incentive_engine.profile.template import blank_profile

FOLDER = Path(__file__).parents[2] / "examples" / "profiles"
WITH_MISTAKES = "with-mistakes"
ALL_LEVELS = "transformer-maker"  # what it gets is held by tests/rules/test_one_firm_all_levels.py
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != WITH_MISTAKES)
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.fixture(scope="module")
def library() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    """What the examples are about: the facts that the 20 measures ask for."""
    return [one for one in facts_read(load_policy("yanfeng/incentives-20")) if one.formula is None]


def _load(name: str, library: Vocabulary, suffix: str = "yaml") -> Profile:
    return load_profile(FOLDER / f"{name}.{suffix}", library)


def test_there_are_examples() -> None:
    assert {"cable-maker", "software-startup", "incubator", "incomplete"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_the_same_in_yaml_and_json(name: str, library: Vocabulary) -> None:
    as_yaml, as_json = _load(name, library), _load(name, library, "json")
    assert (as_yaml.id, as_yaml.name) == (as_json.id, as_json.name), "run `make pages`"
    # An Unknown is equal to itself alone, but is shown by its reasons.
    assert repr(as_yaml.facts) == repr(as_json.facts), "run `make pages`"
    assert as_yaml.facts


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_called_fictional(name: str, library: Vocabulary) -> None:
    profile = _load(name, library)
    assert profile.name is not None
    assert profile.name.startswith(("示例", "虚构"))
    assert (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").startswith("# 虚构企业")


@pytest.mark.parametrize("name", NAMES)
def test_no_enterprise_can_have_the_code_of_an_example(name: str, library: Vocabulary) -> None:
    """The code is valid by GB 32100, but the organisation code within it fails its own check (GB 11714)."""
    code = _load(name, library).id
    if code is None:
        return
    organisation, check = code[8:16], code[16]
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    remainder = (
        11 - sum(LETTERS.index(one) * weight for one, weight in zip(organisation, weights, strict=True)) % 11
    )
    assert check != {10: "X", 11: "0"}.get(remainder, str(remainder))


def test_the_complete_examples_leave_open_only_what_their_comments_say(library: Vocabulary, facts: list[Fact]) -> None:
    asked = {one.id for one in facts}
    answer = "a new fact is answered in examples/profiles/%s.yaml; then run `make pages`"
    assert asked - set(_load("cable-maker", library).facts) == {"open_bidding_accepted"}, answer % "cable-maker"
    assert asked - set(_load("software-startup", library).facts) == set(), answer % "software-startup"
    assert asked - set(_load(ALL_LEVELS, library).facts) == set(), answer % ALL_LEVELS
    assert len(asked - set(_load("incomplete", library).facts)) > len(asked) / 2


def test_the_example_with_mistakes_shows_one_of_every_common_kind(library: Vocabulary) -> None:
    with pytest.raises(InputError) as caught:
        _load(WITH_MISTAKES, library)
    found = caught.value.mistakes
    assert len(found) >= 15
    assert len({one.code for one in found}) == len(found)
    assert all(one.place.line and one.place.column for one in found)


def test_the_blank_profile_of_the_library_states_nothing(library: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "blank.yaml"
    path.write_text(blank_profile(library.facts.values(), assessment_year=2020), encoding="utf-8")
    assert load_profile(path, library).facts == {}
    assert "# ---- 经营与财务 ----" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["cable-maker", ALL_LEVELS])
def test_every_item_of_an_example_states_its_fields(name: str, library: Vocabulary, facts: list[Fact]) -> None:
    profile = _load(name, library)
    for fact in facts:
        if fact.type is FactType.LIST:
            for item in profile.facts[fact.id]:
                assert "UNKNOWN" not in repr(item)


@pytest.mark.parametrize("name", [name for name in NAMES if name != ALL_LEVELS])
def test_the_readme_tells_what_an_example_gets(name: str) -> None:
    policy = load_policy("yanfeng/incentives-20")
    decision = decide(_load(name, policy.vocabulary), [policy], as_of=date(2021, 3, 31), engine="reference")
    totals = decision.policy(policy.id).totals
    told = f"| {totals.eligible} | {totals.undetermined} | {totals.payable:,.2f} 元 |"
    (row,) = [
        line
        for line in (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
        if f"`{name}`" in line
    ]
    assert row.endswith(told), "run `make pages`"
