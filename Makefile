# `make` gives an environment with ztgraph in it and builds exports/ from seeds/; `make test` brings what the tests need and runs them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: all exports test browser lint format docs wheel clean

all: exports

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch $@

exports: $(STAMP)
	$(BIN)/ztgraph build seeds/ -o exports/

# The browser tests need Chromium and its driver: as root on Debian they are installed, elsewhere CHROME or a found browser is used.
browser:
	@sh tests/browser-setup.sh

test: $(STAMP) browser lint
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# What is written from the rules and the vocabulary: one page a relation, the ontology, the JSON-LD context.
docs: $(STAMP)
	$(BIN)/python -m ztgraph.rules.docs
	$(BIN)/python -m ztgraph.graph.ontology

wheel: $(STAMP)
	$(BIN)/python -m build --wheel

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
