#!/usr/bin/env bash
# Debian packages that the tests use for real: a browser, a database server, a broker, a gRPC client that is not .NET, Prometheus's rule checker.
set -euo pipefail

declare -A needed=(
  [chromium-headless-shell]=/usr/bin/chromium-headless-shell
  [postgresql]=/usr/lib/postgresql
  [rabbitmq-server]=/usr/lib/rabbitmq/bin/rabbitmq-server
  [prometheus]=/usr/bin/promtool
  [protobuf-compiler]=/usr/bin/protoc
  [libprotobuf-dev]=/usr/include/google/protobuf/descriptor.proto
  [python3-grpcio]=/usr/lib/python3/dist-packages/grpc
  [python3-protobuf]=/usr/lib/python3/dist-packages/google/protobuf
  [fonts-noto-core]=/usr/share/fonts/truetype/noto
  [tzdata]=/usr/share/zoneinfo/Asia/Tehran
)

missing=()
for package in "${!needed[@]}"; do
  [ -e "${needed[$package]}" ] || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
  echo "installing ${missing[*]}"
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root=sudo
  $as_root apt-get update -qq
  # RUNLEVEL: no package starts its server.
  $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
fi
