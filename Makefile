# make run   serves the example group      make test  checks everything
# make bench measures, bench-peers longer  make setup makes the environment
# make fuzz    asks every address for the worst, as every role, on both databases (long)
# make pictures takes those of the guide and of the main pages anew, into pictures/
SHELL := bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.PHONY: audit setup setup-test run lint types test fuzz bench bench-peers pictures messages lock wheel windows

setup: $(VENV)/.run
$(VENV)/.run: requirements/base.txt pyproject.toml
	@scripts/setup $(PYTHON) base
	@touch $@

setup-test: $(VENV)/.test
$(VENV)/.test: requirements/dev.txt $(VENV)/.run
	@scripts/setup $(PYTHON) dev
	@touch $@

run: setup
	@$(BIN)/gugus demo
	@$(BIN)/gugus serve --port $(PORT)

lint: setup-test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/djlint src --lint --quiet

types: setup-test
	@$(BIN)/mypy

test: setup-test
	@scripts/test

fuzz: setup-test
	@GUGUS_FUZZ=1 $(BIN)/python -m pytest -q -n 2 --dist loadgroup tests/hostile
	@GUGUS_FUZZ=1 $(BIN)/python -m tests.support.postgres $(BIN)/python -m pytest -q -n 2 --dist loadgroup tests/hostile

bench: setup-test
	@$(BIN)/python -m bench

bench-peers: setup-test
	@$(BIN)/python -m bench peers

pictures: setup-test
	@GUGUS_PICTURES=1 $(BIN)/python -m pytest -q -n 2 --dist loadgroup -m "pictures or browser" tests/e2e

messages: setup-test
	@$(BIN)/python scripts/messages.py

# Asks the network whether anything in the locks has a known fault.
audit:
	@scripts/audit $(PYTHON)

lock:
	@scripts/lock

# Into dist/: the wheel, Gugus.cmd that starts it on Windows, and the locked packages with their hashes.
wheel: setup
	@$(BIN)/python scripts/wheel.py

# Asks pip for a Windows wheel of every locked package and keeps them in dist/paket; fails where one is missing.
windows: setup
	@$(BIN)/python scripts/windows_packages.py
