# `make demo` and `make test` are all that a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test check unit slow servers conformance versions bench pages lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): pyproject.toml requirements/dev.txt tools/prerequisites.py
	@$(PYTHON) tools/prerequisites.py
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## which of the 20 measures a fictional cable maker gets, how much, why, and what is missing
	@$(BIN)/incentive check examples/profiles/cable-maker.yaml -p yanfeng/incentives-20 --as-of 2021-03-31

test: check unit ## everything that must pass before a commit

check: $(READY) ## style, types and the arrows between the rooms
	@$(BIN)/ruff check src tests tools benchmarks
	@$(BIN)/mypy
	@$(BIN)/lint-imports

unit: $(READY) ## the tests, without the slower suite
	@$(BIN)/python -m pytest -q -n auto -m "not slow"

slow: $(READY) ## the slower suite: engines compared on random policies, servers, endurance
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.txt
	@$(BIN)/python -m pytest -q -n auto --dist loadgroup -m slow

servers: $(READY) ## of the slower suite what PostgreSQL and Spark do, which are started here
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.txt
	@INCENTIVE_REQUIRE_SERVERS=1 $(BIN)/python -m pytest -q -m slow tests/screening/backends

conformance: $(READY) ## FEEL against the DMN TCK; FEEL_TCK names the file of cases
	@$(BIN)/python tests/conformance/feel_tck.py

versions: ## the tests on Python 3.10, 3.12 and 3.13
	@tools/versions.sh 3.10 3.12 3.13

bench: $(READY) ## figures, as ratios to a peer in the same run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@$(BIN)/python -m benchmarks

pages: $(READY) ## renew what follows from rules and examples: docs/policies, totals, what commands print on the pages
	@$(BIN)/python tools/example_profiles.py
	@$(BIN)/python tools/policy_pages.py
	@$(BIN)/python tests/docs/refresh.py

lock: ## renew requirements/ from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --upgrade pyproject.toml --group dev -o requirements/dev.txt
	uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --upgrade --group spark -c requirements/dev.txt -o requirements/spark.txt
	uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --upgrade --group bench -c requirements/dev.txt -o requirements/bench.txt

clean: ## remove what was made
	rm -rf $(VENV) .venvs build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
