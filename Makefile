# Each target is one line over the tools below. On Windows, see the plain pip lines in README.md.
PYTHON ?= python3
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --upgrade
.PHONY: lab test release lint lock clean

lab: .venv/learn  ## set up, then open the course in JupyterLab
	$(BIN)/interview lab

test: .venv/dev  ## set up, then run everything CI runs
	$(BIN)/python -m tests

release: .venv/learn  ## source/ -> release/
	$(BIN)/interview release

lint: .venv/dev
	$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/mypy

lock: .venv/dev  ## newest releases of every dependency, for every platform
	echo "-e ." | $(LOCK) -o requirements.txt -
	grep -v "^-e" requirements.txt > .venv/constraints.txt
	echo "-e .[dev]" | $(LOCK) -c .venv/constraints.txt -o requirements-dev.txt -

clean:
	rm -rf .venv .course

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is %s: make PYTHON=python3.12" % sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/learn: .venv/made requirements.txt pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: .venv/made requirements-dev.txt pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/learn
