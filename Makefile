# `make help` lists the targets; the work is done in scripts/.
# Variables go before or after the target alike: `PORT=8100 make run`, `make quick ARGS=tests/partners`.

.DEFAULT_GOAL := help
.PHONY: help run start demo-password test quick torture benchmarks bench format messages lock

MANAGE := .venv/bin/python manage.py

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

run: ## Set up everything, fill a demo team once, start web and worker (PORT, DATABASE_URL)
	@scripts/start --demo

start: ## The same without demo data; asks for the first account
	@scripts/start

demo-password: ## Set a new password for demo@example.org and print it
	@scripts/setup base
	@$(MANAGE) demo_password

test: ## Set up and run everything: style, types, SQLite, PostgreSQL, browser (ARGS for pytest, TEST_DATABASE_URL)
	@scripts/test

quick: ## Style, types and the tests on SQLite, without the browser (ARGS for pytest)
	@scripts/test --quick

torture: ## Kills, outages, clocks that jump, many workers: what must hold then, a line of figures each (ARGS for names)
	@scripts/torture $(ARGS)

benchmarks: ## Time and memory of reports and files, on the empty database of DATABASE_URL (ARGS)
	@scripts/setup dev
	@.venv/bin/python -m benchmarks $(ARGS)

bench: ## Speed of pages and API beside a bare floor, at a tenth and at full size; writes docs/performance.md (ARGS)
	@scripts/bench $(ARGS)

format: ## Format the Python code
	@scripts/setup dev
	@.venv/bin/ruff check --fix-only --quiet
	@.venv/bin/ruff format --quiet

messages: ## Collect the texts (needs gettext) and compile the translations
	@scripts/setup base
	@if command -v xgettext >/dev/null; then $(MANAGE) makemessages -l de --no-location --no-obsolete -i .venv -i var -i tests -v 0; fi
	@$(MANAGE) compile_catalogues

lock: ## Lock the dependencies of pyproject.toml anew (ARGS=--upgrade takes newer versions)
	@scripts/lock $(ARGS)
