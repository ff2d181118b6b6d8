# Backup and restore of the databases. The broker needs none: what it held is in the outboxes, and can be replayed.

# Consumers before those whose events they handle: what a copy has missed then stands in a later copy's outbox.
backup_order="notifications billing subscriptions plans gateway"

backup() { # DIR
  local name
  # Personal data and keys: nobody else looks in.
  umask 077
  mkdir -p "$1"
  date -u +%Y-%m-%dT%H:%M:%SZ > "$1/begun"
  for name in $backup_order; do
    PGPASSWORD=$database_password "$(postgres_bin)/pg_dump" -h 127.0.0.1 -p "$postgres_port" -U subscriptions -Fc -f "$1/$name.dump" "$name"
  done
  echo "backup of $(cat "$1/begun") in $1"
}

restore() { # DIR [SERVICE ...]
  local dir=$1 name process
  shift
  for name in ${*:-$backup_order}; do
    [ -f "$dir/$name.dump" ] || { echo "$dir has no backup of $name" >&2; return 1; }
    for process in $(process_names "$name"); do
      if runs "$process"; then echo "$process runs; stop it first" >&2; return 1; fi
    done
  done
  for name in ${*:-$backup_order}; do
    sql "DROP DATABASE IF EXISTS $name WITH (FORCE)"
    sql "CREATE DATABASE $name"
    PGPASSWORD=$database_password "$(postgres_bin)/pg_restore" -h 127.0.0.1 -p "$postgres_port" -U subscriptions -d "$name" --exit-on-error "$dir/$name.dump"
  done
  echo "restored; now start the processes and replay the events: cluster.sh replay $(cat "$dir/begun")"
}
