# Everything runs in .venv with the pinned versions of requirements.lock. Needs Python >= 3.11, git and make.

PYTHON ?=
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help reports data test lab lint types check format lock clean
.DELETE_ON_ERROR:

help: ## Show what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

reports: data ## Build the tables from seeds/ and the trend reports; says where the index is
	@$(BIN)/jjjdata report --data data --out reports/published --batch published.toml
	@$(BIN)/jjjdata report --data data --out reports

data: $(STAMP) ## Build the tables from seeds/ into data/
	@$(BIN)/jjjdata build seeds --out data

test: $(STAMP) ## Run the tests
	@$(BIN)/python -m pytest -q

lab: $(STAMP) ## Open the guided tour in JupyterLab
	@$(BIN)/python -m jupyterlab $$( [ "$$(id -u)" -eq 0 ] && echo --allow-root ) notebooks/explore.ipynb

lint: $(STAMP) ## Check style and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(STAMP) ## Format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(STAMP) ## Check types strictly
	@$(BIN)/mypy

check: lint types test ## Lint, types and tests

lock: ## Pin all dependencies anew, with hashes (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv (https://docs.astral.sh/uv/)" >&2; exit 1; }
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header -o requirements.lock

clean: ## Remove the environment and caches (tables and reports stay)
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis data/.build.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is complete when the stamp stands; it is brought up to date when a pinned version, the
# project file or the base interpreter changes.
$(STAMP): requirements.lock pyproject.toml
	@set -e; \
	base="$(PYTHON)"; \
	if [ -z "$$base" ]; then \
	  for candidate in python3 python3.14 python3.13 python3.12 python3.11; do \
	    if command -v $$candidate >/dev/null 2>&1 && \
	       "$$candidate" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	      base=$$candidate; break; \
	    fi; \
	  done; \
	fi; \
	if [ -z "$$base" ]; then \
	  echo "jjjdata needs Python 3.11 or newer, and found none called python3, python3.14, python3.13, python3.12 or python3.11." >&2; \
	  echo "Install one, or name it: make PYTHON=/path/to/python reports" >&2; exit 1; \
	fi; \
	if ! "$$base" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  echo "$$base cannot make virtual environments: its venv module is missing." >&2; \
	  echo "On Debian and Ubuntu install the package python3-venv; then run make again." >&2; exit 1; \
	fi; \
	if ! $(BIN)/python -c 'import pip, sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	  echo "Making the environment in $(VENV) with $$("$$base" --version) ..."; \
	  "$$base" -m venv --clear $(VENV); \
	fi
	@echo "Installing the pinned packages (once; this takes a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
