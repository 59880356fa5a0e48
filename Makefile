# make run   builds the graph in build/ and says what is in it     建图并给出摘要
# make test  checks everything                                     运行全部检查
# Both need nothing but Python 3.11 or newer; both may be repeated. 只需 Python 3.11+，可重复运行

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.PHONY: run test lint types docs explorer browser coverage check-links check-browsers clean

VENV := .venv
BIN := $(VENV)/bin
OUT := build

# The newest-named Python of this machine that is new enough; PYTHON=... overrides.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$name" && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install

CHROMIUM := for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	command -v "$$name" >/dev/null && exit 0; done

# Installs Debian packages where that is possible without asking anybody.
APT = if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo "installing $(1) / 正在安装 $(1)"; \
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends $(1); } >/dev/null 2>&1 || true; fi

export PYTHONUTF8 := 1
# Otherwise pyright asks the network whether it is the newest.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

# The explorer's page, in which Python sets the data; absent where npm's packages cannot be had.
EXPLORER := viz/templates/explorer.html
EXPLORER_SOURCES := $(shell find viz/explorer -name node_modules -prune -o -name dist -prune \
	-o -type f -print)

# All that a build is made from; the folders as well, so that a deleted table is noticed.
SOURCES := $(shell find data graph loaders ontology queries viz tvetgraph -name __pycache__ -prune \
	-o -path 'data/*/*' -prune -o -path 'viz/explorer' -prune -o -path '$(EXPLORER)' \
	-o -type f -print) \
	$(wildcard data/*/ data/*/*.csv $(or $(TVETGRAPH_REPORTS),../shared/reports)/*)
DRAW := $(BIN)/tvetgraph draw --build $(OUT)
EXPORT := $(BIN)/tvetgraph export --build $(OUT)

run: $(OUT)/run.stamp $(OUT)/explorer.stamp
	@$(BIN)/tvetgraph summary --build $(OUT)
	@echo "  . $(BIN)/activate                  先执行它 / first of all, so that tvetgraph is found"

$(OUT)/run.stamp: $(VENV)/run.stamp $(SOURCES)
	$(BIN)/tvetgraph build --out $(OUT)
	$(EXPORT) --format turtle -o $(OUT)/tvetgraph.ttl
	$(EXPORT) --format jsonld -o $(OUT)/tvetgraph.jsonld
	$(EXPORT) --format graphml -o $(OUT)/partners.graphml
	$(EXPORT) --format gexf -o $(OUT)/partners.gexf
	$(DRAW) relation partnerOf -o $(OUT)/partners.html
	$(DRAW) relation feedsInto -o $(OUT)/routes.html
	$(BIN)/tvetgraph audit --passed --format html -o $(OUT)/audit.html
	@touch $@

$(OUT)/explorer.stamp: $(OUT)/run.stamp $(EXPLORER)
	@if [ -f $(EXPLORER) ]; then \
		echo $(BIN)/tvetgraph explore --build $(OUT) -o $(OUT)/explorer.html; \
		$(BIN)/tvetgraph explore --build $(OUT) -o $(OUT)/explorer.html; fi
	@touch $@

$(EXPLORER): $(EXPLORER_SOURCES) | $(VENV)/run.stamp
	@sh viz/explorer/run.sh $(BIN)/python build || [ $$? = 3 ]

explorer: $(VENV)/run.stamp
	@sh viz/explorer/run.sh $(BIN)/python build

test: $(VENV)/test.stamp browser lint types $(EXPLORER)
	@sh viz/explorer/run.sh $(BIN)/python test || [ $$? = 3 ]
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/test.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/test.stamp
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python

docs: $(VENV)/run.stamp
	$(BIN)/python -m tvetgraph.cli_docs docs

coverage: $(VENV)/test.stamp
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report

# Compares the links with the packages they were read from and the standard of their file.
check-links: $(VENV)/test.stamp
	$(PIP) --editable '.[check]'
	$(BIN)/python -m pytest -m packages tests/test_link_packages.py

# Opens the explorer in Firefox and WebKit; on Debian it installs them where it may.
check-browsers: $(VENV)/test.stamp $(EXPLORER)
	$(PIP) --editable '.[browsers]'
	@command -v WebKitWebDriver >/dev/null && command -v xvfb-run >/dev/null \
		|| { $(call APT,firefox-esr webkit2gtk-driver xvfb dbus); }
	xvfb-run --auto-servernum dbus-run-session \
		$(BIN)/python -m pytest -m browsers tests/test_explorer_elsewhere.py

browser:
	@($(CHROMIUM); \
	$(call APT,chromium fonts-noto-cjk); \
	$(CHROMIUM); \
	echo "no Chromium: the browser tests will be skipped; install the package chromium" \
		"/ 未找到 Chromium：将跳过浏览器测试，请安装 chromium")

clean:
	rm -rf $(VENV) $(OUT) dist viz/explorer/node_modules viz/explorer/dist $(EXPLORER)
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "no Python 3.11 or newer here; install one, or say make PYTHON=..." \
		"/ 需要 Python 3.11 或更新版本" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) 2>/dev/null \
	|| { $(call APT,python3-venv); $(PYTHON) -m venv --clear $(VENV); } \
	|| { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment; install python3-venv" \
		"/ 无法创建虚拟环境，请安装 python3-venv" >&2; exit 1; }

$(VENV)/run.stamp: pyproject.toml | $(BIN)/python
	@echo "installing tvetgraph into $(VENV) / 安装到 $(VENV)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/test.stamp: pyproject.toml $(VENV)/run.stamp
	@echo "installing what the tests need / 安装测试所需的包"
	@$(PIP) --editable '.[dev]'
	@touch $@
