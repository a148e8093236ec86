"""The names of the package: all there, and the package itself cheap to import."""

from __future__ import annotations

import subprocess
import sys

import pytest

import incentive_engine


@pytest.mark.parametrize("name", incentive_engine.__all__)
def test_a_public_name_is_there(name: str) -> None:
    assert getattr(incentive_engine, name) is not None
    assert name in dir(incentive_engine)


def test_there_are_no_other_names() -> None:
    with pytest.raises(AttributeError, match="decides"):
        _ = incentive_engine.decides


def test_importing_the_package_imports_nothing_else() -> None:
    script = "import sys, incentive_engine; print([m for m in sys.modules if m.startswith('incentive_engine.')])"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"
