# `make site` builds the site, `make test` runs every check, `make serve` shows edits as you make them.
# `make help` lists the rest. Nothing is installed outside .venv; Debian's Chromium for the browser tests is the one exception.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
ifneq ($(filter output-sync,$(.FEATURES)),)
MAKEFLAGS += --output-sync=target
endif

# The first Python on the path that is new enough; `make PYTHON=/path/to/python3 …` names another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip
BUNDLE := build/evidence-offline.zip
PYTEST_ARGS ?= -n auto --dist loadfile

# What is ready leaves a file behind, so that a second run starts at once.
VENV_READY := $(VENV)/.ready-venv
SITE_READY := $(VENV)/.ready-site
TEST_READY := $(VENV)/.ready-test
LOCK_READY := $(VENV)/.ready-lock
BROWSER_READY := $(VENV)/.ready-browser

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# Material prints six lines about another project's future at each build.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help site serve bundle pdf check new schema test lint format format-check types verify schema-check lint-github \
	pytest golden ci-report lock clean distclean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

## Using it

site: $(SITE_READY) ## Build the site and the offline bundle
	@echo "Building the site from evidence/ and docs/ …"
	@$(BIN)/evidence build
	@$(BIN)/evidence bundle --out $(BUNDLE)

serve: $(SITE_READY) ## Show the site in the browser and rebuild it while you edit
	@$(BIN)/evidence serve

bundle: $(SITE_READY) ## Zip the site that is already built
	@$(BIN)/evidence bundle --out $(BUNDLE)

pdf: site $(BROWSER_READY) ## Print the topics as hand-outs, one PDF each and one of all, into build/pdf
	@$(BIN)/evidence pdf

check: $(SITE_READY) ## Check the evidence: every problem, with its file, line and remedy
	@$(BIN)/evidence check

new: $(SITE_READY) ## Start the card of a study: make new ID=name-of-the-study
	@test -n "$(ID)" || { echo "Name the study, for example: make new ID=pembro-rt" >&2; exit 2; }
	@$(BIN)/evidence new "$(ID)"

schema: $(SITE_READY) ## Write docs/data/schema anew from the models
	@$(BIN)/evidence schema

## Working on it

# The tests start only when the quick checks have passed, under `make -j` too.
test: lint format-check types check verify schema-check lint-github $(BROWSER_READY) ## Run every check and every test
	@$(MAKE) --no-print-directory pytest
	@echo "All checks and tests passed."

lint: $(TEST_READY) ## Look for mistakes in the code
	@echo "Linting …"
	@$(BIN)/ruff check --quiet .

format: $(TEST_READY) ## Format the code and mend what can be mended by itself
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

format-check: $(TEST_READY) ## Is the code formatted?
	@echo "Checking the format …"
	@$(BIN)/ruff format --quiet --check . || { echo "Run 'make format'." >&2; exit 1; }

types: $(TEST_READY) ## Check the types, strictly
	@echo "Checking types …"
	@$(BIN)/mypy --no-error-summary

verify: $(SITE_READY) ## Hold the numbers against the texts of the sources in .sources/, where they are at hand
	@echo "Comparing the numbers with the texts of their sources …"
	@$(BIN)/evidence verify

schema-check: $(SITE_READY) ## Are the committed JSON Schemas those of the models?
	@echo "Comparing the JSON Schemas with the models …"
	@rm -rf build/schema
	@$(BIN)/evidence schema --out build/schema >/dev/null
	@diff -ru docs/data/schema build/schema || { echo "Run 'make schema' and commit docs/data/schema." >&2; exit 1; }

lint-github: $(TEST_READY) ## Check workflows, issue forms, dependabot.yml and CITATION.cff
	@echo "Checking workflows, issue forms and CITATION.cff …"
	@$(BIN)/zizmor --offline --quiet --no-progress --strict-collection .github
	@set -- $(BIN)/check-jsonschema --quiet; \
	"$$@" --builtin-schema vendor.github-workflows .github/workflows/*.yml; \
	"$$@" --builtin-schema custom.github-workflows-require-timeout .github/workflows/*.yml; \
	"$$@" --builtin-schema vendor.github-issue-forms $$(ls .github/ISSUE_TEMPLATE/*.yml | grep -v /config.yml); \
	"$$@" --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml; \
	"$$@" --builtin-schema vendor.dependabot .github/dependabot.yml; \
	"$$@" --builtin-schema vendor.citation-file-format CITATION.cff

pytest: $(TEST_READY) $(BROWSER_READY) ## Run the tests alone; PYTEST_ARGS="-k name" picks some
	@echo "Running the tests (several minutes: they build sites and drive a browser) …"
	@$(BIN)/pytest -n auto $(PYTEST_ARGS)

golden: $(TEST_READY) ## Accept the present output as the expected one; then read the diff
	@ACCEPT=1 $(BIN)/pytest -q tests/golden tests/test_chart_images.py
	@git status --short tests

lock: $(LOCK_READY) ## Resolve the dependencies anew; UPGRADE=--upgrade takes the newest
	@echo "Resolving …"
	@$(UV_COMPILE) --extra build --output-file requirements/site.txt
	@$(UV_COMPILE) --extra build --extra test --constraint requirements/site.txt --output-file requirements/test.txt
	@! grep -nE '://|^ *--(extra-)?index-url|^ *--find-links' requirements/*.txt || \
		{ echo "A lock names an address: nothing of that may be committed." >&2; exit 1; }
	@echo "Written: requirements/site.txt and requirements/test.txt"

clean: ## Remove what was built
	@rm -rf build site .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info

distclean: clean ## Remove the virtual environment too
	@rm -rf $(VENV)

## On GitHub

# Annotations go to the log, the same report to the job's summary. Indented, no line of it can end the block it stands in.
ci-report: $(SITE_READY) ## Check the evidence for a pull request
	@status=0; $(BIN)/evidence check --format github || status=$$?; \
	{ echo '## Check of the evidence'; echo; { $(BIN)/evidence check || true; } | sed 's/^/    /'; echo; } \
		>> "$${GITHUB_STEP_SUMMARY:-/dev/stdout}"; \
	exit $$status

## Getting ready

UV_COMPILE = $(BIN)/uv --no-config pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE) pyproject.toml

# Some systems ship Python without ensurepip; the system's own pip can then fill the environment.
$(VENV_READY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and none was found. On Debian or Ubuntu:" \
		"apt-get install python3 python3-venv. Then run make again, or name one: make PYTHON=/path/to/python3" >&2; exit 2; }
	@echo "Making a virtual environment in $(VENV) with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 \
		|| { rm -rf $(VENV) && $(PYTHON) -m venv --without-pip $(VENV) \
			&& $(PYTHON) -m pip --python $(BIN)/python install -qq pip; } \
		|| { rm -rf $(VENV); echo "This Python cannot make virtual environments. On Debian or Ubuntu:" \
			"apt-get install python3-venv. Then run make again." >&2; exit 2; }
	@touch $@

$(SITE_READY): requirements/site.txt pyproject.toml | $(VENV_READY)
	@echo "Installing what the site needs (about 250 MB, a minute or two; only this once) …"
	@$(PIP) install -qq --require-hashes -r requirements/site.txt
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST_READY): requirements/test.txt $(SITE_READY)
	@echo "Installing what the tests need (about 400 MB, a minute or two; only this once) …"
	@$(PIP) install -qq --require-hashes -r requirements/test.txt
	@touch $@

$(LOCK_READY): | $(VENV_READY)
	@$(PIP) install -qq 'uv>=0.9,<1'
	@touch $@

# A Chromium that is already there serves. Else Debian's, if we may install it, or Playwright's own into the user's cache.
$(BROWSER_READY): $(TEST_READY)
	@if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; then \
		echo "Installing Chromium for the browser tests with apt-get …"; \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends chromium >/dev/null; \
	else \
		echo "Downloading Chromium for the browser tests …"; \
		$(BIN)/playwright install $$([ "$$(id -u)" != 0 ] || echo --with-deps) chromium >/dev/null \
			|| { echo "No Chromium: install one (on Debian: apt-get install chromium) and run make again." >&2; exit 2; }; \
	fi
	@touch $@
