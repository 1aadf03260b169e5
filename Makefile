# Two commands do all the set-up themselves: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

SOURCES := vankien core corpora pipeline extractors index
STEP = @printf '\n== %s (%(%H:%M:%S)T)\n'

.PHONY: help demo test lint types layers unit wheel bench clean

help:
	@echo 'make demo    install, read the sample documents, search them'
	@echo 'make test    everything that has to hold before a change goes in'
	@echo 'make lint    ruff, mypy, layers'
	@echo 'make bench   accuracy and speed beside a plain regex and a naive pipeline'

# ---- set-up

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'vankien needs Python 3.11 or later'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); bash bench/system.sh python3-venv && $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'

$(VENV)/.runtime: pyproject.toml hatch_build.py | $(VENV)/bin/python
	$(STEP) 'installing vankien'
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.runtime
	$(STEP) 'installing the tools for tests'
	@$(BIN)/python -m pip install --quiet --group dev
	@touch $@

$(VENV)/.system: | $(VENV)/bin/python
	$(STEP) 'system packages'
	@bash bench/system.sh libreoffice-writer-nogui fonts-dejavu-core || true
	@touch $@

# ---- what people run

demo: $(VENV)/.runtime
	@bash bench/demo.sh $(BIN)/vankien

test: $(VENV)/.dev $(VENV)/.system lint unit wheel
	$(STEP) 'all checks passed'

lint: $(VENV)/.dev
	$(STEP) 'ruff'
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	$(STEP) 'mypy'
	@$(BIN)/mypy
	$(STEP) 'layers'
	@$(BIN)/lint-imports

unit: $(VENV)/.dev $(VENV)/.system
	$(STEP) 'tests'
	@$(BIN)/python -m pytest -n 2 --dist worksteal

wheel: $(VENV)/.dev
	$(STEP) 'wheel: built, installed in an empty environment, run there'
	@$(BIN)/python bench/wheel_check.py

bench: $(VENV)/.dev $(VENV)/.system
	$(STEP) 'accuracy'
	@$(BIN)/python -m bench.accuracy
	@$(BIN)/python -m bench.samples_accuracy
	$(STEP) 'speed'
	@$(BIN)/python -m bench.speed
	@$(BIN)/python -m bench.tables
	@$(BIN)/python -m bench.help_speed
	$(STEP) 'search'
	@$(BIN)/python -m bench.alqac
	@$(BIN)/python -m bench.search_speed

clean:
	rm -rf $(VENV) .cache dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
