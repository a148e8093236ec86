"""What the tests of profiles share: a vocabulary, and files to load."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_vocabulary import FACTS

from incentive_engine.mistakes import InputError, Mistake
from incentive_engine.policy.model import Vocabulary
from incentive_engine.profile import Profile, load_profile


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary({one.id: one for one in FACTS}, {one.label: one for one in FACTS})


@pytest.fixture
def load(tmp_path: Path, vocabulary: Vocabulary) -> Callable[..., Profile]:
    """Writes a text or bytes to a file and loads it."""

    def load(content: str | bytes, name: str = "firm.yaml") -> Profile:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load_profile(path, vocabulary)

    return load


@pytest.fixture
def mistakes(load: Callable[..., Profile]) -> Callable[..., tuple[Mistake, ...]]:
    """Loads a text that is no profile, and gives the mistakes that were found in it."""

    def mistakes(content: str | bytes, name: str = "firm.yaml") -> tuple[Mistake, ...]:
        with pytest.raises(InputError) as caught:
            load(content, name)
        return caught.value.mistakes

    return mistakes
