# Two commands for a fresh machine: make brief, make test. Both set up what is missing and say so.
VENV   := .venv
PYTHON ?= python3
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
SYSTEM := $(VENV)/.system
BROWSER := $(VENV)/.browser
PANGO  := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

.PHONY: brief test bench bench-extraction weights gallery schema picture clean help

brief: $(STAMP) $(SYSTEM) ## set up, then build the briefs of briefs.yaml
	@echo "Building the briefs of briefs.yaml:"
	@$(BIN)/briefgen build

test: $(STAMP) $(SYSTEM) $(BROWSER) ## set up, then run every check: style, types, floors, tests
	@echo "Style:";  $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "Types:";  $(BIN)/mypy
	@echo "Floors:"; $(BIN)/lint-imports
	@echo "Tests:";  $(BIN)/python -m pytest

bench: $(STAMP) $(SYSTEM) ## measure speed, hostile text and, where the public data lies beside the checkout, extraction
	@$(BIN)/python tests/benchmarks/speed.py
	@$(BIN)/python tests/benchmarks/page.py
	@$(BIN)/python tests/benchmarks/hostile.py
	@$(BIN)/python tests/benchmarks/joining.py
	@$(BIN)/python tests/benchmarks/batch.py
	@$(BIN)/python tests/benchmarks/runs.py
	@$(BIN)/python tests/benchmarks/faults.py
	@$(BIN)/python tests/benchmarks/extraction.py

bench-extraction: $(STAMP) ## measure extraction on public gold data; writes docs/extraction.md
	@$(BIN)/python tests/benchmarks/extraction.py

weights: $(STAMP) ## train the language models anew from the data in BRIEFGEN_TRAINING
	@$(BIN)/python tools/train.py

gallery: $(STAMP) $(SYSTEM) ## draw every template set in every theme and size to build/gallery, to look at
	@$(BIN)/python tools/gallery.py

schema: $(STAMP) ## write docs/briefs.schema.json anew
	@$(BIN)/briefgen schema briefs > docs/briefs.schema.json

picture: brief ## draw page one of the shipped brief to docs/page-one.png
	@$(BIN)/python -c "import pypdfium2 as p; p.PdfDocument('build/ecuador-deployment/ecuador-deployment.pdf')[0].render(scale=1.6).to_pil().convert('P', palette=1, colors=64).save('docs/page-one.png', optimize=True)"

clean: ## remove the environment and all that was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed ($(PYTHON) is older or missing). Debian, Ubuntu: apt-get install python3; or: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Installing python3-venv:"; $(call apt,python3-venv,Fedora and macOS have it with Python); }
	@echo "Setting up $(VENV) and installing briefgen into it (a minute or two, once):"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

$(SYSTEM): $(STAMP)
	@$(BIN)/briefgen doctor >/dev/null 2>&1 || { echo "Installing Pango, which sets the PDF pages:"; $(call apt,$(PANGO),Fedora: sudo dnf install pango harfbuzz; macOS: brew install pango); }
	@$(BIN)/briefgen doctor >/dev/null || { $(BIN)/briefgen doctor; exit 5; }
	@touch $@

$(BROWSER): $(STAMP)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	  { echo "Installing Chromium, in which the tests open the HTML page:"; \
	    ( $(call apt,chromium,Fedora: sudo dnf install chromium; macOS: brew install chromium) ) || \
	    echo "Without it the tests of the page in a browser are skipped; the rest goes on."; }
	@touch $@

# apt as root or with a sudo that asks for no password; where that is not to be had or fails, say what to type.
define apt
S=$$([ "$$(id -u)" = 0 ] || echo "sudo -n"); \
{ command -v apt-get >/dev/null && $$S true 2>/dev/null && $$S apt-get update -qq \
  && $$S env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1) >/dev/null; } || \
  { echo "Please install it and call make again. Debian, Ubuntu: sudo apt-get install $(1); $(2)."; exit 5; }
endef
