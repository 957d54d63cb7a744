# `make setup` needs only Python 3.11, make and a package index; everything else runs from .venv/.
PYTHON := $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.padan-setup
QUERIES := sql tests/bench/province_sql

.PHONY: setup setup-spark lock demo test test-fast check format docs bench bench-truth bench-province clean

setup: $(STAMP)

# The stamp is newer than the lock and the metadata exactly when the environment is up to date.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11) and "padan needs Python 3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $(STAMP)

# What `[engine] resolve = "spark"` needs in addition to Java; several hundred megabytes, so not in `setup`.
setup-spark: setup
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-spark.lock

# Hashes and versions only: whoever installs chooses the index.
lock:
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra demo --extra postgresql --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --quiet -o requirements.lock
	echo 'pyspark>=4.3' | $(BIN)/uv pip compile - --constraint requirements.lock \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --quiet -o requirements-spark.lock

# A synthetic regency in a fresh folder outside the repository.
demo: setup
	@folder="$${PADAN_DEMO_DIR:-$$(mktemp -d "$${TMPDIR:-/tmp}/padan-demo-XXXXXX")/kabupaten}"; \
		$(BIN)/padan demo "$$folder"

# One process a core; tests of one file stay together and share what they set up.
test: setup
	$(BIN)/python -m pytest -n auto --dist loadfile

# What to run while working: single functions, and the rules as tables on small worlds.
test-fast: setup
	$(BIN)/python -m pytest -n auto --dist loadfile tests/unit tests/spec

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint $(QUERIES) --processes 2 --disable-progress-bar --nocolor

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/sqlfluff fix $(QUERIES) --processes 2 --disable-progress-bar --quiet

# The data dictionary, from the declarations in schemas/.
docs: setup
	$(BIN)/python -m pipelines.commands.dictionary docs/kamus-data.md

# How right the month is on several seeds and noises (the table of docs/accuracy.md), do ids last
# twelve months, do probabilities mean what they say, is nothing asked twice (about half an hour).
bench-truth: setup
	$(BIN)/python -m tests.bench.accuracy
	$(BIN)/python -m tests.bench.year
	$(BIN)/python -m tests.bench.calibration
	$(BIN)/python -m tests.bench.questions

# Linkage against plain Splink and VLOOKUP on NIK and the whole month, on demo regencies of 12,000 and
# 60,000 households, then linkage on several seeds and noises, reading and
# searching (about half an hour; SAMPLE=../shared adds the office's samples).
bench: setup
	$(BIN)/python -m tests.bench.scale --households 12000 60000
	$(BIN)/python -m tests.bench.rivals --households 3000 --seeds 1 2 --noises 1.5 2.5
	$(BIN)/python -m tests.bench.intake
	$(BIN)/python -m tests.bench.search --persons 3000000
	$(if $(SAMPLE),$(BIN)/python -m tests.bench.rivals --sample $(SAMPLE))

# The resolve step alone at 1,200,000 households (4 million people), out of core; call it again to
# continue where it stopped. FOLDER is where it keeps its tables.
bench-province: setup
	$(BIN)/python -m tests.bench.province --households 1200000 --folder $(or $(FOLDER),/tmp/padan-province)

clean:
	rm -rf $(VENV) build dist *.egg-info
