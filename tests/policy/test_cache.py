"""Compiled policies are kept between runs, and nothing depends on it."""

from __future__ import annotations

import pickle
from hashlib import sha256
from pathlib import Path

import pytest

from incentive_engine.policy import available_policies, cache, load_policy, load_vocabulary
from incentive_engine.policy.model import Policy

SAMPLE = Path(__file__).with_name("sample")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for kept values, as for a new process."""
    monkeypatch.setenv("INCENTIVE_CACHE", str(tmp_path / "kept"))
    forget(monkeypatch)
    return tmp_path / "kept"


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_memory", {})


def load() -> Policy:
    return load_policy(SAMPLE / "town/awards")


def policy_in(folder: Path) -> Path:
    """The file of the one policy that is kept."""
    (file,) = folder.glob("policy-*")
    return file


def forbid_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("compiled again")

    forget(monkeypatch)
    monkeypatch.setattr("incentive_engine.policy.compiling.compile_policy", refuse)


def test_a_policy_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load()
    assert load() is first
    assert sorted(one.name.partition("-")[0] for one in folder.iterdir()) == ["policy", "vocabulary"]
    forbid_compiling(monkeypatch)
    again = load()
    assert again == first
    assert again is not first
    assert again.measures[0].place == first.measures[0].place
    assert again.vocabulary.facts["revenue"] is load_vocabulary([SAMPLE]).facts["revenue"]  # kept once for all policies


def test_what_is_kept_is_for_these_files_only(folder: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    copy = load_policy(sample / "town/awards")
    assert copy.place.file == str(sample / "town/awards/policy.yaml")
    file = sample / "vocabulary/basics.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("label: 评分", "label: 得分评价"), encoding="utf-8")
    assert load_policy(sample / "town/awards").vocabulary.facts["score"].label == "得分评价"
    assert len(list(folder.glob("policy-*"))) == 3


def test_a_vocabulary_is_kept_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = load_vocabulary([SAMPLE])
    forget(monkeypatch)
    assert load_vocabulary([SAMPLE]) == vocabulary


def test_summaries_are_kept_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = available_policies([SAMPLE])
    forget(monkeypatch)
    monkeypatch.setattr("incentive_engine.policy.schema.reading.validate", None)
    assert available_policies([SAMPLE]) == first


@pytest.mark.parametrize("damage", ["empty", "cut", "other", "foreign"])
def test_a_damaged_file_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    policy = load()
    file = policy_in(folder)
    sound = file.read_bytes()
    foreign = pickle.dumps(Path)  # a class that is not ours
    file.write_bytes(
        {
            "empty": b"",
            "cut": sound[:-10],
            "other": sound[:-10] + b"0123456789",
            "foreign": sha256(foreign).digest() + foreign,
        }[damage]
    )
    forget(monkeypatch)
    assert load() == policy
    assert file.read_bytes() == sound


def test_no_function_is_called_by_what_was_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return load_policy, ("town/awards",)

    load()
    file = policy_in(folder)
    data = pickle.dumps(Evil())
    file.write_bytes(sha256(data).digest() + data)
    forget(monkeypatch)
    assert isinstance(load(), Policy)


def test_it_can_be_turned_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCENTIVE_CACHE", "off")
    load()
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_does_not_matter(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert load().id == "town/awards"


def test_it_is_in_the_user_s_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INCENTIVE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    forget(monkeypatch)
    load()
    assert policy_in(tmp_path / "incentive-engine").is_file()


def test_the_oldest_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch, sample: Path) -> None:
    monkeypatch.setattr(cache, "MOST", 2)
    file = sample / "town/awards/policy.yaml"
    text = file.read_text(encoding="utf-8")
    for number in range(4):
        file.write_text(f"{text}# {number}\n", encoding="utf-8")
        load_policy(sample / "town/awards")
    assert len(list(folder.iterdir())) == 2
    assert len(cache._memory) == 2


def test_mistakes_are_not_kept(folder: Path, sample: Path) -> None:
    from incentive_engine.mistakes import InputError

    (sample / "town/awards/measures/01-growth.yaml").write_text("a: [")
    for _ in range(2):
        with pytest.raises(InputError):
            load_policy(sample / "town/awards")
    assert not list(folder.glob("policy-*"))
