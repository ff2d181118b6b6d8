#!/usr/bin/env bash
# Generates Python's messages of the contracts, and of google.api and google.rpc on which they build, into a folder: generate.sh FOLDER.
# PROTOC names the compiler. PROTO_IMPORTS names the folders of google/api and google/rpc, and of the compiler's own google/protobuf
# where it does not find that by itself, separated by colons; by default the NuGet package that a build of the contracts has fetched.
set -euo pipefail
out=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../../contracts/protos"
imports=${PROTO_IMPORTS:-$(find "${NUGET_PACKAGES:-$HOME/.nuget/packages}/google.api.commonprotos" -path '*/content/protos' | sort -V | tail -1)}
mapfile -t protos < <(find . -name '*.proto' -printf '%P\n')
protos+=(google/api/annotations.proto google/api/http.proto google/rpc/error_details.proto google/rpc/status.proto)
"${PROTOC:-protoc}" --proto_path=. --proto_path="$imports" --python_out="$out" "${protos[@]}"
