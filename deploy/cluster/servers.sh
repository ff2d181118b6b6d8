# PostgreSQL and RabbitMQ from Debian's packages, on loopback, with their data in the cluster's folder.

install_missing() {
  local needed=() as_root=""
  command -v curl > /dev/null || needed+=(curl)
  command -v openssl > /dev/null || needed+=(openssl)
  ls -d /usr/lib/postgresql/*/bin > /dev/null 2>&1 || needed+=(postgresql)
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || needed+=(rabbitmq-server)
  [ ${#needed[@]} -eq 0 ] && return
  echo "installing ${needed[*]}"
  [ "$UID" -eq 0 ] || as_root=sudo
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "${needed[@]}" > /dev/null
}

postgres_bin() { ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1; }

# The server refuses to run as root.
as_postgres() { if [ "$UID" -eq 0 ]; then (cd / && exec runuser -u postgres -- "$@"); else (cd / && exec "$@"); fi; }

postgres_runs() { as_postgres "$(postgres_bin)/pg_ctl" status -D "$home/postgres/data" > /dev/null 2>&1; }

start_postgres() {
  if postgres_runs; then return; fi
  local bin; bin=$(postgres_bin)
  if [ ! -f "$home/postgres/data/PG_VERSION" ]; then
    rm -rf "$home/postgres"
    mkdir -p "$home/postgres"
    printf '%s' "$database_password" > "$home/postgres/password"
    chmod 600 "$home/postgres/password"
    if [ "$UID" -eq 0 ]; then chown -R postgres "$home/postgres"; fi
    as_postgres "$bin/initdb" -D "$home/postgres/data" -U subscriptions --pwfile="$home/postgres/password" --auth=scram-sha-256 \
      --encoding=UTF8 --locale=C.UTF-8 > "$home/log/initdb.log" || { cat "$home/log/initdb.log" >&2; return 1; }
    rm "$home/postgres/password"
  fi
  as_postgres "$bin/pg_ctl" start -w -t 60 -D "$home/postgres/data" -l "$home/postgres/log" \
    -o "-h 127.0.0.1 -p $postgres_port -k '' -c max_connections=300" > /dev/null || { tail -5 "$home/postgres/log" >&2; return 1; }
  local service
  for service in $services gateway; do
    if [ -z "$(sql "SELECT 1 FROM pg_database WHERE datname = '$service'")" ]; then sql "CREATE DATABASE $service"; fi
  done
}

sql() { # STATEMENT [DATABASE]
  PGPASSWORD=$database_password "$(postgres_bin)/psql" -h 127.0.0.1 -p "$postgres_port" -U subscriptions -d "${2:-postgres}" -qtAc "$1"
}

stop_postgres() {
  if postgres_runs; then as_postgres "$(postgres_bin)/pg_ctl" stop -m fast -D "$home/postgres/data" > /dev/null; fi
}

# Debian's wrapper insists on the rabbitmq user; the server itself does not. It and its own epmd keep to loopback.
in_rabbitmq() {
  RABBITMQ_NODENAME="subscriptions-$first_port@localhost" RABBITMQ_CONFIG_FILE="$home/rabbitmq/rabbitmq.conf" RABBITMQ_MNESIA_BASE="$home/rabbitmq/data" \
    RABBITMQ_LOG_BASE="$home/rabbitmq/log" RABBITMQ_ENABLED_PLUGINS_FILE="$home/rabbitmq/plugins" RABBITMQ_PID_FILE="$home/run/rabbitmq.pid" \
    RABBITMQ_CONF_ENV_FILE="$home/rabbitmq/none" RABBITMQ_DIST_PORT=$((first_port + 93)) ERL_EPMD_PORT=$((first_port + 92)) ERL_EPMD_ADDRESS=127.0.0.1 HOME="$home/rabbitmq" "$@"
}

rabbitmq_runs() { (: < "/dev/tcp/127.0.0.1/$rabbitmq_port") 2> /dev/null && in_rabbitmq /usr/lib/rabbitmq/bin/rabbitmqctl -q status > /dev/null 2>&1; }

start_rabbitmq() {
  if rabbitmq_runs; then return; fi
  mkdir -p "$home/rabbitmq/data" "$home/rabbitmq/log"
  echo "[]." > "$home/rabbitmq/plugins"
  (umask 077; cat > "$home/rabbitmq/rabbitmq.conf" <<END
listeners.tcp.1 = 127.0.0.1:$rabbitmq_port
default_user = subscriptions
default_pass = $broker_password
loopback_users.subscriptions = true
log.file.level = warning
# A single machine: what the disk must keep free is little.
disk_free_limit.absolute = 200MB
END
  )
  in_rabbitmq epmd -daemon -port $((first_port + 92)) -address 127.0.0.1
  in_rabbitmq setsid /usr/lib/rabbitmq/bin/rabbitmq-server > "$home/log/rabbitmq.log" 2>&1 < /dev/null &
  disown
  local tries=0
  until rabbitmq_runs; do
    tries=$((tries + 1))
    if [ $tries -gt 60 ]; then echo "RabbitMQ did not start:" >&2; tail -5 "$home/log/rabbitmq.log" >&2; return 1; fi
    sleep 1
  done
}

stop_rabbitmq() {
  local pid
  pid=$(cat "$home/run/rabbitmq.pid" 2> /dev/null || true)
  if [ -n "$pid" ] && kill -0 "$pid" 2> /dev/null; then
    in_rabbitmq /usr/lib/rabbitmq/bin/rabbitmqctl -q stop "$home/run/rabbitmq.pid" > /dev/null 2>&1 || kill "$pid" 2> /dev/null || true
  fi
  in_rabbitmq epmd -port $((first_port + 92)) -kill > /dev/null 2>&1 || true
  rm -f "$home/run/rabbitmq.pid"
}
