"""What all tests share."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# Cases of sample rules, which other tests run; the plugin for pytest is tried in processes of its own.
collect_ignore_glob = ["*/cases/*.yaml"]

# Random input differs from run to run, to find faults; in CI it does not, so that a change is judged by itself.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


@pytest.fixture(autouse=True, scope="session")
def _compiled_policies_are_kept_apart(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Policies that tests compile are kept in a folder of the tests, not in the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INCENTIVE_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("INCENTIVE_RULES", raising=False)
        yield
