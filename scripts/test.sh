#!/bin/sh
# Every test: on SQLite, those that touch the database again on PostgreSQL, and the journeys in a browser.
# A run that fails does not stop the next. What could not run stands in the last lines.
set -u
cd "$(dirname "$0")/.." || exit 1
. scripts/common.sh

sh scripts/setup.sh requirements-dev.txt || exit 1
python=.venv/bin/python
mkdir -p .cache
COMMONTHREAD_UNAVAILABLE=$PWD/.cache/unavailable.txt
export COMMONTHREAD_UNAVAILABLE

there() { $python -m tests.servers "$1" >/dev/null 2>&1; }

there chromium || apt_install chromium fonts-liberation || brew_install --cask google-chrome ||
    $python -m playwright install chromium >>.cache/setup.log 2>&1
there chromium-headless-shell || apt_install chromium-headless-shell # quicker; without it we do with the other
has pdftotext || apt_install poppler-utils || brew_install poppler # dossiers as PDF
$python -c "from portal.kernel.press import installed; exit(not installed())" ||
    apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 || brew_install pango
there postgresql || apt_install postgresql || brew_install postgresql@17
[ -x /usr/sbin/dovecot ] || apt_install dovecot-imapd # a real mailbox to fetch answers from
: >"$COMMONTHREAD_UNAVAILABLE" # looking around noted what was missing before we installed it

status=0
results=

run() {
    name=$1
    shift
    printf '\n==== %s ====\n' "$name"
    if "$@"; then verdict=passed; else verdict=FAILED status=1; fi
    results="$results$(printf '%-36s %s' "$name" "$verdict")
"
}

# No plugin for browsers where there are none: each process would load it.
run "everything on SQLite" $python -m pytest -n 2 -pno:playwright --ignore=tests/journeys
run "the database again, on PostgreSQL" \
    env COMMONTHREAD_TEST_DATABASE=postgresql $python -m pytest -n 2 -pno:playwright -m database --ignore=tests/journeys
if [ -d tests/journeys ]; then
    # In the order of tests/journeys/conftest.py: left to itself, xdist begins with what has the most tests.
    run "journeys in a browser" $python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder tests/journeys
else
    say "journeys in a browser: there is no tests/journeys" >>"$COMMONTHREAD_UNAVAILABLE"
fi

printf '\n==== what ran ====\n%s' "$results"
if [ -s "$COMMONTHREAD_UNAVAILABLE" ]; then
    printf '\n!!!! COULD NOT RUN, SO NOTHING IS KNOWN ABOUT IT !!!!\n'
    sort -u "$COMMONTHREAD_UNAVAILABLE"
fi
exit $status
