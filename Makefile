# Two commands do everything: `make demo` and `make test`. They need Python 3.11 or newer.
#   PYTHON=python3.13   the interpreter to make the environment with
#   VENV=.venv          where the environment is
#   WORKERS=2           `make test`: so many tests beside each other, not one after another
#   ONCE=1              `make demo` ends after the answer instead of serving on
#   DATA=DIR            `make bench`: the DPDK reviews, for what is measured over HTTP
#   PEOPLE, TIES, ...   `make bench`: the sizes below
PYTHON ?= python3
VENV ?= .venv
WORKERS ?= 0
PEOPLE ?= 1000000
TIES ?= 10000000
SIZES ?= 100000,1000000,10000000
QUESTIONS ?= 1000
PEERS ?= networkit,igraph,rustworkx,networkx,neo4j
EVENTS ?= 20000
OUT ?= build/bench
bin := $(VENV)/bin
pip := $(bin)/python -m pip install --quiet --disable-pip-version-check
warm := echo "Compiling the searches: a minute, the first time only."; $(bin)/python -m graph.index.warm
run := $(bin)/python -m benchmarks
size := --people $(PEOPLE) --ties $(TIES)
into = --json $(OUT)/$(1).json --plot $(OUT)/$(1).png

.DEFAULT_GOAL := help
.PHONY: help demo test cover check quick bench clean

help: ## what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## start everything, load the demo story, show an introduction path
	@$(bin)/inroad demo $(if $(ONCE),--once)

test: check ## every check, then every test
	@$(bin)/python -m pytest --numprocesses $(WORKERS)

cover: $(VENV)/.installed-dev ## every test, and which lines and branches none of them runs; twice as long
	@$(bin)/python -m pytest --cov

check: $(VENV)/.installed-dev ## lint, format, types and the direction of imports
	@$(bin)/ruff check --quiet
	@$(bin)/ruff format --check --quiet || { $(bin)/ruff format --check; exit 1; }
	@$(bin)/mypy --no-error-summary
	@$(bin)/python -m services.web.check
	@out=$$($(bin)/lint-imports 2>&1) || { printf '%s\n' "$$out"; exit 1; }
	@echo "Lint, format, types and imports are in order."

quick: $(VENV)/.installed-dev ## the tests that need no server
	@$(bin)/python -m pytest tests/schemas tests/graph tests/test_docs.py

bench: $(VENV)/.installed-bench ## every benchmark, with plots and a table of the goals
	@mkdir -p $(OUT)
	@rm -f $(OUT)/*.json
	-@$(run).paths $(size) --questions $(QUESTIONS) --peers $(PEERS) $(call into,paths)
	-@$(run).strongest $(size) --questions $(QUESTIONS) $(call into,strongest)
	-@$(run).targets $(size) $(call into,targets)
	-@$(run).plan $(call into,plan)
	-@$(run).growth --sizes $(SIZES) --questions $(QUESTIONS) $(call into,growth)
	-@$(run).memory $(size) $(call into,memory)
ifeq ($(DATA),)
	@echo "answers and freshness are left out: give the folder of the two CSV files as DATA=DIR"
else
	-@$(run).answers --data $(DATA) --store sqlite:///$(abspath $(OUT))/answers.sqlite3 --wipe \
		--events $(EVENTS) --json $(OUT)/answers.json
	-@$(run).freshness --data $(DATA) --store sqlite:///$(abspath $(OUT))/freshness.sqlite3 --wipe \
		--json $(OUT)/freshness.json
endif
	@$(run).summary $(OUT)

clean: ## remove the environment and what the tools leave behind
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*

$(VENV)/.made: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Inroad needs Python 3.11 or newer, and $(PYTHON) is not; try: make PYTHON=python3.13 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version): a minute, the first time only."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made
	@$(pip) --editable .
	@$(warm)
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.made
	@$(pip) --editable '.[dev]'
	@$(warm)
	@touch $(VENV)/.installed $@

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	@echo "Adding the libraries that the benchmarks compare with."
	@$(pip) --editable '.[dev,bench]'
	@touch $@
