#!/usr/bin/env bash
# Generates Python's messages of the contracts, and of google.api and google.rpc on which they build, into a folder: generate.sh FOLDER.
# PROTOC names the compiler. PROTO_IMPORTS names the folders of google/api and google/rpc, and of the compiler's own google/protobuf
# where it does not find that by itself, separated by colons; by default the NuGet package that a build of the contracts has fetched.
set -euo pipefail
mkdir -p "$1"
out=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../../contracts/protos"
packages="${NUGET_PACKAGES:-$HOME/.nuget/packages}/google.api.commonprotos"
imports=${PROTO_IMPORTS:-$(find "$packages" -path '*/content/protos' 2> /dev/null | sort -V | tail -1 || true)}
if [ -z "$imports" ]; then echo "$packages is not there: build the contracts first (dotnet build contracts), or set PROTO_IMPORTS" >&2; exit 1; fi
mapfile -t protos < <(find . -name '*.proto' -printf '%P\n')
protos+=(google/api/annotations.proto google/api/http.proto google/rpc/error_details.proto google/rpc/status.proto)
"${PROTOC:-protoc}" --proto_path=. --proto_path="$imports" --python_out="$out" "${protos[@]}"
