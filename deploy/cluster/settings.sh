# What the cluster on this machine is: made once by the first `up`, and the same at every later start.

services="plans subscriptions billing notifications"

secret() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

load_settings() {
  mkdir -p "$home/run" "$home/log"
  # Passwords and keys: nobody else looks in.
  chmod 700 "$home"
  if [ ! -f "$home/settings" ]; then
    (umask 077; cat > "$home/settings.new" <<END
first_port=${CLUSTER_PORT:-18080}
replicas=${CLUSTER_REPLICAS:-2}
tls=${CLUSTER_TLS:-0}
database_password=$(secret)
broker_password=$(secret)
services_secret=$(secret)
application_secret=$(secret)
END
    )
    mv "$home/settings.new" "$home/settings"
  fi
  # shellcheck source=/dev/null
  . "$home/settings"
  scheme=http
  if [ "$tls" = 1 ]; then scheme=https; make_certificates; fi
  postgres_port=$((first_port + 90))
  rabbitmq_port=$((first_port + 91))
}

# gateway-1 listens on first_port and, for gRPC, on the next; gateway-2 ten further; the services from first_port + 40 on.
gateway_port() { echo $((first_port + ($1 - 1) * 10)); }
gateway_grpc_port() { echo $((first_port + 1 + ($1 - 1) * 10)); }
service_port() { # SERVICE REPLICA
  local index=0 service
  for service in $services; do
    if [ "$service" = "$1" ]; then echo $((first_port + 40 + index * 10 + $2)); return; fi
    index=$((index + 1))
  done
}

service_addresses() { # SERVICE: all replicas
  local replica list=""
  for replica in $(seq "$replicas"); do list="$list,$scheme://127.0.0.1:$(service_port "$1" "$replica")"; done
  echo "${list#,}"
}

gateway_addresses() {
  local replica list=""
  for replica in $(seq "$replicas"); do list="$list,$scheme://127.0.0.1:$(gateway_port "$replica")"; done
  echo "${list#,}"
}

connection() { echo "Host=127.0.0.1;Port=$postgres_port;Username=subscriptions;Password=$database_password;Database=$1;Maximum Pool Size=20;Timeout=5;Command Timeout=15;Keepalive=10"; }

# The environment of one process: what all have, then its own. What the caller has set already stays.
export_settings() { # NAME
  local service=${1%-*} replica=${1##*-} name value
  give() { if [ -z "${!1:-}" ]; then export "$1=$2"; fi; }
  give DOTNET_ENVIRONMENT Production
  while IFS='=' read -r name value; do give "$name" "$value"; done < <(grep -v '^#' "$root/deploy/processes.env")
  give Messaging__RabbitMqUri "amqp://subscriptions:$broker_password@127.0.0.1:$rabbitmq_port/"
  give Shutdown__DrainDelay 00:00:06
  give PublicUrl "$scheme://localhost:$(gateway_port 1)"
  give Auth__Issuer "$scheme://localhost:$(gateway_port 1)"
  give Auth__Backchannel "$(gateway_addresses)"
  give Auth__ClientSecret "$services_secret"
  give Mail__Folder "$home/mail"
  for name in $services gateway; do give "ConnectionStrings__$name" "$(connection "$name")"; done
  for name in $services; do give "Services__${name}__Address" "$(service_addresses "$name")"; done
  if [ "$tls" = 1 ]; then
    give Tls__CertificatePath "$home/tls/process.pem"
    give Tls__KeyPath "$home/tls/process.key"
    give Tls__CaPath "$home/tls/ca.pem"
    give Tls__RequireClientCertificate true
  fi
  if [ "$service" = gateway ]; then
    give Gateway__Port "$(gateway_port "$replica")"
    give Gateway__Grpc__Port "$(gateway_grpc_port "$replica")"
    give Gateway__Identity__PublicUrl "$PublicUrl"
    if [ "$tls" = 1 ]; then give Gateway__Tls true; fi
    give Gateway__Identity__Applications__0__Secret "$services_secret"
    give Gateway__Identity__Applications__1__Secret "$application_secret"
  else
    give Kestrel__Endpoints__grpc__Url "$scheme://127.0.0.1:$(service_port "$service" "$replica")"
  fi
}

# An authority of this cluster's own, and one certificate for its processes.
make_certificates() {
  [ -f "$home/tls/process.pem" ] && return
  rm -rf "$home/tls" "$home/tls.new"
  mkdir -p "$home/tls.new"
  chmod 700 "$home/tls.new"
  (
    cd "$home/tls.new"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=Subscriptions cluster" \
      -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign -keyout ca.key -out ca.pem
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=localhost" -keyout process.key -out process.csr
    openssl x509 -req -in process.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 825 -out process.pem -extfile <(
      printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\nkeyUsage=digitalSignature\nbasicConstraints=critical,CA:FALSE\n')
  ) 2> "$home/log/certificates.log" || { cat "$home/log/certificates.log" >&2; return 1; }
  mv "$home/tls.new" "$home/tls"
}
