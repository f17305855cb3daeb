# A private PostgreSQL for one run of the tests or benchmarks. Sourced, after needs.sh.
# start_postgres exports OMNIFORGE_TEST_POSTGRES; the caller runs stop_postgres in its trap.
# The server listens on loopback only and lives in a temporary folder, so it trusts its callers.

postgres_home=""

as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd "$postgres_home" && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

start_postgres() {
  [ -z "${OMNIFORGE_TEST_POSTGRES:-}" ] || return 0
  local bin port try
  bin="$(postgres_bin)"
  postgres_home="$(mktemp -d -t omniforge-postgres.XXXXXX)"
  [ "$(id -u)" -ne 0 ] || chown postgres "$postgres_home"
  as_postgres "$bin/initdb" -D "$postgres_home/data" -U postgres -A trust -E UTF8 --no-locale >"$postgres_home.log" 2>&1 || {
    cat "$postgres_home.log" >&2
    return 1
  }
  for try in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 12000))
    port_is_free "$port" || continue
    # fsync stays on: durability is part of what is tested. When a transaction was over is what lateness is measured by.
    if as_postgres "$bin/pg_ctl" -D "$postgres_home/data" -w -t 60 -l "$postgres_home/server.log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_home -c max_connections=300 -c track_commit_timestamp=on" \
      start >"$postgres_home.log" 2>&1; then
      export OMNIFORGE_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres;Include Error Detail=true"
      return 0
    fi
  done
  cat "$postgres_home.log" "$postgres_home/server.log" >&2
  return 1
}

stop_postgres() {
  [ -n "$postgres_home" ] || return 0
  as_postgres "$(postgres_bin)/pg_ctl" -D "$postgres_home/data" -m fast -w stop >/dev/null 2>&1 || true
  rm -rf "$postgres_home" "$postgres_home.log"
  postgres_home=""
}

# fresh_database NAME: makes an empty database and prints its address as a URL.
fresh_database() {
  local port
  port="$(printf '%s' "$OMNIFORGE_TEST_POSTGRES" | sed -n 's/.*Port=\([0-9]*\).*/\1/p')"
  "$(postgres_bin)/psql" -q -h 127.0.0.1 -p "$port" -U postgres -c "CREATE DATABASE $1" postgres >&2
  printf 'postgres://postgres@127.0.0.1:%s/%s\n' "$port" "$1"
}
