#!/usr/bin/env bash
# The system as it runs in production, on this one machine: PostgreSQL, RabbitMQ, and two processes of each service and of the gateway,
# all on loopback, with everything they write in one folder.
#
#   up                 installs what is missing (Debian), starts all of it, waits until it is ready, prints the addresses
#   down               stops exactly what up started; the data stays
#   status             what runs, and whether it is ready
#   restart SERVICE    replaces its processes one by one, as a rollout does: plans, subscriptions, billing, notifications, gateway
#   start NAME         starts one process that is not running: plans-1, gateway-2, rabbitmq, postgres
#   stop NAME          stops one, as `start` names them
#   queues             what waits in RabbitMQ: queue, messages
#   admin-link         a fresh sign-in link for the first administrator
#   backup DIR         copies every database while the cluster runs
#   restore DIR [SERVICE ...]
#                      brings back the databases of all, or of these services, from a backup; their processes must be stopped
#   replay SINCE       publishes again every event since then (2026-01-31T10:00:00Z): who has handled it drops it
#   purge              down, and removes the data
#
# By environment: CLUSTER_HOME (where everything lies, by default ~/.local/share/subscriptions-cluster), CLUSTER_PORT (the first of its
# ports, 18080), CLUSTER_REPLICAS (2), CLUSTER_TLS=1 (mutual TLS between all processes), CLUSTER_CONFIGURATION (Release), CLUSTER_BUILD=0
# (what is built already is run).
# Settings of the processes (docs/operations.md) given in the environment pass through.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
home="${CLUSTER_HOME:-${XDG_DATA_HOME:-$HOME/.local/share}/subscriptions-cluster}"
configuration="${CLUSTER_CONFIGURATION:-Release}"
for part in settings servers processes backup; do
  # shellcheck source=/dev/null
  . "$root/deploy/cluster/$part.sh"
done

up() {
  install_missing
  if [ "${CLUSTER_BUILD:-1}" = 1 ]; then build; fi
  load_settings
  start_postgres
  start_rabbitmq
  migrate
  local name
  for name in $(process_names); do start_process "$name"; done
  for name in $(process_names); do wait_ready "$name"; done
  print_addresses
}

down() {
  [ -f "$home/settings" ] || { echo "nothing runs from $home"; return; }
  load_settings
  local name
  for name in $(process_names); do signal_process "$name" TERM; done
  for name in $(process_names); do wait_gone "$name"; done
  stop_rabbitmq
  stop_postgres
}

status() {
  [ -f "$home/settings" ] || { echo "nothing runs from $home"; return 1; }
  load_settings
  local name state all=0
  for name in postgres rabbitmq $(process_names); do
    state=$(state_of "$name")
    printf '%-18s %s\n' "$name" "$state"
    case "$state" in ready*) ;; *) all=1 ;; esac
  done
  return $all
}

restart() {
  load_settings
  local name
  for name in $(process_names "$1"); do
    signal_process "$name" TERM
    wait_gone "$name"
    start_process "$name"
    wait_ready "$name"
    # The others find it before the next one goes.
    sleep "${CLUSTER_SETTLE:-3}"
  done
}

one() { # start|stop NAME
  load_settings
  case "$1 $2" in
    "start postgres") start_postgres ;;
    "start rabbitmq") start_rabbitmq ;;
    "stop postgres") stop_postgres ;;
    "stop rabbitmq") stop_rabbitmq ;;
    start*) require_name "$2"; start_process "$2"; wait_ready "$2" ;;
    stop*) require_name "$2"; signal_process "$2" TERM; wait_gone "$2" ;;
  esac
}

case "${1:-} $#" in
  "up 1") up ;;
  "down 1") down ;;
  "status 1") status ;;
  "restart 2") restart "$2" ;;
  "start 2" | "stop 2") one "$1" "$2" ;;
  "queues 1") load_settings; in_rabbitmq /usr/lib/rabbitmq/bin/rabbitmqctl -q --no-table-headers list_queues name messages ;;
  "admin-link 1") load_settings; administrator_link ;;
  "backup 2") load_settings; backup "$2" ;;
  "restore "[2-9]) shift; load_settings; restore "$@" ;;
  "replay 2") load_settings; (export_settings migrator-0; dotnet "$(program_of migrator)" replay --since "$2") ;;
  "purge 1") down; remove_postgres; rm -rf "$home" ;;
  *) sed -n '2,/^set -/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2 ;;
esac
