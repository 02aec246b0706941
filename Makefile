# Two commands for a newcomer: `make demo` and `make test`. Needs Python 3.11 or later, pip and make; no root, no service.
.PHONY: install demo check test lexicon evals clean
.DEFAULT_GOAL := install

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)

# Debian keeps ensurepip in a package of its own (python3-venv). Where it is missing, the system's pip fills the .venv.
.venv/.installed: pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "onrecord needs Python 3.11 or later; '$(PYTHON)' is not. Install it, or run: make PYTHON=/path/to/python3.11"; exit 2; }
	@rm -f $@
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then \
	  $(PYTHON) -m venv .venv && .venv/bin/python -m pip install -q -e '.[dev]'; \
	else \
	  $(PYTHON) -m venv --without-pip .venv && $(PYTHON) -m pip --python .venv/bin/python install -q -e '.[dev]'; \
	fi
	@touch $@

install: .venv/.installed

demo: install
	@.venv/bin/onrecord demo

check: install
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: install
	.venv/bin/pytest -n auto --dist loadfile

# Scores of our own gold and of the labelled corpora that are here, into evals/scores.md; evals/run.py says how.
SHARED ?= ../shared
evals: install
	@.venv/bin/python evals/run.py --shared "$(SHARED)" $(if $(filter quick,$(EVALS)),--sample 300 --print) \
	  $(if $(filter sample,$(EVALS)),--sample 400)

lexicon: install
	UPDATE=1 .venv/bin/pytest -q tests/test_lexicon_page.py

clean:
	rm -rf .venv .demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
