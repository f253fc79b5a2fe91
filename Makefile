# Needs Python 3.11+ with venv, and make. Everything else comes from the locked wheels.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup demo serve docs bench-first-light bench-api bench-painted bench-render test test-all lint lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(READY) ## make .venv with everything in the lock

$(READY): pyproject.toml requirements/uv.txt requirements/studio.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Kinoloom needs Python 3.11 or newer; run: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/studio.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## make demo.mp4 from one sentence
	$(BIN)/kinoloom make "a lone astronaut walking across a red Martian desert at golden hour, cinematic" -o demo.mp4

bench-first-light: $(READY) ## ten sentences to ten films, and where the time goes
	$(BIN)/python -m bench.first_light

bench-api: $(READY) ## a hundred clients of one server
	$(BIN)/python -m bench.api

bench-painted: $(READY) ## sixty sentences painted, what they cost and how they look (a quarter of an hour)
	$(BIN)/python -m bench.painted

bench-render: $(READY) ## the renderer beside a filter graph, the floor and its peers (an hour)
	$(BIN)/python -m bench.render

serve: $(READY) ## serve the API on this machine
	$(BIN)/kinoloom serve

lint: $(READY) ## style, types and the one-way doors
	$(BIN)/ruff check src tests bench docs
	$(BIN)/ruff format --check src tests bench docs
	$(BIN)/pyright
	$(BIN)/lint-imports

test: lint ## lint and the tests that take minutes
	$(BIN)/pytest -n 2 --dist worksteal -m "not slow"

test-all: lint ## everything
	$(BIN)/pytest -n 2 --dist worksteal

docs: $(READY) ## write the generated pages
	$(BIN)/python docs/generate.py

lock: $(READY) ## resolve the lock anew (hashes, no host names)
	$(BIN)/uv pip compile pyproject.toml --extra studio --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --no-annotate --upgrade -q -o requirements/studio.txt
	echo uv | $(BIN)/uv pip compile - --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --upgrade -q -o requirements/uv.txt

clean: ## remove what make made, but not your projects
	find src -name '*.nb[ic]' -delete
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .hypothesis demo.mp4
