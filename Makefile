# The only commands that one has to know. Each sets up what it needs; `make` alone lists them.
PYTHON ?= python3
ARTICLE ?=
PORT ?= 8000
BIN := .venv/bin

.PHONY: help setup setup-development demo test check fix docs screenshots bench lock clean
.DEFAULT_GOAL := help

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

setup: ## environment with the program: .venv/bin/weighin
	@$(PYTHON) scripts/set_up.py runtime

setup-development: ## the same with everything for tests, checks and documentation
	@$(PYTHON) scripts/set_up.py development

demo: setup ## read the sample round-ups (and ARTICLE=path), serve them on http://127.0.0.1:8000 (PORT=8001)
	@$(BIN)/weighin demo --port $(PORT) $(if $(ARTICLE),"$(ARTICLE)")

test: setup-development ## every test; on PostgreSQL and in a browser too where there is one
	@$(BIN)/python scripts/run_tests.py

check: setup-development ## style, types, architecture, templates, dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --check --lint src/weighin/site src/weighin/publishing
	$(BIN)/deptry src
	$(BIN)/pre-commit validate-config
	$(BIN)/python scripts/write_reference.py --check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --site-dir build/documentation

fix: setup-development ## mend what the checks can mend by themselves
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat src/weighin/site src/weighin/publishing || true

docs: setup-development ## write the generated reference pages and build the documentation into build/documentation
	$(BIN)/python scripts/write_reference.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --site-dir build/documentation

screenshots: setup-development ## take the pictures in docs/ again (needs Chromium)
	$(BIN)/python scripts/take_screenshots.py

bench: setup-development ## ours and the peer in one run, with the ratio
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/patterns.py

lock: ## requirements/*.txt from pyproject.toml: names, versions, hashes, no addresses
	@$(PYTHON) scripts/set_up.py lock

clean: ## what was built; the environment, databases and documents stay
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
