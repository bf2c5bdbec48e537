# shellcheck shell=bash
# shellcheck disable=SC2034  # what is set here is used by the script that sources it
# A PostgreSQL server for the tests: the one that is there, or a throw-away one. Needs common.sh and .venv.

POSTGRES_PROGRAMS=
POSTGRES_DIR=

database_answers() {
    .venv/bin/python - "$1" <<'PYTHON' 2>/dev/null
import sys

import psycopg

psycopg.connect(sys.argv[1], connect_timeout=3).close()
PYTHON
}

# PostgreSQL refuses to run as root.
as_postgres() {
    if is_root; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# Debian keeps them out of the PATH, in a folder for each version.
find_postgres_programs() {
    local initdb
    for initdb in "$(command -v initdb)" /usr/lib/postgresql/*/bin/initdb; do
        [ ! -x "$initdb" ] || POSTGRES_PROGRAMS=$(dirname "$initdb")
    done
    [ -n "$POSTGRES_PROGRAMS" ]
}

free_port() {
    .venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start_postgres() {
    local port
    find_postgres_programs || { debian_packages "the tests on PostgreSQL" postgresql && find_postgres_programs; } || return 1
    port=$(free_port)
    POSTGRES_DIR=$(mktemp -d /tmp/rapport-postgres.XXXXXX)
    ! is_root || chown postgres "$POSTGRES_DIR"
    ADVICE="see var/log/initdb.log and var/log/postgres.log"
    quietly initdb as_postgres "$POSTGRES_PROGRAMS/initdb" --pgdata "$POSTGRES_DIR/data" --auth trust --username postgres \
        --encoding UTF8 --locale C.UTF-8 --no-sync || return 1
    # Nothing in it outlives the run, so it need not wait for the disk.
    quietly postgres as_postgres "$POSTGRES_PROGRAMS/pg_ctl" --pgdata "$POSTGRES_DIR/data" --wait --log "$POSTGRES_DIR/log" \
        --options "-h 127.0.0.1 -p $port -k $POSTGRES_DIR -c fsync=off -c full_page_writes=off" start || return 1
    SERVER_URL=postgres://postgres@127.0.0.1:$port
}

stop_postgres() {
    [ -n "$POSTGRES_DIR" ] || return 0
    as_postgres "$POSTGRES_PROGRAMS/pg_ctl" --pgdata "$POSTGRES_DIR/data" --mode immediate stop >/dev/null 2>&1 || true
    rm -rf "$POSTGRES_DIR"
    POSTGRES_DIR=
}

# Set POSTGRES_URL to the database the tests are to use, or leave in ADVICE what to do and return 1.
find_postgres() {
    POSTGRES_URL=${TEST_DATABASE_URL:-}
    [ -z "$POSTGRES_URL" ] || return 0
    SERVER_URL=postgres://postgres@127.0.0.1:5432
    database_answers "$SERVER_URL/postgres" || start_postgres || return 1
    # One name for each checkout, so that two of them can be tested at once; Django puts `test_` before it.
    POSTGRES_URL=$SERVER_URL/rapport_$(cksum <<<"$ROOT" | cut -d ' ' -f 1)
}
