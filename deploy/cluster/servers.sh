# PostgreSQL and RabbitMQ from Debian's packages, on loopback, with their data in the cluster's folder.
# One exception: root's PostgreSQL runs as user postgres, who cannot reach a folder below a private home. Its data lies in that user's own
# home then, and the cluster's folder holds a link to it.

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
  # RUNLEVEL: no package starts a server of its own.
  $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${needed[@]}" > /dev/null
}

postgres_bin() { ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1; }

# The server refuses to run as root.
as_postgres() { if [ "$UID" -eq 0 ]; then (cd / && exec runuser -u postgres -- "$@"); else (cd / && exec "$@"); fi; }

# Where the server's data really lies, as its user sees it; empty before there is any.
postgres_folder() { readlink -e "$home/postgres" || true; }

postgres_runs() {
  local folder; folder=$(postgres_folder)
  [ -n "$folder" ] && as_postgres "$(postgres_bin)/pg_ctl" status -D "$folder/data" > /dev/null 2>&1
}

create_postgres() {
  local folder log="$home/log/initdb.log"
  remove_postgres
  if [ "$UID" -eq 0 ]; then
    folder=$(as_postgres mktemp -d ~postgres/subscriptions-cluster.XXXXXX)
    ln -s "$folder" "$home/postgres"
  else
    mkdir -m 700 "$home/postgres"
    folder=$(postgres_folder)
  fi
  # The server's user writes the password down: it can open no file of root's, not even one that is handed over open.
  printf '%s' "$database_password" | as_postgres bash -c 'umask 077; cat > "$0"' "$folder/password"
  as_postgres "$(postgres_bin)/initdb" -D "$folder/new" -U subscriptions --pwfile="$folder/password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 > "$log" || { cat "$log" >&2; remove_postgres; return 1; }
  rm "$folder/password"
  # Whole or not at all, whenever this may be cut short.
  mv "$folder/new" "$folder/data"
}

remove_postgres() {
  local folder; folder=$(postgres_folder)
  if [ -n "$folder" ]; then rm -rf "$folder"; fi
  rm -rf "$home/postgres"
}

start_postgres() {
  if postgres_runs; then return; fi
  local folder
  if [ ! -d "$home/postgres/data" ]; then create_postgres; fi
  folder=$(postgres_folder)
  as_postgres "$(postgres_bin)/pg_ctl" start -w -t 60 -D "$folder/data" -l "$folder/log" \
    -o "-h 127.0.0.1 -p $postgres_port -k '' -c max_connections=300" > /dev/null || { tail -5 "$folder/log" >&2; return 1; }
  local service
  for service in $services gateway; do
    if [ -z "$(sql "SELECT 1 FROM pg_database WHERE datname = '$service'")" ]; then sql "CREATE DATABASE $service"; fi
  done
}

sql() { # STATEMENT [DATABASE]
  PGPASSWORD=$database_password "$(postgres_bin)/psql" -h 127.0.0.1 -p "$postgres_port" -U subscriptions -d "${2:-postgres}" -qtAc "$1"
}

stop_postgres() {
  if postgres_runs; then as_postgres "$(postgres_bin)/pg_ctl" stop -m fast -D "$(postgres_folder)/data" > /dev/null; fi
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
    if [ $tries -gt 180 ]; then echo "RabbitMQ did not start:" >&2; tail -5 "$home/log/rabbitmq.log" >&2; return 1; fi
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
