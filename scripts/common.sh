# shellcheck shell=bash
# shellcheck disable=SC2034  # what is set here is used by the scripts that source it
# What the scripts share. Sourcing it moves to the project's folder.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
ROOT=$(pwd -P)
VAR=${RAPPORT_VAR:-$ROOT/var}
LOGS=$VAR/log

PDF_PACKAGES=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1 fonts-dejavu-core)

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

have() { command -v "$1" >/dev/null; }

is_root() { [ "$(id -u)" -eq 0 ]; }

# Run a command with its output in a log that is shown only when the command fails.
quietly() {
    local log=$LOGS/$1.log
    shift
    (umask 077 && mkdir -p "$LOGS") # beside the logs stand the secrets
    if ! "$@" >"$log" 2>&1; then
        cat "$log" >&2
        return 1
    fi
}

# --- Debian's packages -----------------------------------------------------------------------------------------------

missing_packages() {
    local package
    for package; do
        [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
            printf '%s ' "$package"
    done
}

apt_install() {
    local install=(apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=300 "$@")
    # A new machine has no package lists, an old one has outdated ones: both show as a failed install.
    DEBIAN_FRONTEND=noninteractive "${install[@]}" || { apt-get update && DEBIAN_FRONTEND=noninteractive "${install[@]}"; }
}

# `debian_packages PURPOSE PACKAGE...` installs what is missing. Where it cannot, it returns 1 and leaves in ADVICE what
# a person can do.
debian_packages() {
    local purpose=$1 missing
    shift
    if ! have apt-get; then
        ADVICE="this is not Debian; install what its packages $* hold"
        return 1
    fi
    read -ra missing <<<"$(missing_packages "$@")"
    [ ${#missing[@]} -gt 0 ] || return 0
    if is_root; then
        say "Installing for $purpose: ${missing[*]} …"
        quietly apt-get apt_install "${missing[@]}" && return 0
    fi
    ADVICE="type as root: apt-get update && apt-get install --yes ${missing[*]}"
    return 1
}

# --- Python ------------------------------------------------------------------------------------------------------------

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.11 python3 python3.12 python3.13 python3.14; do
        if "${candidate:-false}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "Rapport needs Python 3.11 or newer, and there is none here. On Debian 12 type as root: apt-get install python3"
}

# Debian ships Python without what makes virtual environments.
need_ensurepip() {
    "$1" -c 'import ensurepip' 2>/dev/null && return
    debian_packages "Python's environments" "$("$1" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')" ||
        fail "Python cannot make virtual environments here. To change that, $ADVICE"
}

# A virtual environment knows its own address, so one that was moved here or half made is made anew.
venv_is_sound() {
    [ -x .venv/bin/uv ] && .venv/bin/python -c '' 2>/dev/null && grep -qF "$ROOT/.venv" .venv/bin/activate
}

make_venv() {
    local python
    venv_is_sound && return
    python=$(find_python)
    need_ensurepip "$python"
    say "Making .venv with $("$python" --version) …"
    rm -rf .venv
    quietly venv "$python" -m venv "$ROOT/.venv"
    quietly uv .venv/bin/python -m pip install --disable-pip-version-check uv
}
