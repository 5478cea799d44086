# Six verbs. Each does all the set-up it needs; a machine needs only git, make and python3 >= 3.11.
PYTHON ?= python3
BIN := .venv/bin
export DAGSTER_HOME := $(CURDIR)/.dagster
READY := .venv/.ready

.PHONY: build test dev check bench release
.DEFAULT_GOAL := build

build: $(READY)  ## install, then publish data/warehouse/sscmon.duckdb from the snapshots in data/raw
	@$(BIN)/python -m pipelines.build

test: $(READY)  ## every test
	@sh tests/programs.sh
	@$(BIN)/python -m pytest

dev: build  ## the Dagster UI on http://127.0.0.1:3000
	@$(BIN)/dagster dev --workspace workspace.yaml --host 127.0.0.1 --port 3000

check: $(READY)  ## lint and import rules
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

bench: $(READY)  ## measured ratios; writes bench/RESULTS.md
	@$(BIN)/python bench/run.py

release: build  ## the open release
	@$(BIN)/sscmon release

$(READY): requirements.lock pyproject.toml dagster.yaml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@mkdir -p .dagster && cp dagster.yaml .dagster/
	@touch $(READY)
