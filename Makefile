.PHONY: install check test
PYTHON ?= python3.11

.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
	touch $@

install: .venv/.installed

check: install
	.venv/bin/ruff format --check src tests
	.venv/bin/ruff check src tests
	.venv/bin/mypy

test: install
	.venv/bin/pytest
