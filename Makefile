# Everything runs in .venv, which the first target that needs it creates. Only Python 3.11 or newer and make are needed.

.POSIX:
.SUFFIXES:
.PHONY: help extract test lint types evaluate diff bench compare docs fuzz fuzz-atheris scaling build lock clean

VENV = .venv
PYTHON =
INPUT = corpus/articles
OUT = out/facts.jsonl
JOBS =
SINCE = HEAD
TEXTS =
COUNT = 10000
SEED = 1
ONLY =
TARGETS =
SECONDS = 60
SHAPES =
INSTALLED = $(VENV)/installed.stamp
PIP = $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check

help:
	@echo 'make extract    write the facts of INPUT ($(INPUT)) to OUT ($(OUT)) with JOBS workers (as many as there are cores)'
	@echo 'make test       run the tests'
	@echo 'make lint       check style with ruff'
	@echo 'make types      check types with mypy'
	@echo 'make evaluate   score corpus/articles against its gold annotations, and compare with the floors'
	@echo 'make diff       show the facts of INPUT that your changes since the commit SINCE ($(SINCE)) gain, lose and alter'
	@echo 'make bench      measure how fast it is beside the stock spaCy pipeline, on the articles of TEXTS'
	@echo 'make compare    score other systems for quotes beside newsfacts, in an environment of their own'
	@echo 'make docs       write what the documentation takes from the code, the corpus and its floors'
	@echo 'make fuzz       extract COUNT ($(COUNT)) mutated articles, and hold their facts to the contract'
	@echo 'make fuzz-atheris  let atheris look for bytes and texts that break something, SECONDS ($(SECONDS)) for each target'
	@echo 'make scaling    show how the time grows with the length of odd texts, all or the SHAPES named'
	@echo 'make build      build the wheel into dist/'
	@echo 'make lock       pin the newest dependencies in requirements.lock'
	@echo 'make clean      remove everything that make wrote, $(VENV) included'
	@echo 'For another folder: make extract INPUT=articles OUT=facts.jsonl JOBS=4'

extract: $(INSTALLED)
	jobs=$(JOBS); $(VENV)/bin/newsfacts extract $(INPUT) -o $(OUT) $${jobs:+--jobs $$jobs}
	@echo 'The facts are in $(OUT).'

test: $(INSTALLED)
	$(VENV)/bin/python -m pytest

lint: $(INSTALLED)
	$(VENV)/bin/ruff check .

types: $(INSTALLED)
	$(VENV)/bin/mypy

evaluate: $(INSTALLED)
	$(VENV)/bin/newsfacts evaluate corpus/articles --floors corpus/floors.json

diff: $(INSTALLED)
	$(VENV)/bin/python scripts/diff_facts.py $(INPUT) $(SINCE)

bench: $(INSTALLED)
	$(VENV)/bin/python scripts/bench.py $(TEXTS)

compare: $(INSTALLED)
	@sh tools/environment $(VENV)-compare $(PYTHON)
	@echo 'Installing what scripts/compare/requirements.lock lists ...'
	@$(VENV)-compare/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r scripts/compare/requirements.lock
	$(VENV)-compare/bin/python scripts/compare/others.py corpus/articles out/compare
	$(VENV)/bin/python scripts/compare/table.py corpus/articles out/compare

docs: $(INSTALLED)
	$(VENV)/bin/python scripts/make_docs.py

fuzz: $(INSTALLED)
	only=$(ONLY); jobs=$(JOBS); $(VENV)/bin/python -m scripts.fuzz --count $(COUNT) --seed $(SEED) $${jobs:+--jobs $$jobs} \
		$${only:+--only $$only}

fuzz-atheris: $(INSTALLED)
	@[ -d $(VENV)/atheris ] || $(PIP) --no-deps --require-hashes --target $(VENV)/atheris -r tools/atheris.txt
	PYTHONPATH=$(VENV)/atheris $(VENV)/bin/python -m scripts.fuzz_bytes $(TARGETS) --seconds $(SECONDS)

scaling: $(INSTALLED)
	$(VENV)/bin/python -m scripts.scaling $(SHAPES)

build: $(INSTALLED)
	$(VENV)/bin/hatchling build -t wheel

# An environment that works is kept, and brought up to date when what it depends on changes.
$(INSTALLED): requirements.lock pyproject.toml
	@sh tools/environment $(VENV) $(PYTHON)
	@echo 'Installing what requirements.lock lists (the first time this takes some minutes) ...'
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(INSTALLED)

lock:
	@sh tools/environment $(VENV)-lock $(PYTHON)
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(VENV)-lock/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade --quiet -o requirements.lock
	rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) $(VENV)-lock $(VENV)-compare out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
