# What a contributor types. CONTRIBUTING.md says what each is for.
PYTHON ?= python3
BIN := .venv/bin
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet \
	--custom-compile-command "make lock"

.PHONY: setup check test format lock screenshot man messages

setup: .venv/.ready

.venv/.ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

check: setup
	.ci/check $(BIN)

test: setup
	$(BIN)/pytest -n 2

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Needs uv. UV_NO_CONFIG: the hashes must be those of the Python package index, not of a mirror set up here.
lock:
	UV_NO_CONFIG=1 $(COMPILE) pyproject.toml -o requirements.lock
	UV_NO_CONFIG=1 $(COMPILE) -c requirements.lock --group dev --group build pyproject.toml -o requirements-dev.lock

man: setup
	$(BIN)/python docs/man_page.py

messages: setup
	$(BIN)/python docs/catalogues.py

screenshot: setup
	$(BIN)/python docs/screenshot.py docs/screenshot.svg --size 132x37 --keys "x s x b j j w"
