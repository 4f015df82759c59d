#!/bin/sh
# Make .venv hold what a lock file names: setup.sh requirements.txt (or requirements-extras.txt, requirements-dev.txt).
# A copy of the lock in .venv/installed tells that this is done; a changed lock is installed again.
set -eu
cd "$(dirname "$0")/.." || exit 1
. scripts/common.sh

lock=${1:-requirements.txt}
log=.cache/setup.log

usable() { .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

make_venv() {
    rm -rf .venv
    python=$(find_python) || python=
    if has uv; then
        uv venv -q --python "${python:-3.12}" .venv >>$log 2>&1 && return
        die "uv could not make .venv; $log says why."
    fi
    [ -n "$python" ] || die "Common Thread needs Python 3.11 or newer:" \
        "name one (make run PYTHON=python3.12), or install uv, which brings its own."
    "$python" -m venv .venv >>$log 2>&1 && return
    # Debian keeps half of the venv module in a package of its own.
    version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    apt_install "$version-venv" && rm -rf .venv && "$python" -m venv .venv >>$log 2>&1 && return
    rm -rf .venv
    die "This Python cannot make virtual environments: run 'sudo apt-get install $version-venv', then make again."
}

fill() {
    if has uv; then
        uv pip install -q --python .venv/bin/python --require-hashes -r "$1" >>$log 2>&1
    else
        .venv/bin/python -m pip --version >/dev/null 2>&1 || make_venv # uv had made it, without pip
        .venv/bin/python -m pip install -q --no-compile --disable-pip-version-check --require-hashes -r "$1" >>$log 2>&1
    fi
}

# The command runs from this folder, not from an installed copy; written anew, for who moved the folder.
command_file() {
    printf '#!/bin/sh\nPYTHONPATH="%s" exec "%s/.venv/bin/python" -P -m portal "$@"\n' "$PWD" "$PWD" >.venv/bin/commonthread
    chmod +x .venv/bin/commonthread
}

cmp -s "$lock" ".venv/installed/$lock" && usable && command_file && exit 0

mkdir -p .cache
: >$log
usable || make_venv
say "Installing the packages of $lock into .venv (once; a minute or two without uv) ..."
fill "$lock" || {
    [ -z "${CI:-}" ] || tail -n 20 $log >&2
    die "The packages could not be installed: check the network or the package index; $log says what was missing."
}
mkdir -p .venv/installed
command_file
case $lock in # each lock holds all of those before it
requirements-dev.txt) cp requirements*.txt .venv/installed/ ;;
requirements-extras.txt) cp requirements.txt requirements-extras.txt .venv/installed/ ;;
*) cp requirements.txt .venv/installed/ ;;
esac
