# Every command of this project. `make` alone lists them.
.DEFAULT_GOAL := help
.SUFFIXES:

HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

IN_VENV := .venv/bin/python -m
MANAGE := DEVELOPMENT=1 .venv/bin/python manage.py
PREPARE = python=$$(scripts/find-python) && "$$python" -m scripts.prepare
# For the oldest Python that the project takes; names, versions and hashes, but no registry.
LOCK = uv=$$([ -x .tools/bin/uv ] && echo .tools/bin/uv || echo uv) && "$$uv" pip compile --quiet \
	--universal --python-version 3.12 --generate-hashes --no-header --no-emit-index-url

.PHONY: help
help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 20

.PHONY: run
run: ## Serve the app at http://127.0.0.1:8000 (HOST and PORT change that)
	@$(PREPARE) run
	@DEVELOPMENT=1 exec $(IN_VENV) scripts.run_local $(HOST):$(PORT) $(if $(RELOAD),reload)

.PHONY: install
install: ## Install what running needs, and start nothing
	@$(PREPARE) run

.PHONY: test
test: ## Run the whole suite on SQLite, then on PostgreSQL if installed (ARGS="-k words")
	@$(PREPARE) test
	@$(IN_VENV) scripts.run_suite $(ARGS)

.PHONY: lint
lint: ## Check style, types, layers and templates
	@$(PREPARE) run
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	$(IN_VENV) mypy bench decision scripts tests manage.py
	.venv/bin/lint-imports
	.venv/bin/djlint --quiet --lint templates

.PHONY: format
format: ## Put Python into the common style
	@$(PREPARE) run
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

.PHONY: check
check: ## Check the content, the migrations and the settings
	@$(PREPARE) run
	$(MANAGE) check_content
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING

.PHONY: coverage
coverage: ## Show which lines and branches of the plain half the tests reach
	@$(PREPARE) test
	@COVERAGE_FILE=var/coverage $(IN_VENV) coverage run --branch \
		--source=decision/domain,decision/catalog,decision/records \
		-m pytest -q -m "not browser" tests/domain tests/catalog tests/records tests/reports tests/content
	@COVERAGE_FILE=var/coverage $(IN_VENV) coverage report --skip-covered --show-missing

.PHONY: bench
bench: ## Measure speed, as ratios in one run (ARGS="pages maps" for some groups)
	@$(PREPARE) test
	@$(IN_VENV) bench $(ARGS)

.PHONY: figures
figures: ## Count how far files are read and types known as a corpus beside the project says
	@$(PREPARE) run
	@$(IN_VENV) bench.figures

.PHONY: lock
lock: ## Choose the newest versions that fit pyproject.toml and write the lock files
	@$(PREPARE) run
	$(LOCK) --upgrade --group dev pyproject.toml --output-file requirements.lock
	$(LOCK) --upgrade pyproject.toml --constraint requirements.lock --output-file requirements-run.lock
	$(LOCK) --upgrade --group tools --output-file requirements-tools.lock
	$(LOCK) --upgrade --group bench --output-file requirements-bench.lock
