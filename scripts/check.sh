#!/bin/sh
# Format, lint, types, contracts, templates. All of them run; any that fails makes the whole fail.
set -u
cd "$(dirname "$0")/.." || exit 1
. scripts/common.sh

sh scripts/setup.sh requirements-dev.txt || exit 1
failed=

check() {
    say "==== $* ===="
    tool=$1
    shift
    ".venv/bin/$tool" "$@" || failed="$failed $tool"
}

check ruff format --check .
check ruff check .
check mypy
check lint-imports --no-logo --no-cache
check djlint templates --lint --quiet --allow-empty-input

[ -z "$failed" ] || die "Not in order:$failed"
say "All in order."
