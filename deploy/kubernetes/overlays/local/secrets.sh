#!/usr/bin/env bash
# Makes the Secrets of the local overlay, with new random values, once: what exists is left alone, as the servers keep their first password.
set -euo pipefail
namespace=subscriptions
kubectl get namespace "$namespace" > /dev/null 2>&1 || kubectl create namespace "$namespace"

random() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
# Values pass through standard input: arguments can be seen by other users of the machine.
secret() {
  local name=$1; shift
  { printf 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\nstringData:\n' "$name"; printf '  %s\n' "$@"; } | kubectl -n "$namespace" create -f -
}

if kubectl -n "$namespace" get secret sqlserver > /dev/null 2>&1; then
  echo "The secrets are there already."
  exit 0
fi

sqlserver="Aa1$(random)" rabbitmq=$(random) services=$(random)
secret sqlserver "password: $sqlserver"
secret rabbitmq "password: $rabbitmq"
secret broker "uri: amqp://subscriptions:$rabbitmq@rabbitmq:5672/"
secret services-application "id: services" "secret: $services"
secret mail-server 'user: ""' 'password: ""'
for database in plans subscriptions billing notifications gateway; do
  connection="Server=sqlserver;Database=$database;User Id=sa;Password=$sqlserver;TrustServerCertificate=True"
  secret "$database-database" "connection: $connection" "migration: $connection"
done
