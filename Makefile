# `make` gives an environment with ztgraph in it and builds exports/ from seeds/; `make test` brings what the tests need and runs them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# An accessibility checker for the page; its tests are skipped where npm cannot bring it.
AXE_VERSION := 4.14.1
AXE_CORE ?= $(CURDIR)/$(VENV)/axe-core/package/axe.min.js
export AXE_CORE

ENGINE := $(VENV)/.compiled

.PHONY: all exports engine plain test browser optional lint format generate picture wheel clean

all: exports

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch $@

# The engine is compiled where there is a C compiler, anew after each change of it; `make plain` takes the compiled modules away.
$(ENGINE): $(STAMP) tools/compile_engine.py src/ztgraph/identity.py $(wildcard src/ztgraph/language/*.py src/ztgraph/mentions/*.py src/ztgraph/extract/*.py)
	$(BIN)/python tools/compile_engine.py
	touch $@

engine: $(ENGINE)

plain: $(STAMP)
	$(BIN)/python tools/compile_engine.py --remove
	rm -f $(ENGINE)

exports: $(ENGINE)
	$(BIN)/ztgraph build seeds/ -o exports/

# The browser tests need Chromium and its driver: as root on Debian they are installed, elsewhere CHROME or a found browser is used.
browser:
	@sh tests/browser-setup.sh

# What a few tests compare with, and what may be missing: they are then skipped, and it is said here.
optional: $(STAMP)
	@sh tests/servers-setup.sh
	@test -f "$(AXE_CORE)" || { mkdir -p $(VENV)/axe-core && cd $(VENV)/axe-core && \
	    npm pack --silent axe-core@$(AXE_VERSION) >/dev/null 2>&1 && tar -xzf axe-core-$(AXE_VERSION).tgz; } || \
	    echo "optional: npm cannot bring axe-core; the accessibility test is skipped"
	@$(BIN)/python -c 'import followthemoney' 2>/dev/null || \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt '.[interop]' >/dev/null 2>&1 || \
	    echo "optional: followthemoney cannot be installed (it needs ICU and a compiler); the test of that format is skipped"

test: $(ENGINE) browser optional lint
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# All that is written from rules, vocabulary and engine: ontology, vocabulary, a page a relation, the built-in graph, the questions with
# their answers, the answers in the README. To be run after each change of them; the tests say so where it was forgotten.
generate: $(ENGINE)
	$(BIN)/python -m ztgraph.graph.ontology
	$(BIN)/python -m ztgraph.rules.docs
	$(BIN)/ztgraph build seeds/ -o exports/
	$(BIN)/python -m ztgraph.query.manual docs/queries.md exports/graph.nq
	$(BIN)/python -m tests.docs.console

# The picture of the README; it needs a browser and differs a little from one browser to another.
CHROME ?= chromium
picture:
	"$(CHROME)" --headless=new --no-sandbox --disable-gpu --hide-scrollbars --window-size=1440,900 --virtual-time-budget=5000 \
	    --screenshot="$(CURDIR)/docs/page.png" "file://$(CURDIR)/exports/page.html"

wheel: $(STAMP)
	$(BIN)/python -m build --wheel

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
