"""The pages that follow from the library say what the library says."""

from __future__ import annotations

from pathlib import Path

import policy_pages
import pytest

PAGES = policy_pages.generated_pages()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(policy_pages.DOCS).as_posix())
def test_the_page_is_up_to_date(page: Path) -> None:
    written = page.read_text("utf-8") if page.exists() else ""
    assert written == PAGES[page], "run `make pages`"


def test_no_page_is_left_of_a_policy_that_is_gone() -> None:
    assert not list(policy_pages.stale_pages(PAGES))


def test_the_traceability_page_names_every_measure_of_every_policy() -> None:
    text = PAGES[policy_pages.DOCS / policy_pages.TRACEABILITY]
    policies = [page for page in PAGES if page.is_relative_to(policy_pages.DOCS / "policies") and page.stem != "README"]
    assert policies
    for page in policies:
        headings = [line for line in PAGES[page].splitlines() if line.startswith("### ")]
        assert headings
        assert not [heading for heading in headings if heading.removeprefix("### ") not in text]
