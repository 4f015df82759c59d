#!/bin/sh
# Write both lock files again from requirements*.in. They hold hashes and no address of any index.
# lock.sh --upgrade takes newer versions where the .in files leave room.
set -eu
cd "$(dirname "$0")/.." || exit 1
. scripts/common.sh

if has uv; then
    uv=uv
else
    python=$(find_python) || die "Common Thread needs Python 3.11 or newer: name one (make lock PYTHON=python3.12)."
    [ -x .cache/uv/bin/uv ] || { "$python" -m venv .cache/uv && .cache/uv/bin/python -m pip install -q uv; }
    uv=.cache/uv/bin/uv
fi

for name in requirements requirements-extras requirements-dev; do
    $uv pip compile -q --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links "$@" "$name.in" -o "$name.txt"
done
! grep -il 'http' requirements*.txt || die "A lock file holds an address; see above."
say "Locked: $(grep -c '==' requirements-dev.txt) packages."
