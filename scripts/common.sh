# What the scripts share. Read with ". scripts/common.sh" from the project's folder, in plain sh.

say() { printf '%s\n' "$*"; }
die() { printf '\n%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# The first Python here that is new enough; PYTHON names one and no other is then looked at.
find_python() {
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            say "$name"
            return 0
        fi
    done
    return 1
}

# Run as root: because we are, or because sudo does not ask. Nobody is asked for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        has sudo && sudo -n "$@"
    fi
}

# The lists of packages are fetched only when installing without them fails.
apt_install() {
    has apt-get && as_root true >/dev/null 2>&1 || return 1
    mkdir -p .cache
    say "Installing $* with apt-get (what it says goes to .cache/apt.log) ..."
    apt="as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y"
    {
        $apt install --no-install-recommends "$@" ||
            { $apt update && $apt install --no-install-recommends "$@"; }
    } </dev/null >>.cache/apt.log 2>&1
}

brew_install() {
    [ "$(uname)" = Darwin ] && has brew || return 1
    mkdir -p .cache
    say "Installing $* with brew (what it says goes to .cache/brew.log) ..."
    brew install "$@" </dev/null >>.cache/brew.log 2>&1
}
