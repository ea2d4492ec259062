# riskreg. `make run` and `make test` first set up what is missing (.ci/set-up); nothing else is needed.

BIN := .venv/bin
SAMPLE := build/exempel.riskreg
PLAN := build/internkontrollplan-2022.pdf
CATALOGUE := resources/i18n/sv

.PHONY: run test bench faults texts set-up set-up-test clean
.NOTPARALLEL:

# The sample register, its printed plan, and the window on it. An edited sample is kept.
run: set-up $(CATALOGUE).mo
	@mkdir -p build
	@test -e $(SAMPLE) || $(BIN)/riskreg sample $(SAMPLE)
	@$(BIN)/riskreg print $(SAMPLE) plan --year 2022 -o $(PLAN)
	@echo "riskreg: the sample register is $(SAMPLE), its printed plan $(PLAN)"
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(BIN)/riskreg $(SAMPLE); \
	else \
		echo "riskreg: there is no display here, so no window is opened"; \
	fi

# The same locale and no screen, wherever it runs.
test: export QT_QPA_PLATFORM = offscreen
test: export LC_ALL = C.UTF-8
test: set-up-test $(CATALOGUE).mo
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist worksteal

# The figures, each a ratio measured in one run.
bench: export QT_QPA_PLATFORM = offscreen
bench: set-up $(CATALOGUE).mo
	@$(BIN)/python -m bench

# The trials that hurt the register's file on purpose: kills, full disks, power cuts, flipped bits (long).
faults: export LC_ALL = C.UTF-8
faults: set-up-test $(CATALOGUE).mo
	@$(BIN)/python -m tests.faults

# Bring the catalogue up to date with the code: new texts come in empty, unused ones go out.
texts: set-up
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F pyproject.toml --sort-by-file --add-location=file --no-wrap -o build/riskreg.pot src
	@$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap \
		-l sv -i build/riskreg.pot -o $(CATALOGUE).po
	@$(BIN)/python hatch_build.py

$(CATALOGUE).mo: $(CATALOGUE).po hatch_build.py
	@$(BIN)/python hatch_build.py

set-up:
	@.ci/set-up

set-up-test:
	@.ci/set-up test

clean:
	rm -rf .venv build dist $(CATALOGUE).mo
