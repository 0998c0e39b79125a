# Short names for what manage.py does; on Windows, and wherever make is missing, type the commands that stand here.
PYTHON ?= python3
TOOL = $(PYTHON) -m chuanxa.bootstrap
COMPILE = uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
          --no-emit-index-url --no-emit-find-links

.PHONY: help demo test lint format bench drill screenshots assets lock

help: ## list these names
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## install what is missing, load invented people, serve http://127.0.0.1:8000 (PORT=… for another port)
	$(PYTHON) manage.py demo

test: ## install what is missing, run every test on SQLite and on PostgreSQL (ARGS="-k …" for some of them)
	$(PYTHON) manage.py test $(ARGS)

lint: ## check style, the floors of the house, templates and migrations
	$(TOOL) ruff check .
	$(TOOL) ruff format --check .
	$(TOOL) lint-imports
	git ls-files 'templates/*.html' | xargs -r $(TOOL) djade --check --target-version 5.2
	DEBUG=1 $(PYTHON) manage.py makemigrations --check --dry-run

format: ## put Python and templates in the one form
	$(TOOL) ruff check --fix .
	$(TOOL) ruff format .
	git ls-files 'templates/*.html' | xargs -r $(TOOL) djade --target-version 5.2

bench: ## measure the speed of a national data set against plain SQL
	$(PYTHON) manage.py bench $(ARGS)

drill: ## break things on purpose and see that nothing saved is lost (ARGS="--only NAME --rounds N"; docs/security.md)
	$(PYTHON) manage.py drill $(ARGS)

screenshots: ## photograph the demo's pages for README and docs
	DEBUG=1 PYTHONPATH=. $(TOOL) python tools/screenshots.py

assets: ## fetch plotly.js and the fonts again
	DEBUG=1 $(PYTHON) manage.py fetch_assets --force

lock: ## compile the locks anew from pyproject.toml (needs uv)
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	$(COMPILE) pyproject.toml --group dev --group editions -c requirements-dev.txt -o requirements-editions.txt
