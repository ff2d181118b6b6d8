#!/usr/bin/env bash
# Adds a migration of that name to every service, or to those named, for all three providers.
# Run it after a change of an entity or its mapping.
set -euo pipefail

usage="usage: deploy/Migrator/add-migration.sh NAME [SERVICE...]   (Plans, Subscriptions, Billing, Notifications, Gateway)"
name=${1:?$usage}
shift
cd "$(dirname "$0")/../.."

folder() {
  if [[ $1 == Gateway ]]; then echo "gateway/Gateway"; else echo "services/$1"; fi
}

services=("$@")
if ((${#services[@]} == 0)); then
  for service in Plans Subscriptions Billing Notifications Gateway; do
    if [[ -d $(folder "$service") ]]; then services+=("$service"); fi
  done
fi

dotnet tool restore > /dev/null
dotnet build deploy/Migrator --verbosity quiet --nologo
for service in "${services[@]}"; do
  for provider in Sqlite SqlServer Postgres; do
    echo "== $service, $provider"
    # Each migration is written from the model that was built above: what the last round wrote belongs to another context.
    dotnet ef migrations add "$name" --no-build \
      --project "$(folder "$service")" --startup-project deploy/Migrator \
      --context "${service}${provider}Db" --output-dir "Migrations/$provider"
  done
done
dotnet build deploy/Migrator --verbosity quiet --nologo
