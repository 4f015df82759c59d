# Everything goes into .venv; Python 3.11 or newer and make are enough to begin with.
# Another Python: make run PYTHON=python3.12. The scripts say in one sentence what is missing.

PYTHON_HERE := .venv/bin/python

# What Python has compiled once is kept, whatever the machine says: these start it a hundred times.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check format bench matrix flood drill faults mutants screens words lock clean

help:
	@echo "make run      serve the demo house on http://127.0.0.1:8000 (PORT=... for another port)"
	@echo "make test     every test: SQLite, PostgreSQL, a real browser"
	@echo "make check    format, lint, types, contracts, templates"
	@echo "make format   put the format right, and what lint can mend"
	@echo "make bench    measure; make mutants: test the tests of workflows/; make screens: pictures of pages"
	@echo "make drill    backups under load, brought back; histories tampered with. make faults: kill it, cut its power"
	@echo "make matrix   every door tried by everybody, and planted faults of rights; make flood: one customer floods the house"
	@echo "make words    bring the catalogues of translations/ up to date (LANGUAGE=fr begins one)"
	@echo "make lock     write the lock files again; make clean: remove what make made, but the house's data"

run:
	@sh scripts/setup.sh requirements.txt
	@$(PYTHON_HERE) -m portal serve --demo-if-empty

test:
	@sh scripts/test.sh

check:
	@sh scripts/check.sh

format: dev
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

bench: dev
	@$(PYTHON_HERE) -m tests.bench
	@$(PYTHON_HERE) -m tests.bench.living

matrix: dev
	@$(PYTHON_HERE) -m pytest -n 2 --dist worksteal -pno:playwright tests/matrix

flood: dev
	@$(PYTHON_HERE) -m tests.bench.flooding

drill: dev
	@$(PYTHON_HERE) -m tests.faults.harness drill $(HOW)

faults: dev
	@$(PYTHON_HERE) -m tests.faults.harness faults $(HOW)

mutants: dev
	@$(PYTHON_HERE) scripts/mutants.py

screens: dev
	@$(PYTHON_HERE) -m tests.screens

words: dev
	@sh scripts/words.sh $(LANGUAGE)

lock:
	@sh scripts/lock.sh

clean:
	rm -rf .venv .cache mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: dev
dev:
	@sh scripts/setup.sh requirements-dev.txt
