#!/usr/bin/env bash
# A PostgreSQL server for the tests, on a free loopback port with its data in a temporary folder.
#   start   prints the connection string for TEST_POSTGRES; a server that runs already is used again
#   stop    stops it and removes its data
set -euo pipefail
home="${TMPDIR:-/tmp}/test-postgres-${UID}"
bin=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1 || true)
if [ -z "$bin" ]; then echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; fi

# The server refuses to run as root.
as_owner() {
  if [ "$UID" -eq 0 ]; then (cd / && exec runuser -u postgres -- "$@"); else (cd / && exec "$@"); fi
}

connection() {
  echo "Host=127.0.0.1;Port=$(sed -n 4p "$home/data/postmaster.pid");Username=tests;Database=postgres"
}

running() { as_owner "$bin/pg_ctl" status -D "$home/data" > /dev/null 2>&1; }

free_port() {
  local port
  for port in $(shuf -i 20000-29999 -n 50); do
    if ! (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then echo "$port"; return; fi
  done
  echo "No free port was found." >&2
  return 1
}

start() {
  if running; then connection; return; fi
  rm -rf "$home"
  mkdir -p "$home"
  if [ "$UID" -eq 0 ]; then chown postgres "$home"; fi
  as_owner "$bin/initdb" -D "$home/data" -U tests --auth=trust --encoding=UTF8 --locale=C.UTF-8 > /dev/null
  # Nothing here need outlive a crash of the machine, so nothing waits for the disk.
  as_owner "$bin/pg_ctl" start -w -D "$home/data" -l "$home/log" -o "-h 127.0.0.1 -p $(free_port) -k '' \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" > /dev/null || { cat "$home/log" >&2; exit 1; }
  connection
}

stop() {
  if running; then as_owner "$bin/pg_ctl" stop -m immediate -D "$home/data" > /dev/null; fi
  rm -rf "$home"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  *) echo "usage: $0 start|stop" >&2; exit 2 ;;
esac
