#!/usr/bin/env bash
# Applies an overlay in the order that it needs: settings, network and servers; the migrations, to their end; then our processes.
#   deploy/kubernetes/apply.sh local|production
set -euo pipefail
cd "$(dirname "$0")"
[ -d "overlays/${1:?which overlay?}" ] || { echo "There is no overlay $1." >&2; exit 2; }
namespace=subscriptions
manifests=$(mktemp)
trap 'rm -f "$manifests"' EXIT
kubectl kustomize "overlays/$1" > "$manifests"

# A finished job cannot be changed, only made anew.
kubectl -n "$namespace" delete job migrator --ignore-not-found --wait
kubectl apply -f "$manifests" --selector 'app.kubernetes.io/component notin (service, gateway)'
if ! kubectl -n "$namespace" wait job/migrator --for condition=complete --timeout 30m; then
  kubectl -n "$namespace" logs job/migrator --tail 50
  exit 1
fi

kubectl apply -f "$manifests"
for process in plans subscriptions billing notifications gateway; do
  kubectl -n "$namespace" rollout status "deployment/$process" --timeout 10m
done
