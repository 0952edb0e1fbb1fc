# Everything a fresh machine with Python 3.11-3.13 and make needs. `make` alone lists the targets.
#
#   make demo                 the whole story in this terminal, with a sample person
#   make demo SELFIE=me.mp4   the same with you
#   make test                 every test (ARGS="-k queue -n0" narrows it); installs what `make gpu` does, too
#   make check                lint, format, types, import rules
#   make bench                what the README's figures are measured with
#   make gpu                  what the generative models need (7 GB), beside the rest
#   make lock                 pin the dependencies anew

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The newest supported Python that can make a virtual environment, or the one you name: make demo PYTHON=/path/to/python3.12
PYTHON ?= $(shell for each in python3.13 python3.12 python3.11 python3; do \
	"$$each" -c 'import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	>/dev/null 2>&1 && echo "$$each" && break; done)

VENV := .venv
BIN := $(VENV)/bin
# Keeps what it has fetched and links it in: a second checkout with the same locks costs seconds, not gigabytes.
UV := $(BIN)/uv --quiet
INSTALL := $(UV) pip install --python $(BIN)/python
JOBS ?= 2

# The per-pixel loops and the linear algebra are parallel by process here, never by thread pools fighting for two cores.
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1
# uv compiles nothing, and torch takes 15 s to compile: whoever imports it first keeps that for all others.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help
help:
	@sed -n 's/^#   //p' Makefile

.PHONY: demo
demo: $(VENV)/.installed
	@$(BIN)/cameo models pull >&2
	@$(BIN)/cameo demo $(if $(SELFIE),--selfie "$(SELFIE)") $(ARGS)

.PHONY: gpu
gpu: $(VENV)/.installed-gpu

.PHONY: test
test: $(VENV)/.installed-dev $(VENV)/.installed-gpu
	$(BIN)/cameo models pull
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: check
check: $(VENV)/.installed-dev $(VENV)/.installed-gpu
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: bench
bench: $(VENV)/.installed-dev $(VENV)/.installed-gpu
	$(BIN)/cameo models pull
	$(BIN)/python -m pytest -m bench -n0 -s $(ARGS)

# Installed packages are pinned by hash; the product itself is installed editable, never published.
$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/uv
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.installed-gpu: requirements-gpu.lock $(VENV)/.installed
	$(INSTALL) --require-hashes -r requirements-gpu.lock
	@touch $@

$(BIN)/uv: requirements-uv.lock | $(BIN)/python
	$(BIN)/python -m pip --disable-pip-version-check --no-input install --require-hashes -r requirements-uv.lock
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Cameo needs Python 3.11, 3.12 or 3.13 with its venv module. Name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# One set of pins for every supported Python and platform; what is installed later keeps to what is there already.
LOCK := pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url
.PHONY: lock
lock: $(BIN)/uv
	echo uv | $(UV) $(LOCK) --output-file requirements-uv.lock -
	$(UV) $(LOCK) --output-file requirements.lock pyproject.toml
	$(UV) $(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	$(UV) $(LOCK) --extra gpu --constraint requirements-dev.lock --output-file requirements-gpu.lock pyproject.toml

.PHONY: clean
clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
