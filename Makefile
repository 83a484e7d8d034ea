# `make demo` and `make test` do everything, from nothing. Every other target sets up first, too.
# PYTHON=... chooses the Python (3.11 or newer) that makes .venv.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

BIN := .venv/bin
READY := .venv/.ready

.PHONY: help setup demo test test-fast test-slow lint types imports format score bench series-bench tasks-bench check-bench notebooks docs pins clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## the environment .venv with the program in it

$(READY): requirements.txt pyproject.toml scripts/setup.sh
	@PYTHON="$(PYTHON)" bash scripts/setup.sh
	@touch $@

demo: $(READY) ## the program at work on the made-up reports of corpus/
	@bash scripts/demo.sh

test: test-fast test-slow ## all tests, the fast ones first

test-fast: $(READY) ## the tests that take no time
	@$(BIN)/python -m pytest -m "not slow"

test-slow: $(READY) ## the tests that read many files or run whole commands
	@$(BIN)/python -m pytest -m slow || [ $$? -eq 5 ]

lint: $(READY) ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY) ## mypy --strict
	@$(BIN)/mypy --strict

imports: $(READY) ## which layer may import which
	@$(BIN)/lint-imports --no-logo pyproject.toml

format: $(READY) ## have ruff write the format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

score: $(READY) ## precision, recall, F1 on the reports with gold; gains and losses since the last commit
	@$(BIN)/python -m corpus.score

bench: $(READY) ## speed, held against the libraries underneath; a commune in a big archive against its own (BIG="--communes 1112 --months 36" for the full size)
	@$(BIN)/python -m corpus.bench
	@$(BIN)/python -m corpus.archive_bench $(BIG)

series-bench: $(READY) ## series of the archive held against the simulated world's numbers
	@$(BIN)/python -m corpus.series_bench

tasks-bench: $(READY) ## what became of planned tasks, held against the simulated world
	@$(BIN)/python -m corpus.tasks_bench

check-bench: $(READY) ## the checks held against drafts with one injected error each, and clean ones; their speed
	@$(BIN)/python -m corpus.check_bench
	@$(BIN)/python -m corpus.check_speed

notebooks: $(READY) ## the notebooks run from nothing, with what they show
	@$(BIN)/python scripts/notebooks.py

docs: $(READY) ## what the READMEs show, run and written anew, with the table of scores
	@$(BIN)/python scripts/readme.py --scores

pins: ## requirements.txt anew from requirements.in, newest versions (needs the network)
	@PYTHON="$(PYTHON)" bash scripts/pins.sh

clean: ## all that was made: .venv, build, caches
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
