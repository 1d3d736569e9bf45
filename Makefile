# One command each; CONTRIBUTING.md says how to make the .venv. `make check` is what .ci/run runs once packages are there.
BIN := .venv/bin
TEST := $(BIN)/python -m pytest
TEMPLATES := ecodash/ui/templates ecodash/web/templates

.PHONY: help fmt lint types imports test-fast test pictures screens bench check

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed 's/:.*##/\t/'

fmt: ## format Python and templates in place
	$(BIN)/ruff format && $(BIN)/ruff check --fix && $(BIN)/djlint $(TEMPLATES) --reformat --quiet

lint: ## format and lint of Python and templates, changing nothing
	$(BIN)/ruff format --check && $(BIN)/ruff check && $(BIN)/djlint $(TEMPLATES) --check --lint --quiet

types: ## mypy --strict
	$(BIN)/mypy

imports: ## which room may import which
	$(BIN)/lint-imports

test-fast: ## what takes about a minute: neither slow nor in a browser
	$(TEST) -m "not slow and not browser"

test: ## everything, as the README says
	$(TEST)

pictures: ## the pictures of the manual anew, from the demonstration
	$(BIN)/python tests/help_pictures.py

screens: ## a picture of every screen, in build/screens
	$(BIN)/python tests/screens.py build/screens

bench: ## how fast the screens and the documents are
	$(BIN)/python tests/bench/bench_pages.py && $(BIN)/python tests/bench/bench_documents.py

check: lint types imports test ## the one definition of clean
