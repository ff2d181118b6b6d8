# The system's own processes.

project_of() {
  case "$1" in
    plans) echo services/Plans ;;
    subscriptions) echo services/Subscriptions ;;
    billing) echo services/Billing ;;
    notifications) echo services/Notifications ;;
    gateway) echo gateway/Gateway ;;
    migrator) echo deploy/Migrator ;;
  esac
}

program_of() { # SERVICE
  local project; project=$(project_of "$1")
  echo "$root/$project/bin/$configuration/net10.0/$(basename "$project").dll"
}

build() {
  local service
  for service in migrator $services gateway; do
    dotnet build "$root/$(project_of "$service")" --configuration "$configuration" --nologo --verbosity quiet
  done
}

process_names() { # [SERVICE]
  local service replica
  for service in ${1:-gateway $services}; do
    if [ -z "$(project_of "$service")" ] || [ "$service" = migrator ]; then echo "There is no service $service." >&2; exit 2; fi
    for replica in $(seq "$replicas"); do echo "$service-$replica"; done
  done
}

require_name() {
  if ! process_names | grep -x "$1" > /dev/null; then echo "There is no process $1." >&2; exit 2; fi
}

# A step of its own, before any process of the new version starts; replicas never migrate.
migrate() {
  (export_settings migrator-0; dotnet "$(program_of migrator)" apply) > "$home/log/migrate.log" 2>&1 || { cat "$home/log/migrate.log" >&2; return 1; }
}

pid_of() { cat "$home/run/$1.pid" 2> /dev/null || true; }

# The pid may belong to a stranger after the machine was started anew.
runs() {
  local pid; pid=$(pid_of "$1")
  [ -n "$pid" ] && tr '\0' ' ' < "/proc/$pid/cmdline" 2> /dev/null | grep -F "/$(basename "$(program_of "${1%-*}")")" > /dev/null
}

start_process() { # NAME
  local name=$1
  if runs "$name"; then return; fi
  (
    export_settings "$name"
    cd "$(dirname "$(program_of "${name%-*}")")"
    exec setsid dotnet "$(program_of "${name%-*}")" >> "$home/log/$name.log" 2>&1 < /dev/null
  ) &
  echo $! > "$home/run/$name.pid"
  disown
}

signal_process() { if runs "$1"; then kill -"$2" "$(pid_of "$1")"; fi; }

wait_gone() {
  local tries=0
  while runs "$1"; do
    tries=$((tries + 1))
    if [ $tries -gt 600 ]; then echo "$1 does not end; it is killed" >&2; signal_process "$1" KILL; fi
    sleep 0.1
  done
  rm -f "$home/run/$1.pid"
}

answers() { # NAME: its readiness, asked with the certificate that all have
  local service=${1%-*} replica=${1##*-} port options=(--silent --fail --max-time 3 --output /dev/null)
  if [ "$service" = gateway ]; then port=$(gateway_port "$replica"); else port=$(service_port "$service" "$replica"); fi
  if [ "$scheme" = https ]; then
    options+=(--cacert "$home/tls/ca.pem" --cert "$home/tls/process.pem" --key "$home/tls/process.key")
  elif [ "$service" != gateway ]; then
    options+=(--http2-prior-knowledge)
  fi
  curl "${options[@]}" "$scheme://127.0.0.1:$port/health/ready"
}

wait_ready() {
  local tries=0
  until answers "$1"; do
    tries=$((tries + 1))
    # A shell that is about to become the process does not look like it yet.
    if { [ $tries -gt 20 ] && ! runs "$1"; } || [ $tries -gt 600 ]; then
      echo "$1 did not become ready:" >&2
      tail -15 "$home/log/$1.log" >&2
      return 1
    fi
    sleep 0.25
  done
}

state_of() { # NAME
  case "$1" in
    postgres) if postgres_runs; then echo "ready      127.0.0.1:$postgres_port"; else echo "stopped"; fi ;;
    rabbitmq) if rabbitmq_runs; then echo "ready      127.0.0.1:$rabbitmq_port"; else echo "stopped"; fi ;;
    *)
      if ! runs "$1"; then echo "stopped"
      elif answers "$1"; then echo "ready      pid $(pid_of "$1")  $(address_of "$1")"
      else echo "not ready  pid $(pid_of "$1")  $home/log/$1.log"
      fi
      ;;
  esac
}

address_of() {
  case "$1" in
    gateway-*) echo "$scheme://localhost:$(gateway_port "${1##*-}")  gRPC $scheme://localhost:$(gateway_grpc_port "${1##*-}")" ;;
    *) echo "$scheme://127.0.0.1:$(service_port "${1%-*}" "${1##*-}")" ;;
  esac
}

administrator_link() { (export_settings gateway-1; dotnet "$(program_of gateway)" administrator-link); }

print_addresses() {
  local replica
  echo
  for replica in $(seq "$replicas"); do
    echo "  gateway-$replica        $scheme://localhost:$(gateway_port "$replica")/admin  gRPC $scheme://localhost:$(gateway_grpc_port "$replica")"
  done
  cat <<END
  Sign in as admin $(administrator_link)
                   (once, within 15 minutes)
  Another link     deploy/cluster.sh admin-link
  For programs     export CLIENT_ID=internal-application CLIENT_SECRET=$application_secret
  Everything else  $home  (log/, mail/, settings)
  Next             deploy/cluster.sh status | down

END
}
